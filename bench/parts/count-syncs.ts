import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Syncs = { readonly perCharge: number; readonly how: string };

const FEW = 10;
const MANY = 60;

/**
 * How often a charge waits for the disk. Counted where the kernel is asked for it, as the difference between many lives and
 * few, so that the opening of the journal does not count. Without strace the commits are counted, each of which waits once.
 */
export function countSyncs(story: 'armed' | 'with_code'): Syncs {
  const hasStrace = spawnSync('strace', ['-V']).status === 0;
  const count = hasStrace ? systemCalls : commits;
  const perCharge = (count(story, MANY) - count(story, FEW)) / (MANY - FEW);
  return { perCharge, how: hasStrace ? 'system calls by strace' : 'commits, strace is not installed' };
}

const LIVES = path.join(import.meta.dirname, 'charge-lives.ts');

function commits(story: string, lives: number): number {
  return inFolder((dir) => Number(execFileSync(process.execPath, [LIVES, dir, story, String(lives)], { encoding: 'utf8' })));
}

function systemCalls(story: string, lives: number): number {
  return inFolder((dir) => {
    const trace = path.join(dir, 'trace');
    const node = [process.execPath, LIVES, dir, story, String(lives)];
    execFileSync('strace', ['-f', '-qq', '-e', 'trace=fdatasync,fsync,sync_file_range', '-o', trace, ...node]);
    return readFileSync(trace, 'utf8').match(/(?:fdatasync|fsync|sync_file_range)\(/g)?.length ?? 0;
  });
}

function inFolder(deed: (dir: string) => number): number {
  const dir = mkdtempSync(path.join(tmpdir(), 'saoma-bench-'));
  try {
    return deed(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
