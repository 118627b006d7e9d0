import { expect, test } from 'vitest';
import { totalOf } from './entry.ts';
import { HOLD_MS } from './holding.ts';
import { desk } from './test-desk.ts';

test('F7 asks for a note and parks what was typed; the next sale has a request of its own', async () => {
  const { keys, sent, counter, settled } = desk('keypad-empty');
  keys('Digit8', 'Digit9', 'F7');
  expect(counter.state().drawer).toBe('park');
  counter.typeNote(' 蓝衣服 ');
  keys('Enter');
  await settled();
  expect(counter.state()).toMatchObject({ drawer: null, entry: { items: [], text: '' } });
  keys('Digit5', 'F7', 'F7');
  await settled();
  expect(sent).toEqual([
    { kind: 'park', requestId: expect.any(String), amount: 8900, note: '蓝衣服' },
    { kind: 'park', requestId: expect.any(String), amount: 500 },
  ]);
  expect(sent[0]).not.toHaveProperty('requestId', (sent[1] as { requestId: string }).requestId);
});

test('F7 without an amount shows what is parked', () => {
  const { keys, counter } = desk('keypad-empty');
  keys('F7');
  expect(counter.state().drawer).toBe('todo');
});

test('what could not be parked stays on the keypad, with a word', async () => {
  const { keys, counter, settled } = desk('keypad-empty', { ok: false, code: 'parked_full' });
  keys('Digit8', 'F7', 'Enter');
  await settled();
  expect(counter.state()).toMatchObject({ drawer: null, plate: { kind: 'command', code: 'parked_full' } });
  expect(totalOf(counter.state().entry)).toBe(800);
});

test('F7 parks a charge that was not sent, and leaves one that was alone', async () => {
  const { see, keys, sent, pastGuard, settled } = desk('password-wait');
  pastGuard();
  keys('F7');
  see('queued');
  pastGuard();
  keys('F7', 'F7');
  await settled();
  expect(sent).toEqual([{ kind: 'park_charge', chargeId: 'story-charge-8813' }]);
});

test('a parked sale is given up only when it is held', () => {
  const { counter, sent, clock } = desk('todo');
  counter.holdDrop('ps_story1');
  expect(counter.state()).toMatchObject({ heldRow: 'ps_story1', isHolding: false });
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  counter.holdDrop('ps_story1');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([{ kind: 'drop_parked', parkedId: 'ps_story1' }]);
  expect(counter.state().heldRow).toBeNull();
});

test('a parked sale is gone on with by scan or by QR', () => {
  const { counter, sent } = desk('todo');
  counter.collect('ps_story1', 'merchant_qr');
  counter.collect('ps_story1', 'wallet');
  expect(sent.map((asked) => asked.kind === 'collect' && asked.tender)).toEqual(['merchant_qr', 'wallet']);
});

test('a payment that was perhaps one too many goes back when F9 is held, not when it is pressed', async () => {
  const { keys, clock, counter, sent, settled, pastGuard } = desk('paid-twice');
  pastGuard();
  keys('F9');
  expect(counter.state().heldRow).toBe('f1+story');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  keys('F9');
  clock.advance(HOLD_MS);
  await settled();
  expect(sent).toEqual([{ kind: 'refund_finding', findingId: 'f1+story' }]);
  expect(counter.state().heldRow).toBeNull();
});

test('F9 on a payment that nobody wonders about does nothing; its next sale begins as ever', () => {
  const { keys, clock, sent, pastGuard } = desk('paid');
  pastGuard();
  keys('F9');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
});

test('both payments are right: said with the reason', async () => {
  const { counter, sent, settled } = desk('todo-findings');
  counter.dismiss('f2', 'for_another');
  await settled();
  expect(sent).toEqual([{ kind: 'dismiss_finding', findingId: 'f2', reason: 'for_another' }]);
});

test('F9 opens the refund of what was paid just now, and without that asks which; Delete gives it back whole, held', () => {
  const { see, keys, toggled, clock, counter, pastGuard } = desk('keypad-empty');
  keys('F9');
  see('paid');
  pastGuard();
  keys('F9', 'Delete');
  counter.release();
  clock.advance(HOLD_MS);
  expect(toggled).toEqual(['find a sale', 'refund story-charge-8813']);
  keys('Delete');
  clock.advance(HOLD_MS);
  expect(toggled.at(-1)).toBe('cancel story-charge-8813 ¥128.00');
});

test('F4 takes cash for the typed amount, for a code not sent and for a payment that declined; once settled the counter is free', async () => {
  const { see, keys, sent, toggled, counter, pastGuard, settled } = desk('keypad-empty');
  keys('F4');
  expect(toggled).toEqual([]); // nothing to pay
  keys('Digit1', 'Digit2', 'F4');
  see('scan-now');
  pastGuard();
  keys('F4');
  see('declined');
  pastGuard();
  keys('F4');
  expect(toggled).toEqual(['cash 1200', 'cash 12800', 'cash 12800']);
  const { stage } = counter.state();
  counter.settled({ amount: 12_800, of: { kind: 'charge', chargeId: stage.kind === 'charge' ? stage.charge.id : '' } });
  await settled();
  expect([counter.state().stage.kind, sent.at(-1)]).toEqual(['keypad', { kind: 'next_sale' }]);
});

test('F4 while a charge may take money opens nothing, and says why', () => {
  const { see, keys, toggled, counter, pastGuard } = desk('keypad-empty');
  for (const screen of ['submitting', 'password-wait', 'unresolved', 'reversing']) {
    see(screen);
    pastGuard();
    keys('F4');
    expect(counter.state().plate).toEqual({ kind: 'command', code: 'sale_unsettled' });
  }
  expect(toggled).toEqual([]);
});
