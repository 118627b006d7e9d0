import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where the guest finds the project, wherever it lies here: its own /tmp and /run are empty. */
export const GUEST_PROJECT = '/run/project';

/**
 * Writes the file system that the guest starts from: busybox, the modules, and an `init` that moves onto this machine's own files
 * (read-only, over 9p), runs one command there and ends.
 *
 * @param folder an empty one to build in
 * @param command for sh, run in the project's folder of the guest; its exit code is printed as `>> done CODE`
 * @returns the file
 */
export function makeInitrd(folder: string, modules: readonly string[], command: string): string {
  const root = path.join(folder, 'initrd');
  for (const name of ['bin', 'modules', 'proc', 'sys', 'dev', 'host']) mkdirSync(path.join(root, name), { recursive: true });
  copyFileSync('/bin/busybox', path.join(root, 'bin/busybox'));
  for (const module of modules) copyFileSync(module, path.join(root, 'modules', path.basename(module)));
  writeFileSync(path.join(root, 'init'), initScript(command));
  chmodSync(path.join(root, 'init'), 0o755);
  const file = path.join(folder, 'initrd.cpio');
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).join('\n');
  const { status, stderr } = spawnSync('cpio', ['-o', '-H', 'newc', '--quiet', '-F', file], { cwd: root, input: names, encoding: 'utf8' });
  if (status !== 0) throw new Error(`cpio: ${stderr}`);
  return file;
}

function initScript(command: string): string {
  const share = (tag: string, at: string) => `mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=524288 ${tag} ${at}`;
  return `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in /modules/*; do insmod $module || echo "not loaded: $module"; done
${share('host', '/host')}
for each in proc sys dev; do mount -o bind /$each /host/$each; done
for each in tmp run; do mount -t tmpfs $each /host/$each; done
mkdir /host${GUEST_PROJECT}
${share('project', `/host${GUEST_PROJECT}`)}
export HOME=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin
chroot /host /bin/sh -c 'cd ${GUEST_PROJECT} && ${command}'
echo ">> done $?"
poweroff -f
`;
}
