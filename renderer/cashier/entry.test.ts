import { expect, test } from 'vitest';
import { fen } from '../../src/money/fen.ts';
import { type Entry, type EntryKey, entryOf, NOTHING, pressKey, totalOf } from './entry.ts';

function typed(keys: string): Entry {
  return keys.split(' ').reduce((entry, key) => pressKey(entry, key as EntryKey), NOTHING);
}

test.each([
  ['1 2 8', '128', 12800],
  ['1 2 8 . 5', '128.5', 12850],
  ['1 2 8 . 5 6 7', '128.56', 12856], // no third decimal
  ['. 0 7', '0.07', 7],
  ['0 0 5', '5', 500],
  ['00 1', '1', 100],
  ['1 00', '100', 10000],
  ['1 . 00', '1.00', 100],
  ['1 . 2 00', '1.20', 120],
  ['1 . .', '1.', 100],
  ['1 2 backspace', '1', 100],
  ['1 2 clear', '', 0],
])('%s reads %s', (keys, text, total) => {
  const entry = typed(keys);
  expect(entry.text).toBe(text);
  expect(totalOf(entry)).toBe(total);
});

test('a tape adds its items, and backspace goes back into the last one', () => {
  const tape = typed('1 8 . 6 + 8 9 + 2 0 . 4');
  expect(tape.items).toEqual([1860, 8900]);
  expect(totalOf(tape)).toBe(12800);
  expect(typed('1 8 . 6 + backspace')).toEqual({ items: [], text: '18.60' });
});

test('plus without an amount adds nothing', () => {
  expect(typed('+ 0 +')).toEqual({ items: [], text: '0' });
});

test('the largest charge can be typed, one digit more cannot', () => {
  const most = typed([...'99999999.99'].join(' '));
  expect(totalOf(most)).toBe(9_999_999_999);
  expect(pressKey(typed([...'99999999'].join(' ')), '9').text).toBe('99999999');
  expect(totalOf(pressKey(pressKey(most, '+'), '1'))).toBe(9_999_999_999);
});

test.each([
  [12800, '128'],
  [12850, '128.50'],
  [7, '0.07'],
])('%i fen can be changed as if it had been typed', (amount, text) => {
  expect(entryOf(fen(amount))).toEqual({ items: [], text });
  expect(totalOf(entryOf(fen(amount)))).toBe(amount);
});
