import { expect, test } from 'vitest';
import { totalOf } from './entry.ts';
import { HOLD_MS } from './holding.ts';
import { desk, viewOf } from './test-desk.ts';

test('amount, Enter: one charge; Enter again is the same request', async () => {
  const { keys, sent, settled } = desk('keypad-empty');
  keys('Digit1', 'Numpad2', 'Period', 'Digit5', 'Enter', 'Enter');
  await settled();
  expect(sent).toEqual([
    { kind: 'charge', requestId: expect.any(String), amount: 1250 },
    { kind: 'charge', requestId: expect.any(String), amount: 1250 },
  ]);
  expect(sent[0]).toEqual(sent[1]);
});

test('Enter without an amount sends nothing', () => {
  const { keys, sent } = desk('keypad-empty');
  keys('Enter', 'Digit0', 'Enter');
  expect(sent).toEqual([]);
});

test('the first digit after paid begins the next sale, and fast ones after it are all kept', () => {
  const { see, keys, sent, pastGuard, counter } = desk('keypad-empty');
  see('paid');
  pastGuard();
  keys('Digit4', 'Digit2');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
  expect(counter.state().stage.kind).toBe('keypad');
  expect(totalOf(counter.state().entry)).toBe(4200);
});

test('a key meant for the old screen does nothing on the new one', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  see('paid');
  keys('Digit4', 'Enter');
  expect(sent).toEqual([]);
  pastGuard();
  keys('Enter');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
});

test('an unknown charge never leaves by Enter, Escape or a digit, only by F6', () => {
  const { see, keys, sent, pastGuard, counter } = desk('keypad-empty');
  see('unresolved');
  pastGuard();
  keys('Enter', 'NumpadEnter', 'Escape', 'Digit5', 'Backspace');
  expect(sent).toEqual([]);
  expect(counter.state().stage.kind).toBe('charge');
  keys('F6');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
});

test('Escape undoes a sent charge only when it is held', () => {
  const { see, keys, sent, pastGuard, counter, clock } = desk('keypad-empty');
  see('password-wait');
  pastGuard();
  keys('Escape');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  keys('Escape');
  expect(counter.state().isHolding).toBe(true);
  clock.advance(HOLD_MS);
  expect(sent).toEqual([{ kind: 'cancel', chargeId: 'story-charge-8813' }]);
});

test('a hold that the end of the charge overtakes sends nothing', () => {
  const { see, keys, sent, pastGuard, clock } = desk('keypad-empty');
  see('password-wait');
  pastGuard();
  keys('Escape');
  see('paid');
  clock.advance(HOLD_MS * 2);
  expect(sent).toEqual([]);
});

test('change amount: canceled, left, and the tape is back', async () => {
  const { see, keys, sent, pastGuard, counter, settled } = desk('keypad-empty');
  keys('Digit1', 'Digit0', 'Digit0', 'NumpadAdd', 'Digit2', 'Digit8', 'Enter');
  await settled();
  see('scan-now');
  pastGuard();
  keys('Backspace');
  await settled();
  see('canceled');
  expect(sent.slice(1)).toEqual([{ kind: 'cancel', chargeId: 'story-charge-8813' }, { kind: 'next_sale' }]);
  expect(counter.state().stage.kind).toBe('keypad');
  expect(counter.state().entry).toEqual({ items: [10000], text: '28' });
});

test('the camera has a key while a code is awaited, and nowhere else', () => {
  const { see, keys, toggled, pastGuard } = desk('keypad-empty');
  keys('F12');
  see('scan-now');
  pastGuard();
  keys('F12', 'F12');
  see('password-wait');
  pastGuard();
  keys('F12');
  expect(toggled).toEqual(['camera', 'camera']);
});

test('a refused command is told, and the amount stays', async () => {
  const { keys, counter, settled, clock } = desk('keypad-empty', { ok: false, code: 'terminal_busy' });
  keys('Digit5', 'Enter');
  await settled();
  expect(counter.state().plate).toEqual({ kind: 'command', code: 'terminal_busy' });
  expect(totalOf(counter.state().entry)).toBe(500);
  clock.advance(6_000);
  expect(counter.state().plate).toBeNull();
});

test('the same refused scan is told once, the next one again', () => {
  const { counter, clock } = desk('keypad-empty');
  const notice = { kind: 'product_code' } as const;
  counter.seen({ ...viewOf('keypad-empty'), notice: { id: 1, notice } });
  expect(counter.state().plate).toEqual({ kind: 'scan', notice });
  clock.advance(6_000);
  counter.seen({ ...viewOf('keypad-empty'), notice: { id: 1, notice } });
  expect(counter.state().plate).toBeNull();
  counter.seen({ ...viewOf('keypad-empty'), notice: { id: 2, notice } });
  expect(counter.state().plate).not.toBeNull();
});

test('digits that were a torn scan are taken back', () => {
  const { keys, counter } = desk('keypad-empty');
  for (const code of ['Digit8', 'Digit1', 'Digit3']) {
    counter.mark();
    keys(code);
  }
  counter.retract(2);
  expect(counter.state().entry.text).toBe('8');
});

test('an end on the stage closes the list over it', () => {
  const { see, keys, counter } = desk('password-wait');
  keys('F8');
  expect(counter.state().drawer).toBe('history');
  see('paid');
  expect(counter.state().drawer).toBeNull();
});

test('a charge that is not known is one wait: its turns leave the list open, its end closes it', () => {
  const { see, keys, counter } = desk('reversing');
  keys('F8');
  for (const turn of ['unresolved', 'reversing', 'unresolved']) {
    see(turn);
    expect(counter.state()).toMatchObject({ drawer: 'history', isLive: false });
  }
  see('reversed');
  expect(counter.state().drawer).toBeNull();
});

test('a scanned number of a bill opens its panel; closed, the inquiry is over', () => {
  const { see, keys, counter, sent } = desk('scan-now');
  keys('F8');
  see('inquiry-asking');
  expect(counter.state().drawer).toBe('inquiry');
  see('inquiry-paid-here');
  keys('F5', 'Escape');
  expect(counter.state().drawer).toBeNull();
  see('inquiry-paid-here'); // the terminal has not heard it yet
  expect(counter.state().drawer).toBeNull();
  expect(sent).toEqual([{ kind: 'inquire_again' }, { kind: 'close_inquiry' }]);
});

test('an end on the stage closes the panel over it, and the inquiry with it', () => {
  const { see, counter, sent } = desk('inquiry-not-known-yet');
  expect(counter.state().drawer).toBe('inquiry');
  counter.seen({ ...viewOf('paid'), inquiry: viewOf('inquiry-not-known-yet').inquiry });
  see('paid');
  expect([counter.state().drawer, sent]).toEqual([null, [{ kind: 'close_inquiry' }]]);
});

test('a payment is attached by holding, and only one that may be', () => {
  const { see, keys, sent, clock, counter, pastGuard } = desk('scan-now');
  see('inquiry-other-amount');
  keys('Enter');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  see('inquiry-paid-elsewhere');
  keys('Enter');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  keys('Enter');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([{ kind: 'attach_payment', chargeId: 'story-charge-8813' }]);
  see('settled');
  expect(counter.state().drawer).toBeNull();
  pastGuard();
  keys('Digit5');
  expect(counter.state()).toMatchObject({ stage: { kind: 'keypad' }, entry: { text: '5' } });
});

test('scan again names the charge whose sale it is', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  see('declined');
  pastGuard();
  keys('Enter');
  expect(sent).toEqual([{ kind: 'charge', requestId: expect.any(String), amount: 12800, sameSaleAs: 'story-charge-8813' }]);
});
