import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosCounter } from '../counter.ts';
import type { Happening } from '../happening.ts';
import { isRoot } from '../means.ts';

const ROUNDS = 4;
const PIECE = Buffer.alloc(4096, 1);

/** The disk fills to the last byte in the middle of the trade, the terminal is killed and started on it, then there is room again. */
export const fullDisk: Happening = {
  name: 'disk full',
  counters: 1,
  cannot: () => (isRoot() ? null : 'needs root, to mount a small disk'),
  diskBytes: 3 * 1024 * 1024,
  unrest: 0.02,
  async run({ counters: [counter], dataDirs: [dataDir], dice, note }) {
    if (!counter || !dataDir) throw new Error('no counter');
    const ballast = path.join(dataDir, 'ballast');
    let refusedStarts = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(dice.int(200, 600));
      note('the disk is full');
      fill(ballast);
      await pause(dice.int(300, 700));
      if (round % 2 === 1) {
        await counter.kill();
        if (!(await counter.start())) refusedStarts += 1;
        await pause(dice.int(100, 400));
      }
      rmSync(ballast);
      note('there is room again');
      if (!counter.isUp()) await counter.start();
    }
    const refused = refusals(counter);
    return {
      kills: ROUNDS / 2,
      struck: refused,
      what: `${ROUNDS} times full: ${refused} requests and ${refusedStarts} of ${ROUNDS / 2} starts refused`,
    };
  },
};

/** How often a till was told that nothing can be written. */
export function refusals(counter: ChaosCounter): number {
  return [...counter.refusals].filter(([what]) => what.startsWith('503')).reduce((total, [, times]) => total + times, 0);
}

function fill(file: string): void {
  const handle = openSync(file, 'w');
  for (let piece = PIECE; piece.length > 0; ) {
    try {
      writeSync(handle, piece);
    } catch {
      piece = piece.subarray(0, Math.floor(piece.length / 2)); // to the last byte
    }
  }
  closeSync(handle);
}
