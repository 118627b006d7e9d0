import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Happening } from '../happening.ts';
import { fakeClock } from '../means.ts';

const ROUNDS = 8;
const HOUR_S = 3_600;
const STEPS_S = [24 * HOUR_S, -24 * HOUR_S, 3 * 24 * HOUR_S, -5 * 24 * HOUR_S, 20, -20, HOUR_S, -HOUR_S, 30 * 24 * HOUR_S];

/** The wall clock jumps, under the running terminal and between two lives of it; the clock that only grows goes on. */
export const steppedClock: Happening = {
  name: 'clock stepped',
  counters: 2,
  cannot: () => (fakeClock() ? null : 'needs libfaketime (apt-get install libfaketime): a real process has no other way to a wrong clock'),
  unrest: 0.05,
  command: (clockFile) => ({
    env: { LD_PRELOAD: fakeClock() ?? '', FAKETIME_TIMESTAMP_FILE: clockFile, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
  }),
  async run({ counters, clockFile, dice, note }) {
    let kills = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(dice.int(150, 500));
      const counter = dice.pick(counters);
      const stepS = dice.pick(STEPS_S);
      const isBetween = dice.chance(0.5);
      if (isBetween) await counter.kill();
      note(`the clock is ${stepS} s off`);
      setClock(clockFile, stepS);
      if (isBetween) await counter.start();
      if (isBetween) kills += 1;
    }
    await pause(300);
    return { kills, struck: ROUNDS, what: `${ROUNDS} jumps of up to 30 days` };
  },
};

/** Whole, or not at all: a core may read it at any moment. */
export function setClock(file: string, offS: number): void {
  writeFileSync(`${file}.new`, `${offS < 0 ? '' : '+'}${offS}s\n`);
  renameSync(`${file}.new`, file);
}
