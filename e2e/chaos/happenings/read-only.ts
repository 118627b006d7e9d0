import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Happening } from '../happening.ts';
import { isRoot } from '../means.ts';
import { refusals } from './full-disk.ts';

const ROUNDS = 4;

/**
 * The journal can only be read: under the running terminal, then for one that starts. Permissions mean nothing to root and nothing to open
 * files, so the file system's own mark is used, which means something to both.
 */
export const readOnly: Happening = {
  name: 'journal read-only',
  counters: 1,
  cannot: () => (canMark() ? null : 'needs root and a file system that knows immutable files (chattr +i)'),
  unrest: 0.02,
  async run({ counters: [counter], dataDirs: [dataDir], dice, note }) {
    if (!counter || !dataDir) throw new Error('no counter');
    let refusedStarts = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(dice.int(200, 600));
      const files = readdirSync(dataDir).filter((name) => /^journal\.db(-wal)?$/.test(name));
      const marked = [...files.map((name) => path.join(dataDir, name)), ...(round % 2 === 1 ? [dataDir] : [])];
      note(`read-only: ${files.join(', ')}${round % 2 === 1 ? ' and the folder' : ''}`);
      mark('+i', marked);
      await pause(dice.int(300, 700));
      if (round >= ROUNDS / 2) {
        await counter.kill();
        if (!(await counter.start())) refusedStarts += 1;
        await pause(dice.int(100, 400));
      }
      mark('-i', marked.filter(existsSync));
      note('writable again');
      if (counter.isUp() && round >= ROUNDS / 2) await counter.kill(); // what began on a file that can only be read has to begin again
      if (!counter.isUp()) await counter.start();
    }
    const refused = refusals(counter);
    return {
      kills: ROUNDS / 2,
      struck: refused,
      what: `${ROUNDS} times: ${refused} requests and ${refusedStarts} of ${ROUNDS / 2} starts refused`,
    };
  },
};

function mark(sign: '+i' | '-i', files: readonly string[]): boolean {
  return spawnSync('chattr', [sign, ...files], { stdio: 'ignore' }).status === 0;
}

function canMark(): boolean {
  if (!isRoot()) return false;
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-chaos-'));
  chmodSync(folder, 0o700);
  const can = mark('+i', [folder]) && mark('-i', [folder]);
  rmSync(folder, { recursive: true });
  return can;
}
