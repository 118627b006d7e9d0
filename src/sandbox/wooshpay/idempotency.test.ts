import { expect, test } from 'vitest';
import { codeFor, errorOf, openWooshShop, scan } from './test-shop.ts';

const KEY = { 'idempotency-key': 'T01-0001-1-pay' };

test('same key, same body: the same answer again, paid once', () => {
  const shop = openWooshShop();
  const body = scan(codeFor('0000'));
  const first = shop.create(body, KEY);
  shop.clock.advance(60_000);
  expect(shop.create(body, KEY)).toEqual(first);
  expect(shop.acquirer.intents()).toHaveLength(1);
  expect(shop.acquirer.captured('CNY')).toBe(1250);
});

test('refusals and declines are given again too', () => {
  const shop = openWooshShop();
  const refused = scan(codeFor('0000'), { currency: 'JPY' });
  expect(shop.create(refused, KEY)).toEqual(shop.create(refused, KEY));
  const declined = scan(codeFor('0006'));
  const other = { 'idempotency-key': 'other' };
  expect(shop.create(declined, other)).toEqual(shop.create(declined, other));
  expect(shop.acquirer.intents()).toHaveLength(1);
});

test('same key for other words or another endpoint: 400', () => {
  const shop = openWooshShop();
  const body = scan(codeFor('0000'));
  const { json } = shop.create(body, KEY);
  for (const answer of [
    shop.create({ ...body, amount: 1251 }, KEY),
    shop.post(`/payment_intents/${json.id}/cancel`, { cancellation_reason: 'x' }, KEY),
  ]) {
    expect(answer.status).toBe(400);
    expect(errorOf(answer).type).toBe('idempotency_error');
  }
  expect(shop.acquirer.captured('CNY')).toBe(1250);
});

test('while the first is on its way: 409; then its answer', () => {
  const shop = openWooshShop();
  const body = scan(codeFor('0007'));
  shop.send('POST', '/v1/payment_intents', body, KEY);
  const early = shop.create(body, KEY);
  expect([early.status, errorOf(early).code]).toEqual([409, 'idempotency_key_in_use']);
  shop.clock.advance(35_000);
  expect(shop.create(body, KEY).json.status).toBe('succeeded');
  expect(shop.acquirer.intents()).toHaveLength(1);
});

test('a planted delay holds the key as well', () => {
  const shop = openWooshShop();
  shop.plant('create_intent', 'delay_after', { delayMs: 5_000 });
  const body = scan(codeFor('0000'));
  const deliveries = shop.send('POST', '/v1/payment_intents', body, KEY);
  expect(shop.create(body, KEY).status).toBe(409);
  shop.clock.advance(5_000);
  expect(deliveries).toHaveLength(1);
  expect(shop.create(body, KEY).json.status).toBe('succeeded');
});

test('the answer that was lost on the way comes again whole, whatever page the line made of it', () => {
  const shop = openWooshShop();
  const body = scan(codeFor('0009'));
  expect(shop.send('POST', '/v1/payment_intents', body, KEY)).toMatchObject([{ status: 502 }]);
  expect(shop.create(body, KEY).json.status).toBe('succeeded');
  expect(shop.acquirer.captured('CNY')).toBe(1250);
});

test('nothing done, nothing remembered: a planted 500 can be tried again', () => {
  const shop = openWooshShop();
  shop.plant('create_intent', 'http_500');
  const body = scan(codeFor('0000'));
  expect(shop.create(body, KEY).status).toBe(500);
  expect(shop.create(body, KEY).json.status).toBe('succeeded');
});

test('a lost refund is not given twice', () => {
  const shop = openWooshShop();
  const { json } = shop.pay(codeFor('0000'));
  shop.plant('create_refund', 'drop_after');
  const refund = { payment_intent: json.id, amount: 500, metadata: { refund_no: 'R-1' } };
  expect(shop.send('POST', '/v1/refunds', refund, KEY)).toEqual([{ kind: 'cut' }]);
  expect(shop.post('/refunds', refund, KEY).json).toMatchObject({ status: 'succeeded', amount: 500, metadata: { refund_no: 'R-1' } });
  expect(shop.acquirer.refunds()).toHaveLength(1);
  expect(shop.acquirer.captured('CNY')).toBe(750);
});

test('after 24 hours the key is new again', () => {
  const shop = openWooshShop();
  const body = scan(codeFor('0000'));
  shop.create(body, KEY);
  shop.clock.advance(24 * 60 * 60 * 1000 + 1);
  expect(shop.create(body, KEY).json.status).toBe('requires_payment_method'); // the code is spent
});

test('switched off, the header is not looked at', () => {
  const shop = openWooshShop();
  shop.acquirer.setSwitches({ bareErrors: false, ignoresIdempotency: true });
  const { json } = shop.pay(codeFor('0000'));
  const refund = { payment_intent: json.id, amount: 500 };
  shop.post('/refunds', refund, KEY);
  shop.post('/refunds', refund, KEY);
  expect(shop.acquirer.refunds()).toHaveLength(2);
});
