import { expect, test } from 'vitest';
import { openTestShop, PATHS, sale, signedBody } from './test-merchant.ts';

test('20,000 charges, each paid, queried and one in ten reversed, keep the books straight', () => {
  const shop = openTestShop({ walletSettings: { balanceFen: 100_000_000 } });
  const ask = (path: string, fields: Record<string, string>) => shop.acquirer.handle(path, 'POST', signedBody(fields)).outcome;
  const count = 20_000;
  const startedMs = performance.now();
  let failed = 0;
  for (let index = 0; index < count; index += 1) {
    const orderNo = `SALE-${index}`;
    if (ask(PATHS.micropay, { ...sale(shop.newCode()), out_trade_no: orderNo }) !== 'SUCCESS') failed += 1;
    if (ask(PATHS.orderquery, { out_trade_no: orderNo }) !== 'SUCCESS') failed += 1;
    if (index % 10 === 0 && ask(PATHS.reverse, { out_trade_no: orderNo }) !== 'SUCCESS') failed += 1;
  }
  const tookMs = performance.now() - startedMs;
  console.log(
    `${count * 2.1} exchanges in ${(tookMs / 1000).toFixed(1)} s: ${(tookMs / count / 2.1).toFixed(3)} ms each, the requests' own signing included`,
  );
  expect(failed).toBe(0);
  expect(shop.acquirer.captured()).toBe(count * 0.9 * 2350);
});
