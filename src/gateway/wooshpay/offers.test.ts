import { describe, expect, it, test } from 'vitest';
import type { OfferedOrder } from '../gateway.ts';
import { INTENT, listOf, OFFER, PAID_INTENT, PI, type Route, refusal, said, setting, settle } from './test-setting.ts';

const CREATE = 'POST /v1/payment_intents';
const SEARCH = 'GET /v1/payment_intents/search';
const CREATE_SESSION = 'POST /v1/checkout/sessions';
const CS = 'cs_2006500000000000020';
const SESSION_PI = 'pi_2006500000000000021';

const QR = 'weixin://wxpay/bizpayurl?pr=abcDEF123';
const LINK = 'https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1&package=2';
const PARAMETERS = {
  appId: 'wx8888',
  timeStamp: '1767230000',
  nonceStr: 'n0nce',
  package: 'prepay_id=wx20',
  signType: 'MD5',
  paySign: 'A1B2',
};

const open = (terminalType: string, action: object) => ({
  ...INTENT,
  payment_method_options: { wechat_pay: { terminal_type: terminalType } },
  next_action: action,
});
const acting = (type: string, fields: object) => ({ type, [type]: fields });
const WEB = open('WEB', acting('wechat_pay_display_qr_code', { image_data_url: QR }));
const offered = (content: string | null, prepayId: string | null = null) => ({ kind: 'offered', shown: { content, prepayId } });
const unknown = (doubt: string, acquirerCode: string | null = null) => ({ kind: 'unknown', doubt, acquirerCode });
const declined = (code: string, acquirerCode: string | null) => ({ kind: 'declined', decline: { code, acquirerCode } });

describe('an intent that the customer pays by himself', () => {
  const to = { openId: 'oUpF8uN3vKqY', clientIp: '198.51.100.7' };
  it.each<[OfferedOrder['method'], object, object, object]>([
    ['merchant_qr', WEB, { terminal_type: 'WEB', os_type: 'IOS', client_ip: '203.0.113.10' }, offered(QR)],
    [
      'h5',
      open('WAP', acting('wechat_pay_redirect_to_web', { url: LINK })),
      { terminal_type: 'WAP', client_ip: '198.51.100.7' },
      offered(LINK),
    ],
    [
      'official_account',
      open('official_account', acting('wechat_pay_official_account_params', PARAMETERS)),
      { terminal_type: 'official_account', openid: to.openId, client_ip: '203.0.113.10' },
      offered(null, 'wx20'),
    ],
    [
      'mini_program',
      open('mini_program', acting('wechat_pay_mini_program_params', PARAMETERS)),
      { terminal_type: 'mini_program', openid: to.openId, client_ip: '203.0.113.10' },
      offered(null, 'wx20'),
    ],
  ])('%s', async (method, answer, options, outcome) => {
    const { gateway, body, keys, calls } = setting({ [CREATE]: said(answer) });
    expect(await gateway.offer({ ...OFFER, method, to })).toEqual(outcome);
    expect(body(0)).toMatchObject({
      confirm: true,
      amount: 1250,
      merchant_order_id: OFFER.orderNo,
      payment_method_options: { wechat_pay: options },
      payment_method_data: { type: 'wechat_pay' },
    });
    expect(JSON.stringify(body(0))).not.toContain('payment_code');
    expect(keys()).toEqual([`${OFFER.orderNo}-pay`]);
    expect(calls()).toEqual([CREATE]);
  });

  it.each<[string, Route, object]>([
    [
      'a picture of a QR',
      said(open('WEB', acting('wechat_pay_display_qr_code', { image_data_url: 'data:image/png;base64,AAAA' }))),
      offered('data:image/png;base64,AAAA'),
    ],
    ['next_action as a text', said({ ...WEB, next_action: JSON.stringify(WEB.next_action) }), offered(QR)],
    ['nothing to show', said({ ...WEB, next_action: '' }), unknown('unsure')],
    [
      'something else to show',
      said(open('WEB', acting('wechat_pay_display_qr_code', { image_data_url: 'javascript:alert(1)' }))),
      unknown('unsure'),
    ],
    [
      'too much to show',
      said(open('WEB', acting('wechat_pay_display_qr_code', { image_data_url: `data:image/png;base64,${'A'.repeat(20_000)}` }))),
      unknown('unsure'),
    ],
    ['paid already', said(PAID_INTENT), { kind: 'ask' }],
    ['canceled already', said({ ...WEB, status: 'canceled' }), { kind: 'ask' }],
    ['another amount', said({ ...WEB, amount: 1 }), unknown('untrusted')],
    ['refused', refusal(400, 'parameter_missing'), declined('configuration_error', 'parameter_missing')],
    ['too large', refusal(400, 'amount_too_large'), declined('payment_error', 'amount_too_large')],
    ['the key', refusal(401, 'invalid_api_key'), declined('configuration_error', 'invalid_api_key')],
    ['402', refusal(402, 'payment_method_provider_decline'), declined('payment_error', 'payment_method_provider_decline')],
    ['402 that does not know', refusal(402, 'payment_method_provider_timeout'), unknown('unsure', 'payment_method_provider_timeout')],
    ['too many requests', refusal(429, 'rate_limit'), unknown('unsure', 'rate_limit')],
    ['the key of the order is being served', refusal(409, 'idempotency_key_in_use'), unknown('unsure', 'idempotency_key_in_use')],
    ['no answer', said('', 500), unknown('no_answer')],
  ])('%s', async (_, answer, outcome) => {
    const { gateway } = setting({ [CREATE]: answer });
    expect(await gateway.offer(OFFER)).toMatchObject(outcome);
  });

  it('an attempt that failed at once is declined, and canceled behind', async () => {
    const failed = {
      ...WEB,
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_method_provider_decline', decline_code: 'invalid_request_error' },
    };
    const { gateway, calls } = setting({ [CREATE]: said(failed) });
    expect(await gateway.offer(OFFER)).toMatchObject(declined('payment_error', 'invalid_request_error'));
    await settle();
    expect(calls()).toEqual([CREATE, `POST /v1/payment_intents/${PI}/cancel`]);
  });

  it('for an app there is nothing', async () => {
    expect(await setting().gateway.offer({ ...OFFER, method: 'app' })).toMatchObject(declined('configuration_error', 'UNSUPPORTED'));
  });
});

describe('a repeat looks first', () => {
  it.each<[string, Route, object, number]>([
    ['it stands: the same is shown', listOf(WEB), offered(QR), 1],
    ['it was paid', listOf(PAID_INTENT), { kind: 'ask' }, 1],
    ['it is closed', listOf({ ...WEB, status: 'canceled' }), { kind: 'ask' }, 1],
    ['there is none: it is placed, under the same key', listOf(), offered(QR), 2],
    ['nobody knows: it is not placed', said('', 502), unknown('no_answer'), 1],
  ])('%s', async (_, found, outcome, creations) => {
    const { gateway, on, keys } = setting({ [CREATE]: said('', 502) });
    expect(await gateway.offer(OFFER)).toEqual(unknown('no_answer'));
    on({ [SEARCH]: found, [CREATE]: said(WEB) });
    expect(await gateway.offer(OFFER)).toEqual(outcome);
    expect(keys()).toEqual(Array.from({ length: creations }, () => `${OFFER.orderNo}-pay`));
  });

  it('of an order that another process may have placed', async () => {
    const { gateway, clock, calls } = setting({ [SEARCH]: listOf(WEB) });
    clock.advance(6_000);
    expect(await gateway.offer(OFFER)).toEqual(offered(QR));
    expect(calls()).toHaveLength(1);
  });

  it('and asks for what a search told in part', async () => {
    const { next_action: _, ...part } = WEB;
    const { gateway, clock } = setting({ [SEARCH]: listOf(part), [`GET /v1/payment_intents/${PI}`]: said(WEB) });
    clock.advance(6_000);
    expect(await gateway.offer(OFFER)).toEqual(offered(QR));
  });
});

describe('the front end`s parameters', () => {
  const order = { ...OFFER, method: 'mini_program' } as const;
  const answer = open('mini_program', acting('wechat_pay_mini_program_params', PARAMETERS));
  it.each<[string, Route, object]>([
    ['all six', listOf(answer), { kind: 'ready', parameters: PARAMETERS }],
    [
      'of another order',
      listOf(open('mini_program', acting('wechat_pay_mini_program_params', { ...PARAMETERS, package: 'prepay_id=wx21' }))),
      { kind: 'unknown', doubt: 'unsure' },
    ],
    [
      'one missing',
      listOf(open('mini_program', acting('wechat_pay_mini_program_params', { ...PARAMETERS, paySign: '' }))),
      { kind: 'unknown', doubt: 'unsure' },
    ],
    ['not found', listOf(), { kind: 'unknown', doubt: 'unsure' }],
    ['no answer', said('', 502), { kind: 'unknown', doubt: 'no_answer' }],
  ])('%s', async (_, found, outcome) => {
    const { gateway } = setting({ [SEARCH]: found });
    expect(await gateway.parameters(order, { content: null, prepayId: 'wx20' })).toEqual(outcome);
  });
});

describe('a hosted page', () => {
  const order = { ...OFFER, method: 'link' } as const;
  const URL_OF_PAGE = 'https://checkouttest.wooshpay.com/pay/cs_test_2006500000000000020?key=pk_test_example';
  const session = {
    id: CS,
    object: 'checkout.session',
    created: OFFER.createdAtMs,
    livemode: false,
    currency: 'CNY',
    customer: '',
    mode: 'payment',
    status: 'open',
    payment_status: 'unpaid',
    url: URL_OF_PAGE,
    amount_subtotal: 1250,
    amount_total: 1250,
    payment_intent: SESSION_PI,
    expires_at: 1767316399865,
    payment_link: '',
  };
  const paidIntent = { ...PAID_INTENT, id: SESSION_PI, merchant_order_id: null };
  const RETRIEVE_SESSION = `GET /v1/checkout/sessions/${CS}`;
  const RETRIEVE = `GET /v1/payment_intents/${SESSION_PI}`;

  test('is made with what the page needs', async () => {
    const { gateway, body, keys } = setting({ [CREATE_SESSION]: said(session) });
    expect(await gateway.offer(order)).toEqual(offered(URL_OF_PAGE));
    expect(body(0)).toEqual({
      mode: 'payment',
      success_url: 'https://shop.example/pos',
      cancel_url: 'https://shop.example/pos',
      payment_method_types: ['wechat_pay'],
      client_reference_id: OFFER.orderNo,
      line_items: [{ price_data: { currency: 'CNY', unit_amount: 1250, product_data: { name: 'Store 7 till 1' } }, quantity: 1 }],
      metadata: { terminal_id: 'POS01' },
      payment_intent_data: { metadata: { terminal_id: 'POS01', order_no: OFFER.orderNo } },
    });
    expect(keys()).toEqual([`${OFFER.orderNo}-pay`]);
  });

  it.each([
    ['another amount', { ...session, amount_total: 1 }],
    ['another currency', { ...session, currency: 'EUR' }],
    ['another order', { ...session, client_reference_id: 'other' }],
    ['the other mode', { ...session, livemode: true }],
  ])('%s: not believed', async (_, answer) => {
    const { gateway } = setting({ [CREATE_SESSION]: said(answer) });
    expect(await gateway.offer(order)).toEqual(unknown('untrusted'));
  });

  it.each<[string, object, object | null, object]>([
    ['open, unpaid', session, { ...INTENT, id: SESSION_PI, status: 'requires_payment_method' }, { kind: 'not_paid' }],
    [
      'open, the last try failed',
      session,
      { ...INTENT, id: SESSION_PI, status: 'requires_payment_method', last_payment_error: { code: 'x' } },
      { kind: 'not_paid' },
    ],
    ['open, without an intent yet', { ...session, payment_intent: '' }, null, { kind: 'not_paid' }],
    ['complete and paid', { ...session, status: 'complete' }, paidIntent, { kind: 'paid' }],
    ['complete, and the money is not there', { ...session, status: 'complete' }, { ...INTENT, id: SESSION_PI }, { kind: 'not_paid' }],
    [
      'expired',
      { ...session, status: 'expired' },
      { ...INTENT, id: SESSION_PI, status: 'canceled' },
      { kind: 'undone', acquirerCode: 'CLOSED' },
    ],
    ['expired, and paid all the same', { ...session, status: 'expired' }, paidIntent, { kind: 'paid' }],
    ['another amount paid', { ...session, status: 'complete' }, { ...paidIntent, amount: 1 }, unknown('untrusted')],
    ['an intent of another id', { ...session, status: 'complete' }, { ...paidIntent, id: PI }, unknown('untrusted')],
  ])('page and payment decide together: %s', async (_, then, intent, outcome) => {
    const { gateway, on } = setting({ [CREATE_SESSION]: said(session) });
    await gateway.offer(order);
    on({ [RETRIEVE_SESSION]: said(then), ...(intent && { [RETRIEVE]: said(intent) }) });
    expect(await gateway.query(order)).toMatchObject(outcome);
  });

  test('the number came to two pages, and only the older one is paid: found by a process that knows neither, whatever is reported', async () => {
    const other = { ...session, id: 'cs_2006500000000000099', payment_intent: 'pi_2006500000000000098' };
    const sessions = [other, { ...session, status: 'complete' }].map((one) => ({ ...one, client_reference_id: order.orderNo }));
    const { gateway } = setting({
      'GET /v1/checkout/sessions/list': listOf(...sessions),
      [`GET /v1/payment_intents/${other.payment_intent}`]: said({ ...INTENT, id: other.payment_intent, status: 'requires_payment_method' }),
      [RETRIEVE]: said(paidIntent),
    });
    expect(await gateway.query(order)).toMatchObject({ kind: 'paid', payment: { transactionId: SESSION_PI } });
  });

  test('its answer named a wrong id: found by its number', async () => {
    const { gateway, on } = setting({ [CREATE_SESSION]: said({ ...session, id: 'cs_2006500000000000099' }) });
    await gateway.offer(order);
    on({
      'GET /v1/checkout/sessions/cs_2006500000000000099': refusal(404, 'resource_missing'),
      'GET /v1/checkout/sessions/list': listOf({ ...session, client_reference_id: order.orderNo }),
      [RETRIEVE]: said(paidIntent),
    });
    expect(await gateway.query(order)).toMatchObject({ kind: 'paid' });
  });

  test('the number came to two pages: both are closed', async () => {
    const other = { ...session, id: 'cs_2006500000000000099', payment_intent: null };
    const sessions = [other, { ...session, payment_intent: null }].map((one) => ({ ...one, client_reference_id: order.orderNo }));
    const { gateway, calls } = setting({
      'GET /v1/checkout/sessions/list': listOf(...sessions),
      [`POST /v1/checkout/sessions/${other.id}/expire`]: said({ ...other, status: 'expired' }),
      [`POST /v1/checkout/sessions/${CS}/expire`]: said({ ...session, status: 'expired' }),
    });
    expect(await gateway.withdraw(order)).toEqual({ kind: 'closed' });
    expect(calls().filter((call) => call.endsWith('/expire'))).toHaveLength(2);
  });

  test('a process that does not know it finds it in the list, by the order`s number', async () => {
    const { gateway, clock, calls } = setting({
      'GET /v1/checkout/sessions/list': listOf(
        { ...session, client_reference_id: 'other' },
        { ...session, client_reference_id: order.orderNo },
      ),
      [RETRIEVE]: said({ ...INTENT, id: SESSION_PI, status: 'requires_payment_method' }),
    });
    clock.advance(6_000);
    expect(await gateway.offer(order)).toEqual(offered(URL_OF_PAGE));
    expect(calls()[0]).toContain('limit=100&created%5Bgte%5D=');
  });

  it.each<[string, Route, object]>([
    ['expired', said({ ...session, status: 'expired' }), { kind: 'closed' }],
    ['complete', said({ ...session, status: 'complete' }), { kind: 'refused', acquirerCode: 'complete' }],
    ['still open', said(session), { kind: 'again', acquirerCode: 'open' }],
    ['refused', refusal(400, 'unexpected_state'), { kind: 'refused', acquirerCode: 'unexpected_state' }],
    ['unknown there', refusal(404, 'resource_missing'), { kind: 'absent' }],
    ['no answer', said('', 502), unknown('no_answer')],
  ])('is withdrawn by expiring it: %s', async (_, answer, outcome) => {
    const { gateway, calls } = setting({ [CREATE_SESSION]: said(session), [`POST /v1/checkout/sessions/${CS}/expire`]: answer });
    await gateway.offer(order);
    expect(await gateway.withdraw(order)).toEqual(outcome);
    expect(calls().at(-1)).toBe(`POST /v1/checkout/sessions/${CS}/expire`);
  });
});
