import { expect, test } from 'vitest';
import { CURRENCIES } from '../../src/money/currency.ts';
import { currencySign, moneyText } from './amount-text.ts';

test.each([
  [12_800, 'CNY', '¥128.00'],
  [5, 'GBP', '£0.05'],
  [1_234_567, 'USD', '$12,345.67'],
  [100, 'EUR', '€1.00'],
  [800, 'HKD', 'HK$8.00'],
  [800, 'XTS', 'XTS 8.00'], // unknown here: written out, never left away
])('%i hundredths of %s are %s', (amount, currency, shown) => {
  expect(moneyText(amount, currency)).toBe(shown);
});

test('each currency has a sign of its own', () => {
  expect(new Set(CURRENCIES.map(currencySign)).size).toBe(CURRENCIES.length);
});
