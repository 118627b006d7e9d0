import { expect, test } from 'vitest';
import { totalOf } from './entry.ts';
import { HOLD_MS } from './holding.ts';
import { desk, viewOf } from './test-desk.ts';

test('F3 charges the typed amount by the merchant’s QR, F2 and Enter by a code; where the shop has no QR F3 does nothing', async () => {
  const { keys, sent, settled, counter } = desk('keypad-empty');
  keys('F3');
  keys('Digit1', 'Digit2', 'F3');
  await settled();
  expect(totalOf(counter.state().entry)).toBe(0);
  keys('Digit5', 'F2');
  await settled();
  counter.seen({ ...viewOf('keypad-empty'), methods: ['payment_code'] });
  keys('Digit7', 'F3');
  expect(sent).toEqual([
    { kind: 'charge', requestId: expect.any(String), amount: 1200, method: 'merchant_qr' },
    { kind: 'charge', requestId: expect.any(String), amount: 500 },
  ]);
});

test('a QR that stands is withdrawn by Escape, at once: nothing was charged', () => {
  const { see, keys, sent, pastGuard, counter } = desk('keypad-empty');
  see('qr-shown');
  pastGuard();
  keys('Escape');
  expect(sent).toEqual([{ kind: 'cancel', chargeId: 'story-charge-8813' }]);
  expect(counter.state().isHolding).toBe(false);
});

test('one sale goes from code to QR and back, each time by its own request', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  for (const [screen, key] of [
    ['scan-now', 'F3'],
    ['qr-shown', 'F2'],
    ['scan-now-held', 'F3'],
    ['qr-withdrawn', 'F3'],
    ['qr-declined', 'Enter'],
    ['qr-canceled', 'F2'],
    ['declined', 'F3'],
  ] as const) {
    see(screen);
    pastGuard();
    keys(key, key);
  }
  const methods = sent.filter((_, at) => at % 2 === 0).map((asked) => (asked.kind === 'change_method' ? asked.method : asked.kind));
  const [qr, code] = ['merchant_qr', 'payment_code'];
  expect(methods).toEqual([qr, code, qr, qr, qr, code, qr]);
  for (let at = 0; at < sent.length; at += 2) expect(sent[at]).toEqual(sent[at + 1]);
  expect(new Set(sent.map((asked) => 'requestId' in asked && asked.requestId)).size).toBe(methods.length);
});

test('a withdrawn QR does not hold up the next customer', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  see('qr-withdrawn');
  pastGuard();
  keys('Enter', 'Escape', 'F6');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
});

test('F4 while a QR may be paid says so', () => {
  const { see, keys, toggled, counter, pastGuard } = desk('keypad-empty');
  see('qr-shown');
  pastGuard();
  keys('F4');
  expect([counter.state().plate, toggled]).toEqual([{ kind: 'command', code: 'qr_stands' }, []]);
});

test('a digit after a QR was canceled begins the next sale, whose F3 asks for its own QR', async () => {
  const { see, keys, sent, pastGuard, settled } = desk('keypad-empty');
  see('qr-canceled');
  pastGuard();
  keys('Digit9', 'F3');
  await settled();
  expect(sent).toEqual([{ kind: 'next_sale' }, { kind: 'charge', requestId: expect.any(String), amount: 900, method: 'merchant_qr' }]);
});

test('displays are paired by a key, and unpaired only when it is held', () => {
  const { counter, keys, sent, clock, see } = desk('displays-no-door');
  counter.act('open_displays');
  keys('F2');
  expect(sent).toEqual([]);
  see('displays');
  keys('F2', 'F3', 'Backspace');
  counter.holdRevoke('d1');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([
    { kind: 'pair_display', role: 'display' },
    { kind: 'pair_display', role: 'self_service' },
    { kind: 'stop_pairing' },
  ]);
  counter.holdRevoke('d1');
  expect(counter.state().heldRow).toBe('d1');
  clock.advance(HOLD_MS);
  expect(sent.at(-1)).toEqual({ kind: 'revoke_display', displayId: 'd1' });
});
