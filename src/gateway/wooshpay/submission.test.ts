import { describe, expect, it, test } from 'vitest';
import { fen } from '../../money/fen.ts';
import { CODE, DIGITS, INTENT, listOf, NOT_SENT, ORDER, PAID_INTENT, PAYMENT, PI, refusal, said, setting, settle } from './test-setting.ts';

const CREATE = 'POST /v1/payment_intents';
const SEARCH = 'GET /v1/payment_intents/search';

const failed = (code: string, declineCode?: string) => ({
  ...INTENT,
  status: 'requires_payment_method',
  last_payment_error: { code, ...(declineCode && { decline_code: declineCode }), message: 'The wallet rejected the payment code.' },
});
const unknown = (doubt: string, acquirerCode: string | null) => ({ kind: 'unknown', doubt, acquirerCode, askAtOnce: false });

describe('the request', () => {
  test('is the documented one, announced to the byte, under a key of its order', async () => {
    const { submit, transport, body } = setting({ [CREATE]: said(PAID_INTENT) });
    expect(await submit()).toEqual({ outcome: { kind: 'paid', payment: PAYMENT }, sentMsAgo: 0 });
    expect(body(0)).toEqual({
      amount: 1250,
      currency: 'CNY',
      confirm: true,
      merchant_order_id: ORDER.orderNo,
      description: 'Store 7 till 1',
      payment_method_types: ['wechat_pay'],
      payment_method_options: { wechat_pay: { terminal_type: 'SCAN_CODE', os_type: 'IOS', client_ip: '203.0.113.10' } },
      payment_method_data: { type: 'wechat_pay', wechat_pay: { payment_code: DIGITS } },
      metadata: { terminal_id: 'POS01' },
      return_url: 'https://shop.example/pos',
    });
    const [post] = transport.posts;
    expect(Buffer.byteLength(post?.body ?? '')).toBe(post?.announcedBytes);
    expect(post?.call).toMatchObject({
      method: 'POST',
      path: '/v1/payment_intents',
      headers: [['Idempotency-Key', `${ORDER.orderNo}-pay`]],
      safeToRepeat: false,
    });
  });

  test('holds whatever a description can be', async () => {
    const { gateway, body, transport } = setting({ [CREATE]: said(PAID_INTENT) });
    const description = '“茶”\\ "}{\n';
    await gateway.prepare({ ...ORDER, description }).submit(CODE);
    expect(body(0)).toMatchObject({ description, payment_method_data: { wechat_pay: { payment_code: DIGITS } } });
    expect(Buffer.byteLength(transport.posts[0]?.body ?? '')).toBe(transport.posts[0]?.announcedBytes);
  });

  test('beyond the one limit that is known nothing is sent', async () => {
    const { gateway, calls, transport } = setting();
    const answer = await gateway.prepare({ ...ORDER, currency: 'USD', amountFen: fen(5_000_001) }).submit(CODE);
    expect(answer.outcome).toEqual({
      kind: 'declined',
      decline: { code: 'payment_error', acquirerCode: 'amount_too_large', message: null },
      askFirst: false,
    });
    expect(calls()).toEqual([]);
    expect(transport.discarded).toBe(1);
  });
});

describe('what an intent says', () => {
  it.each([
    ['requires_action', INTENT, { kind: 'customer_paying', acquirerCode: 'requires_action' }],
    ['processing', { ...INTENT, status: 'processing' }, { kind: 'customer_paying', acquirerCode: 'processing' }],
    ['a status of tomorrow', { ...INTENT, status: 'under_review' }, { kind: 'customer_paying', acquirerCode: 'under_review' }],
    ['a status that is no word', { ...INTENT, status: DIGITS }, { kind: 'customer_paying', acquirerCode: 'unknown' }],
    ['new, without an error', { ...INTENT, status: 'requires_payment_method' }, unknown('unsure', 'requires_payment_method')],
    ['other case', { ...PAID_INTENT, status: 'SUCCEEDED', currency: 'cny' }, { kind: 'paid', payment: PAYMENT }],
    ['seconds', { ...PAID_INTENT, created: PAYMENT.paidAtMs / 1000 }, { kind: 'paid', payment: PAYMENT }],
    [
      'no mode, no number, no amount received',
      without(PAID_INTENT, 'livemode', 'merchant_order_id', 'amount_received'),
      { kind: 'paid', payment: PAYMENT },
    ],
    [
      'nulls and empty texts',
      { ...PAID_INTENT, livemode: null, amount_received: '', merchant_order_id: '', last_payment_error: '' },
      { kind: 'paid', payment: PAYMENT },
    ],
    [
      'the old style: objects as texts',
      {
        ...PAID_INTENT,
        next_action: '',
        last_payment_error: null,
        payment_method_types: '["wechat_pay"]',
        payment_method_options: JSON.stringify({ WECHAT_PAY: { terminal_type: 'SCAN_CODE' } }),
        metadata: '{"terminal_id":"POS01"}',
        cancel_at: '',
      },
      { kind: 'paid', payment: PAYMENT },
    ],
    ['timeout', failed('payment_method_provider_timeout'), unknown('unsure', 'payment_method_provider_timeout')],
    ['processing error', failed('payment_method_provider_decline', 'processing_error'), unknown('unsure', 'processing_error')],
    ['another amount', { ...PAID_INTENT, amount: 1251 }, unknown('untrusted', null)],
    ['another currency', { ...PAID_INTENT, currency: 'HKD' }, unknown('untrusted', null)],
    ['another order', { ...PAID_INTENT, merchant_order_id: 'POS01-20260101-000002-1' }, unknown('untrusted', null)],
    ['the other mode', { ...PAID_INTENT, livemode: true }, unknown('untrusted', null)],
    ['another amount received', { ...PAID_INTENT, amount_received: 1249 }, unknown('untrusted', null)],
    ['an amount received that is none', { ...PAID_INTENT, amount_received: '12.50' }, unknown('untrusted', null)],
    ['an amount in words', { ...PAID_INTENT, amount: '1250' }, unknown('untrusted', null)],
    ['no id', without(PAID_INTENT, 'id'), unknown('untrusted', null)],
    ['a list', [PAID_INTENT], unknown('untrusted', null)],
  ])('%s', async (_, answer, outcome) => {
    const { submit, entries } = setting({ [CREATE]: said(answer) });
    expect((await submit()).outcome).toEqual(outcome);
    const isAlarm = 'doubt' in outcome && outcome.doubt === 'untrusted';
    expect(entries.filter(({ event }) => event === 'gateway_untrusted')).toHaveLength(isAlarm ? 1 : 0);
  });

  it.each([
    ['payment_method_provider_decline', 'invalid_request_error', 'code_invalid'],
    ['payment_method_provider_decline', 'insufficient_funds', 'insufficient_funds'],
    ['payment_method_provider_decline', 'payment_code_expired', 'code_expired'],
    ['payment_method_provider_decline', 'generic_decline', 'payment_error'],
    ['payment_method_provider_decline', undefined, 'payment_error'],
    ['payment_intent_payment_attempt_expired', undefined, 'payment_error'],
    ['a_code_of_tomorrow', undefined, 'payment_error'],
  ])('declined: %s %s is %s, and what it left is canceled', async (code, declineCode, meaning) => {
    const { submit, calls } = setting({ [CREATE]: said(failed(code, declineCode)) });
    const decline = { code: meaning, acquirerCode: declineCode ?? code, message: 'The wallet rejected the payment code.' };
    expect((await submit()).outcome).toEqual({ kind: 'declined', decline, askFirst: false });
    await settle();
    expect(calls()).toEqual([CREATE, `POST /v1/payment_intents/${PI}/cancel`]);
  });

  it.each(['canceled', 'cancelled', 'failed'])('%s: not paid, and asked about before the sale goes on', async (status) => {
    const { submit } = setting({ [CREATE]: said({ ...INTENT, status }) });
    expect((await submit()).outcome).toMatchObject({ kind: 'declined', askFirst: true });
  });
});

describe('what an error says', () => {
  const declined = (code: string, acquirerCode: string | null) => ({ kind: 'declined', decline: { code, acquirerCode }, askFirst: false });
  it.each([
    [400, refusal(400, 'parameter_missing'), declined('configuration_error', 'parameter_missing')],
    [401, refusal(401, 'invalid_api_key'), declined('configuration_error', 'invalid_api_key')],
    [403, refusal(403, 'forbidden'), declined('configuration_error', 'forbidden')],
    [404, refusal(404, 'resource_missing'), declined('configuration_error', 'resource_missing')],
    [422, refusal(422, 'parameter_unknown'), declined('configuration_error', 'parameter_unknown')],
    [400, refusal(400, 'amount_too_large'), declined('payment_error', 'amount_too_large')],
    [400, refusal(400, 'amount_too_small'), declined('payment_error', 'amount_too_small')],
    [400, said({ type: 'invalid_request_error', code: 'bare', message: 'x' }, 400), declined('configuration_error', 'bare')],
    [400, said({ error: 'a sentence alone' }, 400), declined('configuration_error', null)],
    [400, refusal(400, 'idempotency_error', { type: 'idempotency_error' }), unknown('unsure', 'idempotency_error')],
    [409, refusal(409, 'idempotency_key_in_use'), unknown('unsure', 'idempotency_key_in_use')],
    [429, refusal(429, 'rate_limit'), unknown('unsure', 'rate_limit')],
    [418, refusal(418, 'teapot'), unknown('unsure', 'teapot')],
    [400, said('<html>400</html>', 400), unknown('no_answer', null)],
    [403, said('{}', 403), unknown('no_answer', null)],
    [200, said('<html>a portal</html>'), unknown('no_answer', null)],
    [200, said('"words"'), unknown('no_answer', null)],
  ])('HTTP %i', async (_, answer, outcome) => {
    const { submit, calls } = setting({ [CREATE]: answer });
    expect((await submit()).outcome).toMatchObject(outcome);
    expect(calls()).toEqual([CREATE]);
  });

  it.each([
    ['nothing was begun', listOf(), declined('insufficient_funds', 'insufficient_funds')],
    ['it was paid all the same', listOf(PAID_INTENT), { kind: 'paid', payment: PAYMENT }],
    ['it is under way', listOf(INTENT), { kind: 'customer_paying' }],
    ['the search fails', said('', 502), unknown('no_answer', null)],
  ])('402 is looked into: %s', async (_, found, outcome) => {
    const { submit, calls } = setting({
      [CREATE]: refusal(402, 'payment_method_provider_decline', { decline_code: 'insufficient_funds' }),
      [SEARCH]: found,
    });
    expect((await submit()).outcome).toMatchObject(outcome);
    expect(calls()[1]).toBe(`${SEARCH}?query=merchant_order_id%3A%27POS01-20260101-000001-1%27&limit=10`);
  });

  it('402 names its intent: that one is asked for', async () => {
    const { submit, calls } = setting({
      [CREATE]: refusal(402, 'payment_method_provider_timeout', { payment_intent: { id: PI } }),
      [`GET /v1/payment_intents/${PI}`]: said(PAID_INTENT),
    });
    expect((await submit()).outcome).toEqual({ kind: 'paid', payment: PAYMENT });
    expect(calls()).toHaveLength(2);
  });

  it('402 that does not know itself, and nothing found: unknown', async () => {
    const { submit } = setting({ [CREATE]: refusal(402, 'payment_method_provider_timeout'), [SEARCH]: listOf() });
    expect((await submit()).outcome).toEqual(unknown('unsure', 'payment_method_provider_timeout'));
  });
});

test('no byte left: not sent, and the line is lost', async () => {
  const { gateway, transport } = setting();
  transport.reply = () => NOT_SENT;
  expect(await gateway.prepare(ORDER).submit(CODE)).toEqual({ outcome: { kind: 'not_sent' }, sentMsAgo: 0 });
  expect(gateway.line()).toBe('offline');
});

test('silence: unknown after the request`s time, and how long ago it left', async () => {
  const { submit, wait } = setting();
  expect(await wait(submit())).toEqual({ outcome: unknown('no_answer', null), sentMsAgo: 10_000 });
});

function without(fields: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
