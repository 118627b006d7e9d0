import { describe, expect, test } from 'vitest';
import { type At, deedOf, type Screen } from './deeds.ts';
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

describe('by payment code and by the merchant’s QR', () => {
  const KEYS_OF_OFFERS: readonly Key[] = ['f2', 'f3', 'f4', 'escape', 'f5', 'f6', 'f7', 'enter'];
  const on = (screen: Screen, isOffer: boolean, more: Partial<At> = {}) =>
    KEYS_OF_OFFERS.map((key) => deedOf({ screen, isOffer, origin: 'cashier', drawer: null, ...more }, key));

  test.each<[Screen, boolean, readonly (string | null)[]]>([
    ['keypad', false, ['charge', 'charge_qr', 'take_cash', 'clear', null, 'open_todo', 'park', 'charge']],
    ['awaiting_code', false, [null, 'to_qr', 'take_cash', 'cancel', null, 'open_todo', 'park', null]],
    ['queued', false, [null, 'to_qr', 'take_cash', 'cancel', null, 'next_customer', 'park', null]],
    ['queued', true, ['to_code', null, 'take_cash', 'cancel', null, 'next_customer', 'park', null]],
    ['submitting', true, ['to_code', null, 'take_cash', 'cancel', null, null, null, null]],
    ['awaiting_customer', false, [null, null, 'take_cash', 'hold_cancel', 'ask_now', null, null, null]],
    ['awaiting_customer', true, ['to_code', null, 'take_cash', 'cancel', 'ask_now', null, null, null]],
    ['reversing', true, ['to_code', 'to_qr', 'take_cash', null, 'ask_now', 'next_customer', null, null]],
    ['unresolved', true, [null, null, 'take_cash', null, 'ask_now', 'next_customer', null, null]],
    ['declined', false, ['to_code', 'to_qr', 'take_cash', 'next_sale', null, null, 'park', 'scan_again']],
    ['declined', true, ['to_code', 'to_qr', 'take_cash', 'next_sale', null, null, 'park', 'to_qr']],
    ['canceled', true, ['to_code', 'to_qr', null, null, null, 'open_todo', null, 'next_sale']],
    ['reversed', false, ['to_code', 'to_qr', null, null, null, 'open_todo', null, 'next_sale']],
    ['paid', true, [null, null, null, null, null, 'open_todo', null, 'next_sale']],
    ['settled', true, [null, null, null, null, null, 'open_todo', null, 'next_sale']],
  ])('on %s, paid by the customer himself: %s', (screen, isOffer, deeds) => {
    expect(on(screen, isOffer)).toEqual(deeds);
  });

  test('a shop that cannot be paid by QR has no key for it', () => {
    expect(on('keypad', false, { hasQr: false }).slice(0, 2)).toEqual(['charge', null]);
    expect(on('declined', false, { hasQr: false }).slice(0, 2)).toEqual(['to_code', null]);
    expect(deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'todo', hasQr: false }, 'f3')).toBeNull();
  });

  test('the till’s own sale keeps its way', () => {
    for (const screen of ['awaiting_code', 'queued', 'awaiting_customer', 'reversing', 'declined', 'canceled'] as const) {
      expect(on(screen, true, { origin: 'till' }).slice(0, 2)).toEqual([null, null]);
    }
  });

  test('on the to-do page F3 goes on with a parked sale by QR; over the displays F2 and F3 pair, and Delete unpairs the row', () => {
    expect(deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'todo' }, 'f3')).toBe('row_qr');
    const keys = ['f2', 'f3', 'backspace', 'delete', 'escape', 'enter'] as const;
    expect(keys.map((key) => deedOf({ screen: 'keypad', origin: 'cashier', drawer: 'displays' }, key))).toEqual([
      ...['pair_display', 'pair_self_service', 'stop_pairing', 'row_drop', 'close', null],
    ]);
  });
});
