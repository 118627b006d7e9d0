import { expect, test } from 'vitest';
import { isGunsPace, isSlowGuns, streakFrom } from './pace.ts';

const QUICK = [1, 2, 1, 2, 1, 2, 1, 2];

test.each<readonly [string, readonly number[], number, boolean]>([
  ['quick all along', QUICK, 0, true],
  ['slow but steady', [45, 60, 30, 55, 50, 60, 40], 7, true],
  ['one pause before what is known', [300, ...QUICK], 1, true],
  ['two pauses with a quick key between', [300, 1, 200, ...QUICK], 3, true],
  ['two keys by hand before a gun', [120, 200, ...QUICK], 2, false],
  ['pauses inside what is known', [...QUICK, 300, 1, 400, 1, 500], 2, true],
  ['the quickest hand', [70, 95, 30, 80, 60, 70, 95, 30, 80, 60], 10, false],
])('%s', (_name, gaps, loose, isGuns) => {
  expect(isGunsPace(gaps, loose)).toBe(isGuns);
});

test.each<readonly [string, readonly number[], number, number]>([
  ['the first key after a rest, then a slow gun', [900, 45, 60, 30], 3, 0],
  ['without a pause from the start', [45, 60, 30], 2, 0],
  ['a hand', [900, 90, 110, 95], 3, 3],
  ['a hand, then a gun', [90, 110, 400, 50, 40], 4, 2],
  ['pauses behind it', [900, 40, 50, 400, 40], 2, 0],
])('keys without a pause: %s', (_name, gaps, at, from) => {
  expect(streakFrom(gaps, at)).toBe(from);
});

test('a slow gun is steadier than the quickest hand', () => {
  expect(isSlowGuns([60, 60, 60, 60])).toBe(true);
  expect(isSlowGuns([70, 60, 75, 70])).toBe(false);
});
