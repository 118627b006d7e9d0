import { describe, expect, test } from 'vitest';
import { TIMES } from '../payment/story.ts';
import { CLOSED, CONTENT, DONE, NOT_PAID, OFFERED, offerTill, PAID } from './test-offer-till.ts';

describe('the merchant’s QR at the counter', () => {
  test('is placed under a durable number, shown when what it shows is durable, and paid', async () => {
    const { gateway, journal, staged, ring, pass } = offerTill();
    ring('merchant_qr');
    expect(staged()).toMatchObject({ method: 'merchant_qr', status: 'submitting', qr: null });
    expect(journal.openCharges().map(({ intent }) => intent.orderNo)).toEqual([gateway.offers[0]?.order.orderNo]);
    await gateway.offers[0]?.answer(OFFERED);
    expect(staged()).toMatchObject({ status: 'awaiting_customer', qr: { content: CONTENT } });
    await pass(2_000);
    await gateway.queries[0]?.answer(PAID);
    expect(staged()).toMatchObject({ status: 'paid', qr: null });
  });

  test('the journal does not take what it would show: it is not shown, until it does', async () => {
    const { gateway, journal, staged, ring, pass } = offerTill();
    ring('merchant_qr');
    journal.failNext(1);
    await gateway.offers[0]?.answer(OFFERED);
    expect(staged().qr).toBe(null);
    await pass(1_000);
    expect(staged().qr).toMatchObject({ content: CONTENT });
  });

  test('over a restart it is shown again, with the time that is left', async () => {
    const t = offerTill();
    const { clock, shown, restart } = t;
    const id = await shown();
    clock.stall(60_000);
    restart();
    expect(t.terminal.find(id)?.qr).toMatchObject({ content: CONTENT });
    expect(t.gateway.queries).toHaveLength(1);
  });

  test('given up, the next sale goes on at once, and the QR is closed when the acquirer lets it', async () => {
    const { gateway, say, ring, status, shown, pass } = offerTill();
    const id = await shown();
    expect(say({ kind: 'cancel', chargeId: id })).toEqual(DONE);
    expect(status(id)).toBe('reversing');
    expect(ring('payment_code', 100)).toEqual(DONE);
    await gateway.queries[0]?.answer(NOT_PAID);
    expect(gateway.withdrawals).toHaveLength(0);
    await pass(TIMES.closeDelayMs);
    for (const query of gateway.queries) await query.answer(NOT_PAID);
    expect(gateway.withdrawals).toHaveLength(1);
    await gateway.withdrawals[0]?.answer({ kind: 'closed' });
    await gateway.queries.at(-1)?.answer(CLOSED);
    expect(status(id)).toBe('canceled');
  });
});

describe('an order that is paid in the shop’s own software', () => {
  const HANDED = { kind: 'offered', shown: { content: null, prepayId: 'wx1' } } as const;
  test('does not cover the counter: the next sale is rung up as if it were not', async () => {
    const { gateway, terminal, begin, staged, ring, status } = offerTill();
    const { id } = begin({ method: 'app', idempotencyKey: 'app-1' });
    await gateway.offers[0]?.answer(HANDED);
    expect(status(id)).toBe('awaiting_customer');
    expect(terminal.view().stage.kind).toBe('keypad');
    ring('payment_code', 100);
    expect(staged().amount).toBe(100);
  });

  test('has something to hand over while it stands, and a QR has nothing', async () => {
    const { gateway, terminal, begin, staged, ring } = offerTill();
    const { id } = begin({ method: 'app', idempotencyKey: 'app-1' });
    expect(await terminal.parameters(id)).toEqual({ ok: false, error: 'no_parameters' });
    await gateway.offers[0]?.answer(HANDED);
    expect(await terminal.parameters(id)).toEqual({ ok: true, value: { prepayid: 'wx1' } });
    expect(terminal.cancel(id).ok).toBe(true);
    expect(await terminal.parameters(id)).toEqual({ ok: false, error: 'no_parameters' });
    ring('merchant_qr');
    await gateway.offers[1]?.answer(OFFERED);
    expect(await terminal.parameters(staged().id)).toEqual({ ok: false, error: 'no_parameters' });
    expect(await terminal.parameters('nobody')).toEqual({ ok: false, error: 'not_found' });
  });
});

test('a parked sale is collected by QR, in the append that makes it paid', async () => {
  const t = offerTill();
  const { say, requestId, pass, restart } = t;
  say({ kind: 'park', requestId: requestId(), amount: 8_900 });
  const parkedId = t.terminal.view().parked[0]?.id ?? '';
  expect(say({ kind: 'collect', requestId: requestId(), parkedId, tender: 'merchant_qr' })).toEqual(DONE);
  await t.gateway.offers[0]?.answer(OFFERED);
  expect(t.terminal.view().parked[0]).toMatchObject({ status: 'collecting' });
  await pass(2_000);
  await t.gateway.queries[0]?.answer(PAID);
  restart();
  expect([t.terminal.view().parked, t.terminal.findParked(parkedId)?.status]).toEqual([[], 'collected']);
});
