import { expect, test } from 'vitest';
import { codeFor, errorOf, openWooshShop } from './test-shop.ts';

function paidShop() {
  const shop = openWooshShop();
  const { json } = shop.pay(shop.wallet.issueCode().authCode);
  const refund = (changes = {}) => shop.post('/refunds', { payment_intent: json.id, ...changes });
  return { ...shop, intentId: String(json.id), refund };
}

test('in parts, as a number or as text; never more than was paid', () => {
  const shop = paidShop();
  const first = shop.refund({ amount: 500, reason: 'requested_by_customer', metadata: { refund_no: 'R-1' } });
  expect(first.json).toMatchObject({ object: 'refund', amount: 500, currency: 'CNY', payment_intent: shop.intentId, status: 'succeeded' });
  expect(first.json.id).toMatch(/^re_\d{19}$/);
  expect(shop.get(`/refunds/${first.json.id}`)).toEqual(first);
  expect(shop.refund({ amount: '700' }).json).toMatchObject({ amount: 700 });
  expect(errorOf(shop.refund({ amount: 51 })).code).toBe('refund_amount_exceeded');
  expect(shop.refund().json).toMatchObject({ amount: 50 }); // what is left
  expect(errorOf(shop.refund({ amount: 1 })).code).toBe('charge_already_refunded');
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000);
  expect(shop.acquirer.intents()).toMatchObject([{ status: 'succeeded', captured: 1, refunded: 1250 }]);
  expect(shop.acquirer.captured('CNY')).toBe(0);
});

test('what is refused', () => {
  const shop = paidShop();
  const waiting = shop.pay(codeFor('0003')).json;
  for (const [changes, status, code] of [
    [{ payment_intent: undefined }, 400, 'parameter_missing'],
    [{ payment_intent: 'pi_1' }, 404, 'resource_missing'],
    [{ payment_intent: waiting.id }, 400, 'payment_intent_unexpected_state'],
    [{ reason: 'because' }, 400, 'parameter_invalid'],
    [{ amount: 0 }, 400, 'parameter_invalid_integer'],
    [{ amount: '5.00' }, 400, 'parameter_invalid_integer'],
  ] as const) {
    const answer = shop.refund(changes);
    expect([answer.status, errorOf(answer).code]).toEqual([status, code]);
  }
  expect(shop.get('/refunds/re_1').status).toBe(404);
  expect(shop.acquirer.refunds()).toEqual([]);
});

test('a pending one counts as given; a failed one gives nothing and frees its amount', () => {
  const shop = paidShop();
  shop.plant('create_refund', 'refund_failed');
  expect(shop.refund({ amount: 1000 }).json.status).toBe('pending');
  expect(errorOf(shop.refund({ amount: 251 })).code).toBe('refund_amount_exceeded');
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 1250);
  shop.clock.advance(2_000);
  expect(shop.acquirer.refunds()).toMatchObject([{ status: 'failed' }]);
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 1250);
  expect(shop.refund({ amount: 1250 }).json.status).toBe('succeeded');
});

test('foreign money in three parts brings all the yuan back', () => {
  const shop = openWooshShop();
  const { json } = shop.pay(shop.wallet.issueCode().authCode, { amount: 100, currency: 'HKD' });
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 92);
  for (const amount of [33, 33, 34]) shop.post('/refunds', { payment_intent: json.id, amount });
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000);
});

test("a stranger's payment and its refund leave the phone's money and its list alone", () => {
  const shop = openWooshShop();
  const { json } = shop.pay(codeFor('0000'));
  shop.post('/refunds', { payment_intent: json.id, amount: 500 });
  expect(shop.wallet.settings().balanceFen).toBe(10_000_000);
  expect(shop.phone.payments(50)).toEqual([]);
  expect(shop.acquirer.captured('CNY')).toBe(750);
});
