import { describe, expect, it, test } from 'vitest';
import { listOf, PAID_INTENT, PI, REFUND, type Route, refusal, said, setting } from './test-setting.ts';

const CREATE = 'POST /v1/refunds';
const RE = 're_2006500000000000010';
const RETRIEVE = `GET /v1/refunds/${RE}`;
const MADE = {
  id: RE,
  object: 'refund',
  amount: 500,
  created: 1767233600000,
  currency: 'CNY',
  metadata: { refund_no: REFUND.refundNo },
  payment_intent: PI,
  reason: 'requested_by_customer',
  status: 'succeeded',
};
const ACCEPTED = { kind: 'accepted', acquirerRefundId: RE };
const unknown = (doubt: string, acquirerCode: string | null = null) => ({ kind: 'unknown', doubt, acquirerCode });
const LOST = unknown('unsure', 'REFUND_ID_UNKNOWN');

describe('a refund', () => {
  test('is the documented request', async () => {
    const { gateway, body, keys } = setting({ [CREATE]: said(MADE) });
    expect(await gateway.refund(REFUND)).toEqual(ACCEPTED);
    expect(body(0)).toEqual({
      payment_intent: PI,
      amount: 500,
      reason: 'requested_by_customer',
      metadata: { refund_no: REFUND.refundNo, terminal_id: 'POS01' },
    });
    expect(keys()).toEqual([REFUND.refundNo]);
  });

  const refused = (code: string, acquirerCode: string) => ({ kind: 'refused', failure: { code, acquirerCode } });
  it.each<[string, Route, object]>([
    ['pending', said({ ...MADE, status: 'pending' }), ACCEPTED],
    ['failed at once', said({ ...MADE, status: 'failed' }), ACCEPTED],
    ['without echoes', said({ id: RE, amount: 500, currency: 'cny', status: 'pending', metadata: '' }), ACCEPTED],
    ['another amount', said({ ...MADE, amount: 501 }), unknown('untrusted')],
    ['another number', said({ ...MADE, metadata: { refund_no: 'R-POS01-000002' } }), unknown('untrusted')],
    ['another payment', said({ ...MADE, payment_intent: 'pi_1' }), unknown('untrusted')],
    ['more than was paid', refusal(400, 'refund_amount_exceeded'), refused('refused', 'refund_amount_exceeded')],
    ['given back already', refusal(400, 'charge_already_refunded'), refused('refused', 'charge_already_refunded')],
    ['not paid', refusal(400, 'payment_intent_unexpected_state'), refused('refused', 'payment_intent_unexpected_state')],
    ['a wrong request', refusal(400, 'parameter_missing'), refused('configuration_error', 'parameter_missing')],
    ['the key', refusal(401, 'invalid_api_key'), refused('configuration_error', 'invalid_api_key')],
    ['no balance, or not allowed', refusal(402, 'balance'), refused('insufficient_balance', 'balance')],
    ['no such payment', refusal(404, 'resource_missing'), refused('charge_unknown', 'resource_missing')],
    ['being served', refusal(409, 'idempotency_key_in_use'), unknown('unsure', 'idempotency_key_in_use')],
    [
      'another request under its key',
      refusal(400, 'idempotency_error', { type: 'idempotency_error' }),
      unknown('unsure', 'idempotency_error'),
    ],
    ['too many requests', refusal(429, 'rate_limit'), { kind: 'limited', acquirerCode: 'rate_limit', waitMs: 2_000 }],
    ['no answer', said('', 502), unknown('no_answer')],
  ])('%s', async (_, answer, outcome) => {
    const { gateway } = setting({ [CREATE]: answer });
    expect(await gateway.refund(REFUND)).toMatchObject(outcome);
  });

  it('of a charge whose payment is not told: that which took the money is searched for', async () => {
    const { transactionId: _, ...asked } = REFUND;
    const { gateway, body } = setting({
      [CREATE]: said(MADE),
      'GET /v1/payment_intents/search': listOf({ ...PAID_INTENT, id: 'pi_1', status: 'canceled' }, PAID_INTENT),
    });
    expect(await gateway.refund(asked)).toEqual(ACCEPTED);
    expect(body(-1)).toMatchObject({ payment_intent: PI });
  });

  it('of which nothing was paid is refused here', async () => {
    const { transactionId: _, ...asked } = REFUND;
    const { gateway, calls } = setting({
      'GET /v1/payment_intents/search': listOf({ ...PAID_INTENT, status: 'canceled' }),
    });
    expect(await gateway.refund(asked)).toMatchObject({ kind: 'refused', failure: { code: 'charge_unknown' } });
    expect(calls()).toHaveLength(1);
  });

  it('refused for certain may be asked for again, under another key: the refusal would be given again', async () => {
    const { gateway, on, keys } = setting({ [CREATE]: refusal(402, 'balance') });
    await gateway.refund(REFUND);
    expect(await gateway.queryRefund(REFUND)).toEqual({ kind: 'absent' });
    on({ [CREATE]: said(MADE) });
    expect(await gateway.refund(REFUND)).toEqual(ACCEPTED);
    expect(keys()).toEqual([REFUND.refundNo, `${REFUND.refundNo}-2`]);
  });
});

describe('a refund whose answer was lost', () => {
  test('is sent three times under one key and with one body, then only a report can tell', async () => {
    const { gateway, keys, transport } = setting({ [CREATE]: said('', 502) });
    for (let n = 0; n < 3; n++) {
      expect(await gateway.refund(REFUND)).toEqual(unknown('no_answer'));
      expect(await gateway.queryRefund(REFUND)).toEqual(n < 2 ? { kind: 'absent' } : LOST);
    }
    expect(await gateway.refund(REFUND)).toEqual(LOST);
    expect(keys()).toEqual([REFUND.refundNo, REFUND.refundNo, REFUND.refundNo]);
    expect(new Set(transport.posts.map(({ body }) => body)).size).toBe(1);
  });

  test('and is refused when sent again: perhaps because it was done', async () => {
    const { gateway, on } = setting({ [CREATE]: said('', 502) });
    await gateway.refund(REFUND);
    on({ [CREATE]: refusal(400, 'refund_amount_exceeded') });
    expect(await gateway.refund(REFUND)).toEqual(unknown('unsure', 'refund_amount_exceeded'));
  });

  test('may be one of a process before this: asked about first, its refusal decides nothing', async () => {
    const { gateway } = setting({ [CREATE]: refusal(400, 'charge_already_refunded') });
    expect(await gateway.queryRefund(REFUND)).toEqual({ kind: 'absent' });
    expect(await gateway.refund(REFUND)).toEqual(unknown('unsure', 'charge_already_refunded'));
  });

  test('of which no byte left was not sent', async () => {
    const { gateway, transport } = setting();
    transport.reply = () => ({ kind: 'not_sent', reason: 'ECONNREFUSED' });
    expect(await gateway.refund(REFUND)).toEqual({ kind: 'not_sent' });
  });
});

describe('what became of a refund', () => {
  const asked = { ...REFUND, acquirerRefundId: RE };
  it.each<[string, Route, object]>([
    ['succeeded', said(MADE), { kind: 'succeeded', succeededAtMs: null }],
    ['pending', said({ ...MADE, status: 'pending' }), { kind: 'processing' }],
    ['a status of tomorrow', said({ ...MADE, status: 'requires_action' }), { kind: 'processing' }],
    ['failed', said({ ...MADE, status: 'failed', failure_reason: 'unknown' }), { kind: 'closed', acquirerCode: 'unknown' }],
    ['canceled', said({ ...MADE, status: 'canceled' }), { kind: 'closed', acquirerCode: 'canceled' }],
    ['not there', refusal(404, 'resource_missing'), { kind: 'absent' }],
    ['too many requests', refusal(429, 'rate_limit'), unknown('unsure', 'rate_limit')],
    ['no answer', said('', 502), unknown('no_answer')],
    ['another', said({ ...MADE, id: 're_1' }), unknown('untrusted')],
    ['another amount', said({ ...MADE, amount: 1 }), unknown('untrusted')],
  ])('%s', async (_, answer, outcome) => {
    const { gateway } = setting({ [RETRIEVE]: answer });
    expect(await gateway.queryRefund(asked)).toEqual(outcome);
  });

  it('what has an id is never sent again', async () => {
    const { gateway, calls } = setting();
    expect(await gateway.refund(asked)).toEqual(ACCEPTED);
    expect(calls()).toEqual([]);
  });
});
