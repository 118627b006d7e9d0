import { expect, test } from 'vitest';
import { openWooshShop, scan } from './test-shop.ts';

test('5,000 charges, each paid and asked about, one in ten refunded, keep the books straight', () => {
  const shop = openWooshShop();
  shop.wallet.change({ balanceFen: 100_000_000 });
  for (let index = 0; index < 5_000; index += 1) {
    const { json } = shop.create(scan(shop.wallet.issueCode().authCode, { amount: 100, merchant_order_id: `T01-${index}-1` }), {
      'idempotency-key': `T01-${index}-1-pay`,
    });
    shop.clock.advance(1_000);
    if (shop.get(`/payment_intents/${json.id}`).json.status !== 'succeeded') throw new Error(`charge ${index} was not paid`);
    if (index % 10 === 0) shop.post('/refunds', { payment_intent: json.id });
  }
  expect(shop.acquirer.captured('CNY')).toBe(450_000);
  expect(shop.wallet.settings().balanceFen).toBe(100_000_000 - 450_000);
});
