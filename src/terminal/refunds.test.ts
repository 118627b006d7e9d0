import { describe, expect, test } from 'vitest';
import type { Charge } from '../contract/charge.ts';
import type { Refund } from '../contract/refund.ts';
import type { ChargeId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import type { FeedEvent } from './terminal.ts';
import { ABSENT, refundTill, SILENCE, SUCCEEDED } from './test-refund-till.ts';

describe('a refund', () => {
  test('is durable before it is sent, pending when accepted, succeeded when the acquirer says so', async () => {
    const { terminal, journal, clock, chargeId, refund, sent, asked } = await refundTill();
    const before = journal.lastSeq();
    const { id, status, refundNo } = refund(800, { reason: '破损' });
    expect([status, journal.lastSeq() - before]).toEqual(['pending', 1]);
    expect(journal.openRefunds().map(({ intent }) => intent.refundNo)).toEqual([refundNo]);
    expect(sent()?.order).toEqual({
      refundNo,
      orderNo: terminal.find(chargeId)?.orderNo,
      chargeFen: 1280,
      amountFen: 800,
      currency: 'CNY',
      reason: '破损',
      from: 'unsettled',
      transactionId: terminal.find(chargeId)?.transactionId,
    });
    await sent()?.answer({ kind: 'accepted' });
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['pending', 0]);
    clock.advance(5_000);
    await asked()?.answer({ kind: 'processing' });
    clock.advance(10_000);
    await asked()?.answer(SUCCEEDED);
    expect(terminal.findRefund(id)).toMatchObject({ status: 'succeeded', succeededAt: '1970-01-01T00:00:00.007Z' });
    expect(terminal.find(chargeId)).toMatchObject({ status: 'paid', refundedAmount: 800 });
    expect(journal.lastSeq() - before).toBe(2); // what the answers in between said is not worth a write
  });

  test('nothing is sent that the disk did not take', async () => {
    const { gateway, journal, ask, refusalOf } = await refundTill();
    journal.failNext(1);
    expect(refusalOf(ask(800))).toBe('journal_failed');
    expect([gateway.refunds, journal.openRefunds()]).toEqual([[], []]);
  });

  test('an end that the disk does not take is told when it does', async () => {
    const { terminal, journal, clock, chargeId, refund, sent, asked } = await refundTill();
    const { id } = refund(800);
    await sent()?.answer({ kind: 'accepted' });
    clock.advance(5_000);
    journal.failNext(1);
    await asked()?.answer(SUCCEEDED);
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['pending', 0]);
    clock.advance(1_000);
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['succeeded', 800]);
  });

  test('without an answer: the same number again, and never failed', async () => {
    const { gateway, terminal, journal, clock, chargeId, refund, sent, asked, succeed } = await refundTill();
    const { id, refundNo } = refund(800);
    await sent()?.answer(SILENCE);
    expect(terminal.findRefund(id)?.status).toBe('unresolved');
    clock.advance(5_000);
    await asked()?.answer(ABSENT);
    expect(gateway.refunds.map(({ order }) => order.refundNo)).toEqual([refundNo, refundNo]);
    await succeed();
    clock.advance(60_000);
    await asked()?.answer(SUCCEEDED);
    expect([terminal.findRefund(id)?.status, journal.refundsOf(chargeId as ChargeId).length]).toEqual(['succeeded', 1]);
  });

  test('a gateway that throws is no answer', async () => {
    const { gateway, terminal, refund } = await refundTill();
    gateway.refund = () => Promise.reject(new Error('a bug'));
    const { id } = refund(800);
    await new Promise(setImmediate);
    expect(terminal.findRefund(id)?.status).toBe('unresolved');
  });

  test('however often the line comes back, refunds are worked off once each, oldest first, one at a time', async () => {
    const { gateway, begin, refund } = await refundTill();
    const other = begin({ authCode: new AuthCode('130000000000000001'), idempotencyKey: 'key-2' });
    await gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
    const first = refund(800);
    const second = refund(700, { chargeId: other.id });
    await gateway.refunds[0]?.answer({ kind: 'not_sent' });
    await gateway.refunds[1]?.answer({ kind: 'not_sent' });
    gateway.setLine('offline');
    for (let flaps = 0; flaps < 3; flaps++) {
      gateway.setLine('online');
      gateway.setLine('offline');
    }
    await new Promise(setImmediate);
    expect(gateway.refunds.slice(2).map(({ order }) => order.refundNo)).toEqual([first.refundNo]);
    await gateway.refunds[2]?.answer({ kind: 'accepted' });
    expect(gateway.refunds.slice(3).map(({ order }) => order.refundNo)).toEqual([second.refundNo]);
  });
});

describe('over a restart', () => {
  test('an open refund is asked about before anything is sent, then sent under its number', async () => {
    const t = await refundTill();
    const { chargeId, refund, sent, asked, succeed, restart } = t;
    const { id, refundNo } = refund(800);
    restart();
    expect([t.gateway.refunds.length, asked()?.order.refundNo, t.terminal.findRefund(id)?.status]).toEqual([0, refundNo, 'pending']);
    await asked()?.answer(ABSENT);
    expect(sent()?.order.refundNo).toBe(refundNo);
    await succeed();
    restart();
    expect([t.terminal.findRefund(id)?.status, t.terminal.find(chargeId)?.refundedAmount]).toEqual(['succeeded', 800]);
    expect(t.gateway.refundQueries).toEqual([]);
  });

  test('a listener that comes back is told the refund and the charge, though it left between the two', async () => {
    const t = await refundTill();
    const { chargeId, refund, succeed, restart } = t;
    refund(800);
    await succeed();
    const seen = t.told.map(({ type, data }) => [type, (data as Charge | Refund).status]);
    expect(seen.slice(-3)).toEqual([
      ['refund.updated', 'pending'],
      ['charge.updated', 'paid'],
      ['refund.updated', 'succeeded'],
    ]);
    const ids = t.told.map(({ id }) => id);
    for (const [left, tells] of [
      [ids.at(-3), 2],
      [ids.at(-2), 1],
      [ids.at(-1), 0],
    ] as const) {
      const again: FeedEvent[] = [];
      t.terminal.feed(left ?? null, (event) => again.push(event));
      expect(again.length).toBe(tells);
    }
    restart();
    for (const left of ids.slice(-3, -1)) {
      const again: FeedEvent[] = [];
      t.terminal.feed(left ?? null, (event) => again.push(event));
      expect(again.slice(-3, -1)).toMatchObject([
        { type: 'charge.updated', data: { id: chargeId, refundedAmount: 800 } },
        { type: 'refund.updated', data: { status: 'succeeded', amount: 800 } },
      ]);
    }
  });
});
