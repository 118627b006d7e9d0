import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { err, ok, type Result } from '../../src/basics/result.ts';

/** A kernel that can be started, and the modules that it needs, in the order in which they are loaded. */
export type Kernel = { readonly image: string; readonly modules: readonly string[] };

/** Disks and files of the host; devices made by a program; USB with a keyboard and an FTDI adapter; a USB port that leads back into the machine, for a printer. */
const MODULES = [
  ...['virtio_pci', '9pnet_virtio', '9p', 'uhid', 'hid-generic', 'xhci-pci', 'usbhid', 'ftdi_sio'],
  ...['dummy_hcd', 'libcomposite', 'usb_f_printer', 'usblp'],
];

/** Debian's name for "the newest kernel". */
const NEWEST = 'linux-image-amd64';

/**
 * Debian's kernel, fetched once (70 MB) and kept with 10 MB in the user's cache.
 * @returns the kernel, or why it cannot be had
 */
export function fetchKernel(): Result<Kernel, string> {
  const found = findKernel();
  if (found.ok || process.getuid?.() !== 0) return found;
  run('apt-get', ['update', '-q']); // what apt knew is missing or too old
  return findKernel();
}

function findKernel(): Result<Kernel, string> {
  const name = /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', NEWEST]) ?? '')?.[1];
  if (!name) return err(`this system's apt knows no ${NEWEST}`);
  const folder = path.join(
    process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
    'saoma',
    `${name}.${hash('sha256', MODULES.join(), 'hex').slice(0, 8)}`,
  );
  if (!existsSync(folder)) {
    const made = unpackInto(folder, name);
    if (!made.ok) return made;
  }
  const modules = readFileSync(path.join(folder, 'modules'), 'utf8').split('\n');
  return ok({ image: path.join(folder, 'vmlinuz'), modules: modules.map((file) => path.join(folder, file)) });
}

function unpackInto(folder: string, name: string): Result<null, string> {
  mkdirSync(path.dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.`); // beside it, so that it can be moved there whole
  try {
    if (run('apt-get', ['download', name], work) === null) return err(`apt-get download ${name} failed`);
    run('sh', ['-c', 'dpkg-deb -x *.deb root && rm *.deb'], work);
    const version = name.replace('linux-image-', '');
    run('depmod', ['-b', 'root', version], work);
    const needed = MODULES.flatMap(
      (module) => run('modprobe', ['-d', 'root', '-S', version, '--show-depends', module], work)?.split('\n') ?? [],
    );
    const files = [...new Set(needed.flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []))];
    const image = path.join(work, 'root/boot', `vmlinuz-${version}`);
    if (files.length < MODULES.length || !existsSync(image)) return err(`${name} does not hold what was expected`);
    const names = files.map((file, index) => `${String(index).padStart(3, '0')}-${path.basename(file)}`);
    for (const [index, file] of files.entries()) copyFileSync(path.resolve(work, file), path.join(work, names[index] ?? ''));
    copyFileSync(image, path.join(work, 'vmlinuz'));
    writeFileSync(path.join(work, 'modules'), names.join('\n'));
    rmSync(path.join(work, 'root'), { recursive: true });
    renameSync(work, folder);
    return ok(null);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @returns what the command printed, or null when it failed */
function run(command: string, args: readonly string[], cwd = '/'): string | null {
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LC_ALL: 'C' };
  const { status, stdout } = spawnSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : null;
}
