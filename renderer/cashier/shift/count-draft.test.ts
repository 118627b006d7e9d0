import { expect, test } from 'vitest';
import { type CountDraft, countedFen, goTo, isEntered, NOT_COUNTED, pressCount } from './count-draft.ts';

function typed(text: string, draft: CountDraft = NOT_COUNTED): CountDraft {
  return [...text].reduce((before, key) => pressCount(before, key as '1'), draft);
}

test('nothing told is not a drawer with nothing in it', () => {
  expect([isEntered(NOT_COUNTED), isEntered(typed('0')), isEntered(typed('0', goTo(NOT_COUNTED, 1)))]).toEqual([false, true, true]);
  expect(countedFen(typed('0'))).toBe(0);
});

test('pieces add up to a live sum', () => {
  let draft = typed('9', goTo(NOT_COUNTED, 1)); // nine hundreds
  draft = typed('13', goTo(draft, 6)); // thirteen of one yuan
  draft = typed('5', goTo(draft, 7)); // five halves
  expect(countedFen(draft)).toBe(91_550);
  expect(countedFen(pressCount(draft, 'clear'))).toBe(91_300);
});

test('a sum that is typed replaces the pieces, and the other way round', () => {
  const pieces = typed('9', goTo(NOT_COUNTED, 1));
  const sum = typed('913.5', goTo(pieces, 0));
  expect([countedFen(sum), sum.pieces.join('')]).toEqual([91_350, '']);
  const again = typed('2', goTo(sum, 1));
  expect([countedFen(again), again.sumText]).toEqual([20_000, '']);
});

test('below the last kind comes the sum, and above the sum the last kind', () => {
  expect([goTo(NOT_COUNTED, 9).at, goTo(NOT_COUNTED, -1).at]).toEqual([0, 8]);
});

test('no drawer holds ten thousand of a kind, and half a note is none', () => {
  const draft = typed('99999', goTo(NOT_COUNTED, 1));
  expect(draft.pieces[0]).toBe('9999');
  expect(pressCount(draft, '.').pieces[0]).toBe('9999');
});
