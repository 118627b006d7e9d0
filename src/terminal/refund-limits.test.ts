import { describe, expect, test } from 'vitest';
import type { Refund } from '../contract/refund.ts';
import type { RefundOutcome } from '../gateway/gateway.ts';
import { ABSENT, type RefundTill, refundTill, SILENCE } from './test-refund-till.ts';

const NO_FUNDS: RefundOutcome = { kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: '余额不足', other: 'balance' };

describe('what may be given back', () => {
  test('no more than was paid, all but failed refunds counted', async () => {
    const { ask, refund, refusalOf, sent, asked } = await refundTill();
    refund(800);
    expect(refusalOf(ask(481))).toBe('refund_exceeds_charge');
    await sent()?.answer({ kind: 'refused', failure: { code: 'too_old', acquirerCode: 'TRADE_OVERDUE', message: null } });
    await asked()?.answer(ABSENT);
    expect(refusalOf(ask(1281))).toBe('refund_exceeds_charge');
    refund(1280);
    await sent()?.answer(SILENCE);
    expect(refusalOf(ask(1))).toBe('refund_exceeds_charge'); // unresolved counts
  });

  test('of a paid charge only, and of one that is there', async () => {
    const { begin, ask, refusalOf } = await refundTill();
    const { id } = begin({ idempotencyKey: 'key-2' });
    expect(refusalOf(ask(1, { chargeId: id }))).toBe('not_paid');
    expect(refusalOf(ask(1, { chargeId: 'ch_NOBODY' }))).toBe('not_found');
    expect(refusalOf(ask(1, { chargeId: '../etc' }))).toBe('not_found');
  });

  test('at most fifty times', async () => {
    const { ask, refund, refusalOf } = await refundTill();
    for (let n = 0; n < 50; n++) refund(1);
    expect(refusalOf(ask(1))).toBe('too_many_refunds');
  });

  test('once for one key, whatever comes of it; tills and screens have keys of their own', async () => {
    const { ask, refund, refusalOf, succeed } = await refundTill();
    const { id } = refund(800, { idempotencyKey: 'key', fingerprint: 'f' });
    expect(ask(800, { idempotencyKey: 'key', fingerprint: 'f' })).toMatchObject({ ok: true, value: { created: false, refund: { id } } });
    expect(refusalOf(ask(800, { idempotencyKey: 'key', fingerprint: 'g' }))).toBe('idempotency_key_reused');
    await succeed();
    expect(ask(800, { idempotencyKey: 'key', fingerprint: 'f' })).toMatchObject({ value: { refund: { id, status: 'succeeded' } } });
    expect(refund(1, { idempotencyKey: 'key', fingerprint: 'f', origin: 'cashier' }).id).not.toBe(id);
  });

  test('nothing more once the terminal stops, or the journal is damaged', async () => {
    const { terminal, journal, ask, refusalOf } = await refundTill();
    journal.spoil({ entry: 1, message: 'entry 1 is not what was written' });
    expect(refusalOf(ask(1))).toBe('journal_damaged');
    await terminal.stop();
    expect(refusalOf(ask(1))).toBe('stopping');
  });
});

/** A refund for which the account has too little. */
async function short({ refund, sent, asked }: RefundTill): Promise<Refund> {
  const asking = refund(800);
  await sent()?.answer(NO_FUNDS);
  await asked()?.answer(ABSENT);
  return asking;
}

describe('for want of funds', () => {
  test('it fails, and is sent again under its number from the other account', async () => {
    const t = await refundTill();
    const { terminal, sent, succeed } = t;
    const { id, refundNo } = await short(t);
    expect(terminal.findRefund(id)).toMatchObject({ status: 'failed', failureCode: 'insufficient_balance', acquirerCode: 'NOTENOUGH' });
    expect(terminal.command({ kind: 'refund_again', refundId: id, fundingAccount: 'balance' })).toEqual({ ok: true });
    await new Promise(setImmediate);
    expect(sent()?.order).toMatchObject({ refundNo, from: 'balance' });
    await succeed();
    expect(terminal.findRefund(id)).toMatchObject({ status: 'succeeded', fundingAccount: 'balance' });
  });

  test('not when it would be too much meanwhile, was not short of funds, or cannot be written', async () => {
    const t = await refundTill();
    const { gateway, terminal, journal, clock, refund } = t;
    const { id } = await short(t);
    const again = () => terminal.command({ kind: 'refund_again', refundId: id, fundingAccount: 'balance' });
    journal.failNext(1);
    expect(again()).toEqual({ ok: false, code: 'journal_failed' });
    clock.advance(5_000);
    expect([gateway.refunds.length, terminal.findRefund(id)?.status]).toEqual([1, 'failed']);
    refund(900);
    expect(again()).toEqual({ ok: false, code: 'refund_exceeds_charge' });
    expect(terminal.command({ kind: 'refund_again', refundId: 'rf_NOBODY', fundingAccount: 'balance' })).toEqual({
      ok: false,
      code: 'not_found',
    });
  });
});

test('a screen gives back with one command; pressed twice it is one refund', async () => {
  const { terminal, journal, chargeId } = await refundTill();
  const command = { kind: 'refund', requestId: 'press-0001', chargeId, amount: 1280 } as const;
  expect([terminal.command(command), terminal.command(command)]).toEqual([{ ok: true }, { ok: true }]);
  expect(journal.openRefunds().length).toBe(1);
  expect(terminal.command({ ...command, requestId: 'press-0002' })).toEqual({ ok: false, code: 'refund_exceeds_charge' });
});
