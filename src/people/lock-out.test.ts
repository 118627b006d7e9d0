import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayAfter, FREE_TRIES, type Strikes, strike, waitMs } from './lock-out.ts';

function struck(times: number, nowMs = 0): Strikes | null {
  let strikes: Strikes | null = null;
  for (let i = 0; i < times; i += 1) strikes = strike(strikes, nowMs);
  return strikes;
}

test.each([
  [0, 0],
  [1, 0],
  [2, 0],
  [3, 5_000],
  [4, 15_000],
  [5, 60_000],
  [6, 300_000],
  [7, 900_000],
  [8, 1_800_000],
  [9, 1_800_000],
  [10_000, 1_800_000],
])('after %i wrong PINs nothing is looked at for %i ms', (times, delayMs) => {
  expect(waitMs(struck(times), 0)).toBe(delayMs);
});

test('the delay runs from the last wrong PIN, and is over on the millisecond', () => {
  const strikes = struck(FREE_TRIES, 1_000);
  expect([waitMs(strikes, 1_000), waitMs(strikes, 5_999), waitMs(strikes, 6_000), waitMs(strikes, 60_000)]).toEqual([5_000, 1, 0, 0]);
});

test('whoever waits each delay out gets no more than a handful of guesses a day', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000 }), { maxLength: 400 }), (pauses) => {
      let [strikes, nowMs, tried]: [Strikes | null, number, number] = [null, 0, 0];
      for (const pauseMs of pauses) {
        nowMs += pauseMs;
        if (waitMs(strikes, nowMs) > 0) continue;
        strikes = strike(strikes, nowMs);
        tried += 1;
      }
      // The free ones, the growing delays, and then two an hour.
      return tried <= 9 + Math.ceil(nowMs / 1_800_000);
    }),
  );
});

test('a wrong PIN more never shortens the wait', () => {
  fc.assert(fc.property(fc.nat(50), (count) => delayAfter(count + 1) >= delayAfter(count)));
});
