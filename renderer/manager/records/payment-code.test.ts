import { expect, test } from 'vitest';
import { isPaymentCode } from './payment-code.ts';

test.each([
  ['134567890123456789', true],
  ['1345 6789 0123 4567 89', true],
  ['284567890123456789', true],
  ['6212345678901234567', true],
  ['S2611221432080008813', false],
  ['4200002026112212345678901234', false],
  ['8813', false],
  ['128.50', false],
  ['', false],
])('%j: %j', (text, is) => {
  expect(isPaymentCode(text)).toBe(is);
});
