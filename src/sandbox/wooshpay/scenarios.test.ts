import { describe, expect, test } from 'vitest';
import { codeFor, errorOf, offerBy, openWooshShop, scan } from './test-shop.ts';

const path = (json: { id?: unknown }, rest = '') => `/payment_intents/${json.id}${rest}`;

describe('a code that the phone did not issue: its last four digits decide', () => {
  test.each(['0000', '4711'])('%s: paid in the answer', (suffix) => {
    const shop = openWooshShop();
    const { status, json } = shop.pay(codeFor(suffix));
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'succeeded', amount: 1250, amount_received: 1250, currency: 'CNY', livemode: false });
    expect(json).not.toHaveProperty('next_action');
    expect(shop.acquirer.intents()).toMatchObject([{ orderNo: 'T01-0001-1', captured: 1, refunded: 0, status: 'succeeded' }]);
    expect(shop.types()).toEqual(['payment_intent.created', 'payment_intent.succeeded']);
  });

  test.each([
    ['0001', 'requires_action', 3_000],
    ['0002', 'requires_action', 20_000],
    ['0013', 'under_review', 10_000],
    ['0018', 'processing', 5_000],
  ])('%s: %s, paid after %i ms', (suffix, status, afterMs) => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor(suffix));
    expect(json.status).toBe(status);
    expect(json).not.toHaveProperty('next_action');
    shop.clock.advance(afterMs - 1);
    expect(shop.get(path(json)).json.status).toBe(status);
    shop.clock.advance(1);
    expect(shop.get(path(json)).json).toMatchObject({ status: 'succeeded', amount_received: 1250 });
  });

  test('0003: waits 90 s, then the attempt is over', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0003'));
    shop.clock.advance(89_999);
    expect(shop.get(path(json)).json.status).toBe('requires_action');
    shop.clock.advance(1);
    expect(shop.get(path(json)).json).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_payment_attempt_expired' },
    });
    expect(shop.types()).toEqual(['payment_intent.created', 'payment_intent.requires_action', 'payment_intent.payment_failed']);
  });

  test('0003, canceled: never paid any more', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0003'));
    expect(shop.post(path(json, '/cancel'), { cancellation_reason: 'abandoned' }).json).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    });
    shop.clock.advance(200_000);
    expect(shop.get(path(json)).json.status).toBe('canceled');
    expect(shop.acquirer.captured('CNY')).toBe(0);
  });

  test.each([
    ['0004', 'invalid_request_error'],
    ['0005', 'insufficient_funds'],
  ])('%s: declined with 200, %s', (suffix, declineCode) => {
    const shop = openWooshShop();
    const { status, json } = shop.pay(codeFor(suffix));
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: {
        code: 'payment_method_provider_decline',
        decline_code: declineCode,
        payment_method: { id: json.payment_method, object: 'payment_method', type: 'wechat_pay', billing_details: {} },
      },
    });
    expect(shop.types()).toEqual(['payment_intent.created', 'payment_intent.payment_failed']);
    expect(shop.acquirer.captured('CNY')).toBe(0);
  });

  test('0006: declined with 402', () => {
    const shop = openWooshShop();
    const answer = shop.pay(codeFor('0006'));
    expect(answer.status).toBe(402);
    expect(errorOf(answer)).toMatchObject({
      type: 'card_error',
      code: 'payment_method_provider_decline',
      payment_intent: { object: 'payment_intent', status: 'requires_payment_method' },
    });
  });

  test('0007: paid, and after 35 s the connection is cut', () => {
    const shop = openWooshShop();
    const deliveries = shop.send('POST', '/v1/payment_intents', scan(codeFor('0007')));
    expect(shop.acquirer.captured('CNY')).toBe(1250);
    shop.clock.advance(34_999);
    expect(deliveries).toEqual([]);
    shop.clock.advance(1);
    expect(deliveries).toEqual([{ kind: 'cut' }]);
  });

  test('0008: 500, and nothing was done: the code is not even spent', () => {
    const shop = openWooshShop();
    const code = codeFor('0008');
    for (const _ of [1, 2]) expect(shop.pay(code)).toMatchObject({ status: 500, json: { error: { type: 'api_error' } } });
    expect(shop.acquirer.intents()).toEqual([]);
    expect(shop.types()).toEqual([]);
  });

  test('0009: a page with 502, and it is paid', () => {
    const shop = openWooshShop();
    expect(shop.send('POST', '/v1/payment_intents', scan(codeFor('0009')))).toMatchObject([
      { kind: 'answer', status: 502, type: 'text/html' },
    ]);
    expect(shop.acquirer.captured('CNY')).toBe(1250);
  });

  test('0010: canceled, says the answer; five seconds later it is paid', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0010'));
    expect(shop.post(path(json, '/cancel'), { cancellation_reason: 'abandoned' }).json.status).toBe('canceled');
    shop.clock.advance(4_999);
    expect(shop.get(path(json)).json.status).toBe('canceled');
    shop.clock.advance(1);
    expect(shop.get(path(json)).json.status).toBe('succeeded');
    expect(shop.types().slice(-2)).toEqual(['payment_intent.canceled', 'payment_intent.succeeded']);
  });

  test('0011: the cancellation comes too late', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0011'));
    const answer = shop.post(path(json, '/cancel'), { cancellation_reason: 'abandoned' });
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe('payment_intent_unexpected_state');
    expect(shop.get(path(json)).json.status).toBe('succeeded');
  });

  test('0012: the first three questions are too many, then it is paid', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0012'));
    const statuses = Array.from({ length: 4 }, () => shop.get(path(json)).status);
    expect(statuses).toEqual([429, 429, 429, 200]);
    expect(shop.get(path(json)).json.status).toBe('succeeded');
    expect(shop.acquirer.captured('CNY')).toBe(1250);
  });

  test('0014: another amount was received', () => {
    const { json } = openWooshShop().pay(codeFor('0014'));
    expect(json).toMatchObject({ status: 'succeeded', amount: 1250 });
    expect(json.amount_received).not.toBe(1250);
  });

  test('0015: for 15 s a search does not find it, a list does', () => {
    const shop = openWooshShop();
    shop.pay(codeFor('0015'));
    const search = () => shop.get(`/payment_intents/search?query=${encodeURIComponent("merchant_order_id:'T01-0001-1'")}`).json.data;
    expect(search()).toEqual([]);
    expect(shop.get('/payment_intents').json.data).toHaveLength(1);
    shop.clock.advance(15_000);
    expect(search()).toHaveLength(1);
  });

  test('0016 and 0017: refunds stay pending, then succeed, or fail and can be tried again', () => {
    const shop = openWooshShop();
    for (const [suffix, end, afterMs] of [
      ['0016', 'succeeded', 10_000],
      ['0017', 'failed', 2_000],
    ] as const) {
      const { json: intent } = shop.pay(codeFor(suffix));
      const { json: refund } = shop.post('/refunds', { payment_intent: intent.id, amount: 500 });
      expect(refund.status).toBe('pending');
      shop.clock.advance(afterMs - 1);
      expect(shop.get(`/refunds/${refund.id}`).json.status).toBe('pending');
      shop.clock.advance(1);
      expect(shop.get(`/refunds/${refund.id}`).json).toMatchObject({ status: end, ...(end === 'failed' && { failure_reason: 'unknown' }) });
      expect(shop.types().slice(-2)).toEqual(['charge.refund.updated', 'charge.refund.updated']);
      expect(shop.post('/refunds', { payment_intent: intent.id, amount: 1250 }).status).toBe(end === 'failed' ? 200 : 400);
    }
  });

  test('0019: the old style', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0019'));
    expect(json).toMatchObject({ status: 'succeeded', next_action: '', last_payment_error: null, payment_method_types: '["wechat_pay"]' });
    expect(JSON.parse(String(json.metadata))).toEqual({ terminal_id: 'T01' });
  });

  test('times go with the factor', async () => {
    const { wooshTimes } = await import('./times.ts');
    const shop = openWooshShop({ times: wooshTimes(0.1) });
    const { json } = shop.pay(codeFor('0002'));
    shop.clock.advance(2_000);
    expect(shop.get(path(json)).json.status).toBe('succeeded');
  });
});

describe('a used or malformed code', () => {
  test('is declined as a bad one', () => {
    const shop = openWooshShop();
    const code = codeFor('0000');
    expect(shop.pay(code).json.status).toBe('succeeded');
    for (const bad of [code, '28123456789012345678', '13000000000000000', '16000000000000000000']) {
      expect(shop.pay(bad).json).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'payment_method_provider_decline', decline_code: 'invalid_request_error' },
      });
    }
    expect(shop.acquirer.captured('CNY')).toBe(1250);
  });

  test('an offer carries none, a scan carries one', () => {
    const shop = openWooshShop();
    const method = { type: 'wechat_pay', wechat_pay: { payment_code: codeFor('0000') } };
    for (const body of [
      offerBy('WEB', { payment_method_data: method }),
      offerBy('SCAN_CODE'),
      offerBy('WAP', { payment_method_data: method }),
    ]) {
      const answer = shop.create(body);
      expect(answer.status).toBe(400);
      expect(errorOf(answer).code).toBe('parameter_missing');
    }
    expect(shop.acquirer.intents()).toEqual([]);
  });
});
