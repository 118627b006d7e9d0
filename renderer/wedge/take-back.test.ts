import { expect, test } from 'vitest';
import { createTakeBack } from './take-back.ts';

test('what a burst typed is taken back to where it began, and what was typed before it stays', () => {
  const typed = createTakeBack<string>();
  for (const text of ['', '1', '12', '123']) typed.mark(text);
  expect(typed.take(2)).toBe('12');
  expect(typed.take(1)).toBe('1');
  expect(typed.take(5)).toBeNull();
  expect(typed.take(1)).toBeNull();
});

test('a hundred and twenty-eight keys are remembered, and none after forgetting', () => {
  const typed = createTakeBack<number>();
  for (let n = 0; n < 200; n++) typed.mark(n);
  expect(typed.take(129)).toBeNull();
  typed.mark(7);
  typed.forget();
  expect(typed.take(1)).toBeNull();
});
