import { expect, test } from 'vitest';
import { signedMoney, sumsText } from './figures.ts';

test('amounts of two currencies are never added', () => {
  const items = [
    { amount: 1_280, currency: 'CNY' },
    { amount: 300, currency: 'GBP' },
    { amount: 20, currency: 'CNY' },
  ];
  expect(sumsText(items)).toBe('¥13.00 + £3.00');
  expect(sumsText(items.slice(0, 1))).toBe('¥12.80');
});

test('what went back has a true minus before the sign', () => {
  expect(signedMoney(-249_000, 'HKD')).toBe('−HK$2,490.00');
});
