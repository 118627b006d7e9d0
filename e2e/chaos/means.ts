import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { SystemPart } from '../../scripts/house/system-parts.ts';

/** What this machine lets a test do. */
export function isRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

export function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

export function canHaveOwnNetwork(): boolean {
  return isRoot() && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status === 0;
}

/** Debian's places of libfaketime, the one for programs with threads. */
const FAKE_CLOCKS = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`);

export function fakeClock(): string | null {
  return FAKE_CLOCKS.find((file) => existsSync(file)) ?? null;
}

/** What makes one happening or another possible. Installed where apt can; a row that lacks one says so and is left out. */
export const CHAOS_PARTS: readonly SystemPart[] = [
  { name: 'libfaketime', why: 'steps the clock of a real process', debian: 'libfaketime', isThere: () => fakeClock() !== null },
  {
    name: 'chattr',
    why: 'makes the journal read-only',
    debian: 'e2fsprogs',
    isThere: () => spawnSync('chattr', ['-V']).error === undefined,
  },
  { name: 'ip', why: 'pulls the cable', debian: 'iproute2', isThere: () => spawnSync('ip', ['-V']).error === undefined },
];
