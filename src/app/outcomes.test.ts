import { describe, expect, test } from 'vitest';
import {
  type Answer,
  CUT,
  fails,
  forged,
  PAID_NOW,
  PAID_WHEN_ASKED,
  PAYMENT_FIELDS,
  REVERSED,
  SILENCE,
  says,
  testCounter,
  tradeState,
} from './test-counter.ts';

const TYPING = fails('USERPAYING');
const ABSENT = fails('ORDERNOTEXIST');
const SYSTEM_ERROR = fails('SYSTEMERROR');
const garbled: Answer = () => '<html>502 Bad Gateway</html>';
const truncated: Answer = (orderNo) => String(PAID_NOW(orderNo)).slice(0, -40);
const refused: Answer = () => '<xml><return_code>FAIL</return_code><return_msg>system error</return_msg></xml>';
const unreachable: Answer = () => ({ kind: 'not_sent', reason: 'ECONNREFUSED' });

/** `asksAfterMs`: when the first question goes out; null: none. Source: WeChat Pay v2, outcome of the submission and next step (5.4), with the error codes (4.3). */
const OUTCOMES: readonly (readonly [situation: string, micropay: Answer, status: string, asksAfterMs: number | null])[] = [
  ['valid signature, SUCCESS/SUCCESS, fields match', PAID_NOW, 'paid', null],
  ['class F: AUTHCODEEXPIRE', fails('AUTHCODEEXPIRE'), 'declined', null],
  ['class F: NOTENOUGH', fails('NOTENOUGH'), 'declined', null],
  ['class F, asked about once: TRADE_ERROR', fails('TRADE_ERROR'), 'submitting', 0],
  ['class C: PARAM_ERROR', fails('PARAM_ERROR'), 'declined', null],
  ['class C, asked about once: INVALID_REQUEST', fails('INVALID_REQUEST'), 'submitting', 0],
  ['class U: USERPAYING', TYPING, 'awaiting_customer', 5_000],
  ['class Q: SYSTEMERROR', SYSTEM_ERROR, 'unresolved', 5_000],
  ['class Q, asked at once: BANKERROR', fails('BANKERROR'), 'unresolved', 0],
  ['class F to Q: ORDERPAID', fails('ORDERPAID'), 'unresolved', 0],
  ['class F to Q: OUT_TRADE_NO_USED', fails('OUT_TRADE_NO_USED'), 'unresolved', 0],
  ['class F to Q: BUYER_MISMATCH', fails('BUYER_MISMATCH'), 'unresolved', 0],
  ['a code that nobody documented', fails('A_CODE_OF_TOMORROW'), 'unresolved', 5_000],
  ['return_code FAIL', refused, 'unresolved', 5_000],
  ['SUCCESS with a bad signature', forged(PAID_NOW), 'unresolved', 5_000],
  ['SUCCESS with another amount', says({ ...PAYMENT_FIELDS, total_fee: '2351' }), 'unresolved', 5_000],
  ['HTML', garbled, 'unresolved', 5_000],
  ['XML cut short', truncated, 'unresolved', 5_000],
  ['connection reset', CUT, 'unresolved', 5_000],
  ['no answer before the deadline', SILENCE, 'submitting', 11_000],
  ['no connection', unreachable, 'queued', null],
];

describe('5.4: outcome of the submission', () => {
  test.each(OUTCOMES)('%s', async (_, micropay, status, asksAfterMs) => {
    const { sale, find, pass, sent } = testCounter();
    const id = await sale({ micropay });
    expect(find(id).status).toBe(status);
    await pass(30_000);
    const begunMs = sent('/pay/micropay')[0]?.atMs ?? 0;
    const asked = sent('/pay/orderquery')[0];
    expect(asked ? asked.atMs - begunMs : null).toBe(asksAfterMs);
    if (status !== 'submitting') expect(find(id).status === 'declined').toBe(status === 'declined');
  });

  test('no connection: the same request under the same number when the line is back', async () => {
    const { sale, find, pass, sent, acquirer } = testCounter();
    const id = await sale({ micropay: unreachable });
    acquirer({ micropay: PAID_NOW });
    await pass(5_000);
    expect(find(id).status).toBe('paid');
    expect(new Set(sent('/pay/micropay').map(({ orderNo }) => orderNo)).size).toBe(1);
  });
});

/** What the charge is after the first question, at the end of the customer's time, and whether it was reversed. Source: WeChat Pay v2, interpreting the query (5.5). */
const QUERIES: readonly (readonly [said: string, orderquery: Answer, first: string, end: string, reversals: number])[] = [
  ['SUCCESS, amount matches', PAID_WHEN_ASKED, 'paid', 'paid', 0],
  [
    'SUCCESS, amount does not match',
    says({ ...PAYMENT_FIELDS, trade_state: 'SUCCESS', total_fee: '1' }),
    'awaiting_customer',
    'reversing',
    1,
  ],
  ['USERPAYING', tradeState('USERPAYING'), 'awaiting_customer', 'reversing', 1],
  ['NOTPAY', tradeState('NOTPAY'), 'awaiting_customer', 'reversing', 1],
  ['ACCEPT', tradeState('ACCEPT'), 'awaiting_customer', 'reversing', 1],
  ['PAYERROR', tradeState('PAYERROR'), 'reversing', 'reversing', 3],
  ['REVOKED', tradeState('REVOKED'), 'reversed', 'reversed', 0],
  ['CLOSED', tradeState('CLOSED'), 'reversed', 'reversed', 0],
  ['REFUND', tradeState('REFUND'), 'reversed', 'reversed', 0],
  ['SYSTEMERROR', SYSTEM_ERROR, 'awaiting_customer', 'reversing', 1],
  ['no answer', SILENCE, 'awaiting_customer', 'reversing', 1],
  ['ORDERNOTEXIST of an order that it spoke of', ABSENT, 'awaiting_customer', 'reversing', 1],
];

describe('5.5: interpreting the query', () => {
  test.each(QUERIES)('%s', async (_, orderquery, first, end, reversals) => {
    const { sale, find, pass, sent } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery, reverse: REVERSED });
    await pass(orderquery === SILENCE ? 15_000 : 5_000);
    expect(find(id).status).toBe(first);
    await pass(orderquery === SILENCE ? 50_000 : 42_000);
    expect([find(id).status, sent('/secapi/pay/reverse').length]).toEqual([end, reversals]);
  });

  test('ORDERNOTEXIST after a lost answer: asked at least three times over 15 s and more, reversed once, then not paid', async () => {
    const { sale, find, pass, sent } = testCounter();
    const id = await sale({ micropay: CUT, orderquery: ABSENT, reverse: ABSENT });
    await pass(60_000);
    const asked = sent('/pay/orderquery');
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect((asked.at(-1)?.atMs ?? 0) - (asked[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(15_000);
    expect([find(id).status, find(id).declineCode, sent('/secapi/pay/reverse').length]).toEqual(['declined', 'not_received', 1]);
  });
});
