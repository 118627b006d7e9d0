import { expect, test } from 'vitest';
import { quickNotes } from './quick-notes.ts';

test.each([
  [3_580, [4_000, 5_000, 10_000]],
  [5_000, [6_000, 10_000]],
  [980, [1_000, 2_000, 5_000]],
  [10_000, []],
  [12_800, [13_000, 14_000, 15_000]],
  [1, [1_000, 2_000, 5_000]],
])('for %i fen: %j', (amount, sums) => {
  expect(quickNotes(amount)).toEqual(sums);
});
