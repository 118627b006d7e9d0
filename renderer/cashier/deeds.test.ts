import { expect, test } from 'vitest';
import { deedOf, type Screen } from './deeds.ts';
import { isTakenOver, type Key, readKey } from './keys.ts';

const KEYS: readonly Key[] = ['digit', 'plus', 'backspace', 'delete', 'enter', 'escape', 'f5', 'f6', 'f7', 'f8', 'f1', 'f12'];

/** The keyboard table of the design, a row per screen, in the order of the keys above. */
test.each<[Screen, readonly (string | null)[]]>([
  ['keypad', ['type', 'next_item', 'take_back', 'clear', 'charge', 'clear', null, 'open_todo', 'park', 'open_history', 'open_help', null]],
  [
    'awaiting_code',
    [null, null, 'change_amount', null, null, 'cancel', null, 'open_todo', 'park', 'open_history', 'open_help', 'toggle_camera'],
  ],
  ['queued', [null, null, null, null, null, 'cancel', null, 'next_customer', 'park', 'open_history', 'open_help', null]],
  ['submitting', [null, null, null, null, null, 'hold_cancel', null, null, null, 'open_history', 'open_help', null]],
  ['awaiting_customer', [null, null, null, null, null, 'hold_cancel', 'ask_now', null, null, 'open_history', 'open_help', null]],
  ['paid', ['start_next', null, null, 'hold_cancel_paid', 'next_sale', null, null, 'open_todo', null, 'open_history', 'open_help', null]],
  ['declined', [null, null, null, null, 'scan_again', 'next_sale', null, null, 'park', 'open_history', 'open_help', null]],
  ['unresolved', [null, null, null, null, null, null, 'ask_now', 'next_customer', null, 'open_history', 'open_help', null]],
  ['reversing', [null, null, null, null, null, null, 'ask_now', 'next_customer', null, 'open_history', 'open_help', null]],
])('keys on %s', (screen, deeds) => {
  expect(KEYS.map((key) => deedOf({ screen, origin: 'cashier', drawer: null }, key))).toEqual(deeds);
});

test("the till's charge is the till's to change and to ask again", () => {
  expect(deedOf({ screen: 'awaiting_code', origin: 'till', drawer: null }, 'backspace')).toBeNull();
  expect(deedOf({ screen: 'declined', origin: 'till', drawer: null }, 'enter')).toBe('next_sale');
  for (const screen of ['awaiting_code', 'queued', 'declined'] as const)
    expect(deedOf({ screen, origin: 'till', drawer: null }, 'f7')).toBeNull();
});

test('a drawer takes the keys from the counter', () => {
  expect(deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'history' }, 'digit')).toBeNull();
  expect(deedOf({ screen: 'awaiting_customer', origin: 'cashier', drawer: 'todo' }, 'escape')).toBe('close');
});

test('the to-do page has a key for each deed on a row, and a second F7 parks without a note', () => {
  const onPage = (['f4', 'f5', 'f7', 'delete', 'enter'] as const).map((key) =>
    deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'todo' }, key),
  );
  expect(onPage).toEqual(['row_cash', 'row_ask', 'row_resume', 'row_drop', 'row_main']);
  expect(deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'park' }, 'f7')).toBe('park_now');
});

test('keys are known by their place, on both digit blocks, whatever an input method makes of them', () => {
  expect(readKey('Numpad7')).toEqual({ key: 'digit', types: '7' });
  expect(readKey('Digit7')).toEqual({ key: 'digit', types: '7' });
  expect(readKey('NumpadDecimal')).toEqual({ key: 'digit', types: '.' });
  expect(readKey('NumpadEnter')).toEqual({ key: 'enter' });
  expect(readKey('KeyA')).toBeNull();
  expect(readKey('toString')).toBeNull();
});

test.each([
  ['F5', true],
  ['F11', true],
  ['Backspace', true],
  ['F12', true],
  ['F13', false],
  ['Tab', false],
])('%s taken over: %s', (code, taken) => {
  expect(isTakenOver(code)).toBe(taken);
});

test('the menu is one key away on every screen; the page about scanners, opened from it, closes by the same key', () => {
  for (const screen of ['keypad', 'awaiting_code', 'submitting', 'paid', 'unresolved'] as const) {
    expect(deedOf({ screen, origin: 'cashier', drawer: null }, 'f10')).toBe('open_menu');
  }
  expect(deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'doctor' }, 'f10')).toBe('close');
  expect(deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'doctor' }, 'digit')).toBeNull();
});

test('cash is taken for what is typed and for a sale that took nothing; while a payment may be under way its key says why not', () => {
  const at = (screen: Screen, origin: 'cashier' | 'till' = 'cashier') => deedOf({ screen, origin, drawer: null }, 'f4');
  for (const screen of ['keypad', 'awaiting_code', 'queued', 'declined'] as const) expect(at(screen)).toBe('take_cash');
  for (const screen of ['submitting', 'awaiting_customer', 'unresolved', 'reversing'] as const) expect(at(screen)).toBe('take_cash');
  expect(at('paid')).toBeNull();
  for (const screen of ['awaiting_code', 'queued', 'declined'] as const) expect(at(screen, 'till')).toBeNull();
});
