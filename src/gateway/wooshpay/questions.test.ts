import { describe, expect, it, test } from 'vitest';
import {
  CODE,
  CREATED_MS,
  INTENT,
  listOf,
  OFFER,
  ORDER,
  PAID_INTENT,
  PAYMENT,
  PI,
  type Route,
  refusal,
  said,
  setting,
} from './test-setting.ts';

const RETRIEVE = `GET /v1/payment_intents/${PI}`;
const SEARCH = 'GET /v1/payment_intents/search';
const LIST = 'GET /v1/payment_intents?';
const CANCEL = `POST /v1/payment_intents/${PI}/cancel`;
const PI2 = 'pi_2006500000000000002';

const declined = { ...INTENT, status: 'requires_payment_method', last_payment_error: { code: 'payment_method_provider_decline' } };
const unknown = (doubt: string, acquirerCode: string | null = null) => ({ kind: 'unknown', doubt, acquirerCode });
const UNDONE = { kind: 'undone', acquirerCode: 'CLOSED' };

describe('a question', () => {
  it.each([
    ['succeeded', PAID_INTENT, { kind: 'paid', payment: PAYMENT }],
    ['requires_action', INTENT, { kind: 'customer_paying' }],
    ['processing', { ...INTENT, status: 'processing' }, { kind: 'customer_paying' }],
    ['requires_capture', { ...INTENT, status: 'requires_capture' }, { kind: 'customer_paying' }],
    ['under_review', { ...INTENT, status: 'under_review' }, { kind: 'customer_paying' }],
    ['requires_confirmation', { ...INTENT, status: 'requires_confirmation' }, { kind: 'not_paid' }],
    ['requires_payment_method', { ...INTENT, status: 'requires_payment_method' }, { kind: 'not_paid' }],
    ['requires_payment_method after an error', declined, { kind: 'payment_failed' }],
    ['the same with an error in words', { ...declined, last_payment_error: 'timeout' }, { kind: 'payment_failed' }],
    ['canceled', { ...INTENT, status: 'canceled' }, UNDONE],
    ['cancelled', { ...INTENT, status: 'cancelled' }, UNDONE],
    ['failed', { ...INTENT, status: 'failed' }, UNDONE],
    ['another amount received', { ...PAID_INTENT, amount_received: 1 }, unknown('untrusted')],
    [
      'shortened, as a search may tell it',
      { id: PI, status: 'requires_action', amount: 1250, currency: 'CNY', merchant_order_id: ORDER.orderNo },
      { kind: 'customer_paying' },
    ],
  ])('%s', async (_, intent, outcome) => {
    const { gateway } = setting({ [SEARCH]: listOf(intent) });
    expect(await gateway.query(ORDER)).toEqual(outcome);
  });

  it.each([
    ['WEB', 'merchant_qr'],
    ['WAP', undefined],
  ] as const)('of what the customer pays by himself (%s): not paid, as long as nothing is', async (terminalType, method) => {
    const open = { ...INTENT, payment_method_options: { wechat_pay: { terminal_type: terminalType } } };
    const { gateway } = setting({ [SEARCH]: listOf(open) });
    const { orderNo, amountFen, currency, description } = ORDER;
    expect(await gateway.query({ orderNo, amountFen, currency, description, ...(method && { method }) })).toEqual({ kind: 'not_paid' });
  });

  it('goes by the id that an answer taught', async () => {
    const { gateway, submit, calls } = setting({ 'POST /v1/payment_intents': said(INTENT), [RETRIEVE]: said(PAID_INTENT) });
    await submit();
    expect(await gateway.query(ORDER)).toEqual({ kind: 'paid', payment: PAYMENT });
    expect(calls()).toEqual(['POST /v1/payment_intents', RETRIEVE]);
  });

  it('about an id that is answered with another is not believed', async () => {
    const { gateway, submit } = setting({ 'POST /v1/payment_intents': said(INTENT), [RETRIEVE]: said({ ...PAID_INTENT, id: PI2 }) });
    await submit();
    expect(await gateway.query(ORDER)).toEqual(unknown('untrusted'));
  });

  it.each<[string, Route, object]>([
    ['nothing found', listOf(), { kind: 'absent' }],
    ['what is found is of others', listOf({ ...PAID_INTENT, merchant_order_id: 'POS01-20260101-000001-12' }), { kind: 'absent' }],
    ['what is found names no number', listOf({ ...PAID_INTENT, merchant_order_id: null }), { kind: 'absent' }],
    ['too many requests', refusal(429, 'rate_limit'), unknown('unsure', 'rate_limit')],
    ['no answer', said('', 503), unknown('no_answer')],
  ])('search: %s', async (_, found, outcome) => {
    const { gateway, calls } = setting({ [SEARCH]: found });
    expect(await gateway.query(ORDER)).toEqual(outcome);
    expect(calls()).toHaveLength(1);
  });

  it('a search that is refused: the list since the order was made, page after page', async () => {
    const other = (n: number) => ({ ...INTENT, id: `pi_1${n}`, merchant_order_id: `other-${n}` });
    const full = Array.from({ length: 100 }, (_, n) => other(n));
    const { gateway, calls } = setting({
      [SEARCH]: refusal(404, 'resource_missing'),
      [LIST]: (call) => (call.path.includes('starting_after') ? listOf(PAID_INTENT) : said({ data: full, has_more: true })),
    });
    expect(await gateway.query(ORDER)).toEqual({ kind: 'paid', payment: PAYMENT });
    expect(calls().slice(1)).toEqual([
      `${LIST}limit=100&created%5Bgte%5D=${CREATED_MS - 600_000}`,
      `${LIST}limit=100&created%5Bgte%5D=${CREATED_MS - 600_000}&starting_after=pi_199`,
    ]);
  });

  it('a list that never ends: not known, and not absent', async () => {
    const page = said({ data: [{ ...INTENT, merchant_order_id: 'other' }], has_more: null });
    const { gateway, calls } = setting({ [SEARCH]: refusal(400, 'parameter_unknown'), [LIST]: page });
    expect(await gateway.query(ORDER)).toEqual(unknown('unsure', 'parameter_unknown'));
    expect(calls()).toHaveLength(11);
  });

  it.each([
    ['one of them paid', [{ ...INTENT, id: PI2, status: 'canceled' }, PAID_INTENT], { kind: 'paid', payment: PAYMENT }, false],
    ['one that may still be', [{ ...INTENT, id: PI2, status: 'canceled' }, INTENT], { kind: 'customer_paying' }, false],
    ['both paid', [PAID_INTENT, { ...PAID_INTENT, id: PI2 }], { kind: 'paid', payment: PAYMENT }, true],
    ['one paid, one with another amount', [{ ...PAID_INTENT, id: PI2, amount: 1 }, PAID_INTENT], { kind: 'paid', payment: PAYMENT }, false],
    ['one open, one with another amount', [{ ...PAID_INTENT, id: PI2, amount: 1 }, INTENT], unknown('untrusted'), false],
  ])('several intents of one number: %s', async (_, intents, outcome, isAlarm) => {
    const { gateway, entries } = setting({ [SEARCH]: listOf(...intents) });
    expect(await gateway.query(ORDER)).toEqual(outcome);
    const alarms = entries.filter(({ event }) => event === 'gateway_paid_twice');
    expect(alarms).toEqual(isAlarm ? [{ event: 'gateway_paid_twice', fields: { orderNo: ORDER.orderNo, what: `${PI} ${PI2}` } }] : []);
  });

  it.each<[string, Route, object]>([
    ['nothing: absent', listOf(), { kind: 'absent' }],
    ['another id: that one is meant', listOf({ ...PAID_INTENT, id: PI2 }), { kind: 'paid', payment: { ...PAYMENT, transactionId: PI2 } }],
  ])('an id that is not known there is forgotten, and the number finds %s', async (_, found, outcome) => {
    const { gateway, submit, calls } = setting({
      'POST /v1/payment_intents': said(INTENT),
      [RETRIEVE]: refusal(404, 'resource_missing'),
      [SEARCH]: found,
      [`GET /v1/payment_intents/${PI2}`]: said({ ...PAID_INTENT, id: PI2 }),
    });
    await submit();
    expect(await gateway.query(ORDER)).toEqual(outcome);
    await gateway.query(ORDER);
    expect(calls().filter((call) => call === RETRIEVE)).toHaveLength(1);
  });

  it.each([401, 403])('HTTP %i: the key is refused, and somebody is told', async (status) => {
    const { gateway, submit, entries } = setting({
      'POST /v1/payment_intents': said(INTENT),
      [RETRIEVE]: refusal(status, 'invalid_api_key'),
    });
    await submit();
    expect(await gateway.query(ORDER)).toEqual(unknown('refused', 'invalid_api_key'));
    expect(entries.at(-1)).toMatchObject({ event: 'gateway_refused' });
  });
});

describe('an undoing', () => {
  const canceled = said({ ...INTENT, status: 'canceled', cancellation_reason: 'abandoned' });
  it.each<[string, Route, { kind: string; [field: string]: unknown }]>([
    ['canceled', canceled, { kind: 'reversed' }],
    ['paid meanwhile', said(PAID_INTENT), { kind: 'refused', acquirerCode: 'succeeded' }],
    ['still open', said(INTENT), { kind: 'again', acquirerCode: 'requires_action' }],
    [
      'not allowed now',
      refusal(400, 'payment_intent_unexpected_state'),
      { kind: 'refused', acquirerCode: 'payment_intent_unexpected_state' },
    ],
    ['unknown there', refusal(404, 'resource_missing'), { kind: 'absent' }],
    ['the same key is being served', refusal(409, 'idempotency_key_in_use'), { kind: 'again', acquirerCode: 'idempotency_key_in_use' }],
    ['too many requests', refusal(429, 'rate_limit'), { kind: 'again', acquirerCode: 'rate_limit' }],
    ['the key is refused', refusal(401, 'invalid_api_key'), { kind: 'refused', acquirerCode: 'invalid_api_key' }],
    ['no answer', said('', 502), unknown('no_answer')],
    ['about another', said({ ...INTENT, id: PI2, status: 'canceled' }), unknown('untrusted')],
  ])('%s', async (_, answer, outcome) => {
    const { gateway, body } = setting({ [SEARCH]: listOf(INTENT), [RETRIEVE]: said(INTENT), [CANCEL]: answer });
    expect(await gateway.reverse(ORDER)).toEqual(outcome);
    expect(body(-1)).toEqual({ cancellation_reason: 'abandoned' });
    expect(await gateway.withdraw(OFFER)).toEqual(outcome.kind === 'reversed' ? { kind: 'closed' } : outcome);
  });

  it('by an id that is not known there: what the number finds is undone', async () => {
    const { gateway, submit } = setting({
      'POST /v1/payment_intents': said({ ...INTENT, id: PI2 }),
      [`POST /v1/payment_intents/${PI2}`]: refusal(404, 'resource_missing'),
      [`GET /v1/payment_intents/${PI2}`]: refusal(404, 'resource_missing'),
      [SEARCH]: listOf(INTENT),
      [CANCEL]: canceled,
    });
    await submit();
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'reversed' });
  });

  it('of what is not found: absent', async () => {
    const { gateway } = setting({ [SEARCH]: listOf() });
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'absent' });
  });

  it('goes under the same key until it is answered, for an answer would be given again', async () => {
    const answers = [said('', 502), refusal(429, 'rate_limit'), refusal(400, 'payment_intent_unexpected_state'), canceled];
    const { gateway, keys } = setting({ [SEARCH]: listOf(INTENT), [CANCEL]: () => answers.shift() ?? null });
    for (let n = 0; n < 4; n++) await gateway.reverse(ORDER);
    const [first, second, third, last] = keys();
    expect([second, third]).toEqual([first, first]);
    expect(last).not.toBe(first);
    expect(first).toMatch(/^[A-Za-z0-9._:-]{1,64}$/);
  });
});

describe('a look-up', () => {
  const orderNo = ORDER.orderNo;
  const paid = { kind: 'paid', orderNo, amountFen: 1250, payment: PAYMENT, deviceInfo: 'POS01' };
  it.each<[string, Route, object]>([
    ['paid', listOf(PAID_INTENT), paid],
    ['not paid', listOf(INTENT), { kind: 'not_paid', orderNo }],
    ['undone', listOf({ ...INTENT, status: 'canceled' }), { kind: 'undone', orderNo }],
    ['nothing', listOf(), { kind: 'absent' }],
    ['the other mode', listOf({ ...PAID_INTENT, livemode: true }), { kind: 'unknown', doubt: 'untrusted' }],
    ['another amount received', listOf({ ...PAID_INTENT, amount_received: 2 }), { kind: 'unknown', doubt: 'untrusted' }],
    ['refused', refusal(400, 'parameter_unknown'), { kind: 'unknown', doubt: 'unsure' }],
    ['no answer', said('', 502), { kind: 'unknown', doubt: 'no_answer' }],
  ])('by an order`s number: %s', async (_, answer, outcome) => {
    const { gateway, transport } = setting({ [SEARCH]: answer });
    expect(await gateway.lookUp({ kind: 'order', orderNo }, 4_000)).toEqual(outcome);
    expect(transport.posts[0]?.call.timeoutMs).toBe(4_000);
  });

  it('by WooshPay`s own number, which our receipts show', async () => {
    const { gateway, on } = setting({ [RETRIEVE]: said(PAID_INTENT) });
    const number = { kind: 'order', orderNo: PI as typeof orderNo } as const;
    expect(await gateway.lookUp(number, 4_000)).toEqual(paid);
    on({ [RETRIEVE]: refusal(404, 'resource_missing') });
    expect(await gateway.lookUp(number, 4_000)).toEqual({ kind: 'absent' });
  });

  it('by WeChat`s number: not known, for WooshPay does not know it', async () => {
    const { gateway, calls } = setting();
    const number = { kind: 'transaction', transactionId: '4200002719202611225550142387' as never } as const;
    expect(await gateway.lookUp(number, 4_000)).toEqual({ kind: 'unknown', doubt: 'unsure' });
    expect(calls()).toEqual([]);
  });
});

test('what WooshPay cannot do is said as such', async () => {
  const { gateway } = setting({}, { webhookSecret: null });
  expect(await gateway.openId(CODE)).toMatchObject({ kind: 'refused', acquirerCode: 'UNSUPPORTED' });
  expect(await gateway.bill('2026-11-22', () => {})).toEqual({ kind: 'not_yet' });
  expect(gateway.notices).toBeNull();
});
