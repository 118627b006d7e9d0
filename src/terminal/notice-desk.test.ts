import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { err, ok } from '../basics/result.ts';
import type { Notice, Notices } from '../gateway/gateway.ts';
import { fen } from '../money/fen.ts';
import { PAYMENT } from '../payment/story.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, type TestTerminal } from './test-terminal.ts';

const OFFERED = { kind: 'offered', shown: { content: 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M', prepayId: null } } as const;
const PAID = { kind: 'paid', payment: PAYMENT } as const;

let clock: HandClock;
let journal: MemoryJournal;
let t: TestTerminal;
let said: ReturnType<Notices['read']>;

beforeEach(() => {
  clock = new HandClock();
  journal = memoryJournal();
  t = bootTerminal(clock, journal);
  Object.assign(t.gateway, {
    notices: {
      path: '/notify',
      read: () => said,
      reply: (why) => ({ status: why ? 400 : 200, contentType: 'text/plain', body: why ?? 'OK' }),
    },
  } satisfies { notices: Notices });
});

/** Posts a report that its reader believes. @returns what the acquirer is answered */
function post(notice: Partial<Notice>): string | undefined {
  said = ok({ about: 'payment', id: 'n1', orderNo: null, refundNo: null, amountFen: null, currency: null, ...notice });
  return t.terminal.notice({ headers: {}, body: new Uint8Array() })?.body;
}

async function shown() {
  const { id, orderNo } = t.begin({ method: 'merchant_qr' });
  await t.gateway.offers.at(-1)?.answer(OFFERED);
  const record = journal.openCharges().find(({ intent }) => intent.id === id);
  if (!record) throw new Error(`${orderNo} is not open`);
  return record.intent;
}

test('a gateway that expects none takes none', () => {
  const deaf = bootTerminal(clock, memoryJournal());
  expect([deaf.terminal.noticePath(), deaf.terminal.notice({ headers: {}, body: new Uint8Array() })]).toEqual([null, null]);
});

describe('a payment', () => {
  test('is asked about at once, and only the answer makes it paid', async () => {
    const { id, orderNo } = await shown();
    expect(post({ orderNo, amountFen: fen(1280), currency: 'CNY' })).toBe('OK');
    expect([t.terminal.find(id)?.status, t.gateway.queries.length]).toEqual(['awaiting_customer', 1]);
    await t.gateway.queries[0]?.answer({ kind: 'not_paid' });
    expect(t.terminal.find(id)?.status).toBe('awaiting_customer');
    post({ orderNo });
    await t.gateway.queries[1]?.answer(PAID);
    expect(t.terminal.find(id)?.status).toBe('paid');
  });

  test('told twice, and again when it is paid: one question each time at most, one payment', async () => {
    const { id, orderNo } = await shown();
    expect([post({ orderNo }), post({ orderNo })]).toEqual(['OK', 'OK']);
    expect(t.gateway.queries).toHaveLength(1);
    await t.gateway.queries[0]?.answer(PAID);
    expect(post({ orderNo })).toBe('OK');
    expect([t.gateway.queries.length, t.terminal.find(id)?.status]).toEqual([1, 'paid']);
  });

  test('before the answer to its own charge: the answer is waited for', async () => {
    const { id, orderNo } = t.begin();
    t.scan(CODE);
    expect(post({ orderNo: orderNo as Notice['orderNo'] })).toBe('OK');
    expect(t.gateway.queries).toHaveLength(0);
    await t.gateway.charges[0]?.answer(PAID);
    expect(t.terminal.find(id)?.status).toBe('paid');
  });

  test('of a charge that ended without money: taken over and given back', async () => {
    const { id, orderNo } = await shown();
    t.terminal.cancel(id);
    await t.gateway.queries[0]?.answer({ kind: 'undone', acquirerCode: 'CLOSED' });
    expect(t.terminal.find(id)?.status).toBe('canceled');
    expect(post({ orderNo, amountFen: fen(1280) })).toBe('OK');
    await t.gateway.queries[1]?.answer(PAID);
    expect([t.terminal.find(id)?.status, t.gateway.refunds.length]).toEqual(['paid', 1]);
  });

  test.each([
    ['of another amount', { amountFen: fen(1281) }, 'amount'],
    ['in another currency', { currency: 'EUR' }, 'currency'],
    ['of somebody else', { orderNo: 'order-of-another' as Notice['orderNo'] }, 'out_trade_no'],
    ['of nobody', { orderNo: null }, 'out_trade_no'],
  ] as const)('%s is refused, and nothing is asked', async (_, wrong, why) => {
    const { orderNo } = await shown();
    expect(post({ orderNo, ...wrong })).toBe(why);
    expect(t.gateway.queries).toHaveLength(0);
  });
});

test('a report that is not believed is refused with the reason, a reader’s word', async () => {
  await shown();
  said = err('sign');
  expect(t.terminal.notice({ headers: {}, body: new Uint8Array() })).toEqual({ status: 400, contentType: 'text/plain', body: 'sign' });
  expect(t.gateway.queries).toHaveLength(0);
});

test('a refund is asked about, as a payment is', async () => {
  const { id } = await shown();
  clock.advance(2_000);
  await t.gateway.queries[0]?.answer(PAID);
  const given = t.terminal.refund({
    ...{ origin: 'till', chargeId: id, amountFen: fen(80), reason: null, from: 'unsettled', idempotencyKey: 'r', fingerprint: 'r' },
  });
  const refundNo = given.ok ? (given.value.refund.refundNo as Notice['refundNo']) : null;
  await t.gateway.refunds[0]?.answer({ kind: 'accepted', acquirerRefundId: 're_1' });
  expect(post({ about: 'refund', refundNo, amountFen: fen(81) })).toBe('amount');
  expect(post({ about: 'refund', refundNo: 'unknown-refund' as Notice['refundNo'] })).toBe('out_refund_no');
  expect(post({ about: 'refund', refundNo, amountFen: fen(80) })).toBe('OK');
  expect(t.gateway.refundQueries.map(({ order }) => order.acquirerRefundId)).toEqual(['re_1']);
});
