import { describe, expect, test } from 'vitest';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import type { JsonObject } from './json.ts';
import { codeFor, errorOf, openWooshShop, scan } from './test-shop.ts';

/** What a planted fault of a creation comes to: whether it was paid, and what came back. */
const STRUCK: readonly [WooshFault['kind'], paid: boolean, came: string][] = [
  ['drop_before', false, 'cut'],
  ['drop_after', true, 'cut'],
  ['hang_before', false, 'nothing'],
  ['hang_after', true, 'nothing'],
  ['http_500', false, '500'],
  ['http_500_after', true, '500'],
  ['http_502', false, '502'],
  ['http_502_after', true, '502'],
  ['truncated', true, '200'],
  ['huge_answer', true, 'huge'],
  ['rate_limited', false, '429'],
  ['conflict', false, '409'],
  ['bare_error', false, '400'],
  ['error_code', false, '400'],
  ['error_code_after', true, '400'],
  ['wrong_amount', true, '200'],
];

describe('a planted fault strikes a creation', () => {
  test.each(STRUCK)('%s: paid %s, %s', (kind, paid, came) => {
    const shop = openWooshShop();
    shop.plant('create_intent', kind);
    const [delivery] = shop.send('POST', '/v1/payment_intents', scan(codeFor('0000')));
    const heard = delivery?.kind === 'answer' ? String(delivery.status) : (delivery?.kind ?? 'nothing');
    expect([heard, shop.acquirer.captured('CNY')]).toEqual([came, paid ? 1250 : 0]);
    expect(shop.pay(codeFor('0000')).json.status).toBe('succeeded'); // it struck once
  });

  test('truncated: half of the JSON', () => {
    const shop = openWooshShop();
    shop.plant('create_intent', 'truncated');
    const [delivery] = shop.send('POST', '/v1/payment_intents', scan(codeFor('0000')));
    expect(() => JSON.parse(delivery?.kind === 'answer' ? delivery.body : '{}')).toThrow();
  });

  test('delays lie on either side of the deed', () => {
    for (const [kind, paidMeanwhile] of [
      ['delay_before', 0],
      ['delay_after', 1250],
    ] as const) {
      const shop = openWooshShop();
      shop.plant('create_intent', kind, { delayMs: 5_000 });
      const deliveries = shop.send('POST', '/v1/payment_intents', scan(codeFor('0000')));
      expect([deliveries.length, shop.acquirer.captured('CNY')]).toEqual([0, paidMeanwhile]);
      shop.clock.advance(5_000);
      expect([deliveries.length, shop.acquirer.captured('CNY')]).toEqual([1, 1250]);
    }
  });
});

test.each<[WooshFault['kind'], JsonObject]>([
  ['wrong_amount', { amount: 1251 }],
  ['wrong_currency', { currency: 'USD' }],
  ['wrong_order', { merchant_order_id: 'ANOTHER-ORDER' }],
  ['wrong_livemode', { livemode: true }],
  ['wrong_status', { status: 'under_review' }],
  ['old_style', { next_action: '' }],
])('%s: one thing is false, alone and in a list', (kind, lie) => {
  const shop = openWooshShop();
  const { json } = shop.pay(codeFor('0000'));
  shop.plant('retrieve_intent', kind);
  shop.plant('list_intents', kind);
  expect(shop.get(`/payment_intents/${json.id}`).json).toMatchObject(lie);
  expect(shop.get('/payment_intents').json.data).toMatchObject([lie]);
  expect(shop.get(`/payment_intents/${json.id}`).json).toEqual(json);
});

test('wrong_id: another id, of the right form', () => {
  const shop = openWooshShop();
  const { json } = shop.pay(codeFor('0000'));
  shop.plant('retrieve_intent', 'wrong_id');
  const { id } = shop.get(`/payment_intents/${json.id}`).json;
  expect(id).toMatch(/^pi_\d{19}$/);
  expect(id).not.toBe(json.id);
});

test('not_found: denied although it exists', () => {
  const shop = openWooshShop();
  const { json } = shop.pay(codeFor('0000'));
  shop.plant('retrieve_intent', 'not_found');
  shop.plant('search_intents', 'not_found');
  expect(shop.get(`/payment_intents/${json.id}`).status).toBe(404);
  const search = () => shop.get("/payment_intents/search?query=merchant_order_id:'T01-0001-1'").json.data;
  expect(search()).toEqual([]);
  expect(search()).toHaveLength(1);
});

test('error codes as planted, wrapped or bare', () => {
  const shop = openWooshShop();
  shop.plant('create_intent', 'error_code', { errCode: 'payment_method_provider_timeout', httpStatus: 402 });
  shop.plant('create_intent', 'bare_error', { errCode: 'amount_too_small' });
  const wrapped = shop.pay(codeFor('0000'));
  expect([wrapped.status, wrapped.json]).toMatchObject([402, { error: { code: 'payment_method_provider_timeout' } }]);
  expect(shop.pay(codeFor('0000')).json).toMatchObject({ code: 'amount_too_small' });
  shop.acquirer.setSwitches({ bareErrors: true, ignoresIdempotency: false });
  const bare = shop.get('/payment_intents/pi_1');
  expect(bare.json).not.toHaveProperty('error');
  expect(errorOf(bare).code).toBe('resource_missing');
});

test('late_success: the customer wins the race with a cancellation', () => {
  const shop = openWooshShop();
  shop.wallet.change({ passwordAbove: 0 });
  const { json } = shop.pay(shop.wallet.issueCode().authCode);
  shop.plant('cancel_intent', 'late_success', { delayMs: 700 });
  expect(shop.post(`/payment_intents/${json.id}/cancel`, { cancellation_reason: 'abandoned' }).json.status).toBe('canceled');
  shop.clock.advance(700);
  expect(shop.get(`/payment_intents/${json.id}`).json).toMatchObject({ status: 'succeeded', amount_received: 1250 });
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 1250);
});

test('a line that is down delivers nothing and does nothing', () => {
  const shop = openWooshShop();
  shop.faults.setLine('down');
  expect(shop.send('POST', '/v1/payment_intents', scan(codeFor('0000')))).toEqual([{ kind: 'cut' }]);
  expect(shop.acquirer.intents()).toEqual([]);
});

test('the log tells what came of it, and never a code', () => {
  const shop = openWooshShop();
  const code = codeFor('0000');
  shop.plant('create_intent', 'drop_after');
  shop.send('POST', '/v1/payment_intents', scan(code));
  const { log } = shop.faults.view();
  expect(log).toMatchObject([{ call: 'create_intent', orderNo: 'T01-0001-1', fault: 'drop_after', answer: 'cut' }]);
  expect(JSON.stringify([log, shop.events, [...shop.acquirer.desk.intents.all()]])).not.toContain(code);
});
