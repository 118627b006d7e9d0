import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from '../../src/app/window/find-browser.ts';

/** Something that the tests need and npm cannot install. */
export type SystemPart = {
  readonly name: string;
  readonly why: string;
  readonly debian: string; // the package that brings it
  isThere(): boolean;
};

/** The list is short on purpose: everything else comes with npm. */
export const SYSTEM_PARTS: readonly SystemPart[] = [
  { name: 'Chromium', why: 'the screens are tested in it', debian: 'chromium', isThere: () => findBrowser() !== null },
  {
    name: 'socat',
    why: 'plays the serial scanner on a real tty',
    debian: 'socat',
    isThere: () => process.platform === 'win32' || onPath('socat'),
  },
  { name: 'openssl', why: 'makes the test acquirer’s certificates', debian: 'openssl', isThere: () => onPath('openssl') },
  { name: 'a Chinese font', why: 'the screens are in Chinese', debian: 'fonts-noto-cjk', isThere: hasChineseFont },
  { name: 'libusb', why: 'USB scanners are read through it', debian: 'libusb-1.0-0', isThere: hasLibusb },
];

/** What the device tests run in. Not on the list of everything: without it they are left out. */
export const DEVICE_PARTS: readonly SystemPart[] = [
  { name: 'QEMU', why: 'plugs and unplugs scanners', debian: 'qemu-system-x86', isThere: () => onPath('qemu-system-x86_64') },
  { name: 'a static busybox', why: 'starts the small machine', debian: 'busybox-static', isThere: hasStaticBusybox },
  { name: 'cpio', why: 'packs its first files', debian: 'cpio', isThere: () => onPath('cpio') },
  {
    name: 'kmod',
    why: 'finds its kernel modules',
    debian: 'kmod',
    isThere: () => ['/sbin', '/usr/sbin', '/bin'].some((folder) => existsSync(`${folder}/depmod`)),
  },
];

/** A stage of `npm test` that ends with this could not run here. Source: the usual code of automake's tests. */
export const LEFT_OUT = 77;

export type Readiness = { readonly ok: true; readonly installed: readonly string[] } | { readonly ok: false; readonly message: string };

/** Installs what is missing where apt can (Debian, root); else says once what to type. */
export function ensureSystemParts(tell: (line: string) => void, parts: readonly SystemPart[] = SYSTEM_PARTS): Readiness {
  const missing = parts.filter((part) => !part.isThere());
  if (missing.length === 0) return { ok: true, installed: [] };
  const packages = missing.map((part) => part.debian);
  if (onPath('apt-get') && process.getuid?.() === 0) {
    tell(`installing ${packages.join(', ')} with apt …`);
    aptGet(['update', '-q']);
    aptGet(['install', '-y', '-q', '--no-install-recommends', ...packages]);
  }
  const still = missing.filter((part) => !part.isThere());
  return still.length === 0 ? { ok: true, installed: packages } : { ok: false, message: whatToType(still) };
}

/** One message for all that is missing, with the command that brings it. */
export function whatToType(missing: readonly SystemPart[]): string {
  const list = missing.map(({ name, why }) => `  ${name}: ${why}`).join('\n');
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.map((part) => part.debian).join(' ')}`;
  return `The tests need what npm cannot install:\n${list}\nOn Debian or Ubuntu type (as root, or with sudo):\n  ${command}\nElsewhere install the same by the system's own means, then run npm test again.`;
}

function aptGet(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { stdio: ['ignore', 2, 2], env });
}

function onPath(command: string): boolean {
  const names = process.platform === 'win32' ? [`${command}.exe`] : [command];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.some((folder) => names.some((name) => existsSync(path.join(folder, name))));
}

function hasStaticBusybox(): boolean {
  // ldd fails on a program that needs no library.
  return existsSync('/bin/busybox') && spawnSync('ldd', ['/bin/busybox'], { stdio: 'ignore' }).status !== 0;
}

function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true; // Windows and macOS come with one
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

function hasLibusb(): boolean {
  if (process.platform !== 'linux') return true;
  const { stdout } = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  });
  return (stdout ?? '').includes('libusb-1.0.so.0');
}
