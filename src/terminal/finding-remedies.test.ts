import { describe, expect, test } from 'vitest';
import type { ChargeId } from '../payment/charge.ts';
import { findingTill } from './test-finding-till.ts';

const NO_FUNDS = { kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: null, other: 'balance' } as const;

describe('the two remedies', () => {
  test('given back: the whole of the later one, and settled when the money is back', async () => {
    const { gateway, terminal, journal, told, clock, open, paidTwice, theRefund } = findingTill();
    const [first, second] = await paidTwice();
    const findingId = open()[0]?.id ?? '';
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: true });
    expect(theRefund()?.order).toMatchObject({ orderNo: second.orderNo, amountFen: 1280 });
    expect(open()).toMatchObject([{ givingBack: 'underway', status: 'open' }]);
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: true }); // asked twice
    expect(terminal.command({ kind: 'dismiss_finding', findingId, reason: 'two_sales' })).toEqual({ ok: false, code: 'not_now' });
    await theRefund()?.answer({ kind: 'accepted' });
    clock.advance(60_000);
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    expect(open()).toEqual([]);
    expect(gateway.refunds).toHaveLength(1);
    const [refund] = journal.refundsOf(second.id as ChargeId);
    expect(told.at(-1)).toMatchObject({ data: { status: 'settled', remedy: 'refund', refundId: refund?.intent.id } });
    expect(journal.refundsOf(first.id as ChargeId)).toEqual([]);
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: false, code: 'already_final' });
  });

  test('dismissed: both stay, with the reason, and after a restart it stays so', async () => {
    const t = findingTill();
    const { open, paidTwice, restart } = t;
    await paidTwice();
    const findingId = open()[0]?.id ?? '';
    expect(t.terminal.command({ kind: 'dismiss_finding', findingId, reason: 'for_another' })).toEqual({ ok: true });
    expect(t.told.at(-1)).toMatchObject({
      type: 'finding.updated',
      data: { status: 'settled', remedy: 'dismissed', reason: 'for_another' },
    });
    restart();
    expect(open()).toEqual([]);
    const page = t.terminal.findings(false, null, 50);
    expect(page.ok && page.value.items).toMatchObject([{ id: findingId, reason: 'for_another' }]);
    expect(t.terminal.command({ kind: 'dismiss_finding', findingId, reason: 'two_sales' })).toEqual({ ok: false, code: 'already_final' });
    expect(t.terminal.command({ kind: 'refund_finding', findingId: 'none' })).toEqual({ ok: false, code: 'not_found' });
  });

  test('given back by the till, even the earlier one: settled by that', async () => {
    const { gateway, clock, open, paidTwice, giveBack, theRefund } = findingTill();
    const [first] = await paidTwice();
    giveBack(first, 1280);
    await theRefund()?.answer({ kind: 'accepted' });
    clock.advance(60_000);
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    expect(open()).toEqual([]);
  });

  test('a part was given back before: the rest goes', async () => {
    const { gateway, terminal, clock, open, paidTwice, giveBack, theRefund } = findingTill();
    const [, second] = await paidTwice();
    giveBack(second, 280);
    await theRefund()?.answer({ kind: 'accepted' });
    terminal.command({ kind: 'refund_finding', findingId: open()[0]?.id ?? '' });
    clock.advance(60_000);
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    clock.advance(60_000);
    expect(gateway.refunds.map(({ order }) => order.amountFen)).toEqual([280, 1000]);
  });

  test('no funds: it says so, and the next hold takes the other account under the same number', async () => {
    const { gateway, terminal, clock, open, paidTwice, theRefund } = findingTill();
    await paidTwice();
    const findingId = open()[0]?.id ?? '';
    terminal.command({ kind: 'refund_finding', findingId });
    await theRefund()?.answer(NO_FUNDS);
    for (let asked = 0; open()[0]?.givingBack === 'underway' && asked < 10; asked++) {
      clock.advance(60_000);
      await gateway.refundQueries.at(-1)?.answer({ kind: 'absent' });
    }
    expect(open()).toMatchObject([{ givingBack: 'failed', status: 'open' }]);
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: true });
    clock.advance(60_000);
    expect(new Set(gateway.refunds.map(({ order }) => order.refundNo)).size).toBe(1);
    expect(theRefund()?.order.from).toBe('balance');
  });

  test('the power went between the refund and the word that it settles the finding: settled at the next start', async () => {
    const t = findingTill();
    const { clock, open, paidTwice, theRefund, restart } = t;
    await paidTwice();
    t.terminal.command({ kind: 'refund_finding', findingId: open()[0]?.id ?? '' });
    await theRefund()?.answer({ kind: 'accepted' });
    clock.advance(60_000);
    const append = t.journal.append;
    t.journal.append = (entries) => {
      if (entries.some(({ kind }) => kind === 'slip_written')) throw new Error('no room');
      return append(entries);
    };
    await t.gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    expect(open()).toHaveLength(1);
    restart();
    expect(open()).toEqual([]);
  });

  test('a full disk: nothing is settled, and the word comes later by itself', async () => {
    const { terminal, journal, open, paidTwice } = findingTill();
    await paidTwice();
    journal.failNext(1);
    const findingId = open()[0]?.id ?? '';
    expect(terminal.command({ kind: 'dismiss_finding', findingId, reason: 'two_sales' })).toEqual({ ok: false, code: 'journal_failed' });
    expect(open()).toHaveLength(1);
  });
});
