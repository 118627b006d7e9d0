import { expect, test } from 'vitest';
import { isPaymentCode, isPlausible } from './plausible.ts';

const texts: readonly (readonly [string, 'qr' | 'code128', boolean, string])[] = [
  ['134567890123456789', 'code128', true, 'a payment code'],
  ['134567890123456789', 'qr', true, 'a payment code as QR'],
  ['164567890123456789', 'code128', false, 'prefix 16 is nobody’s'],
  ['13456789012345678', 'code128', false, 'a digit short'],
  ['134567890123456789\n', 'qr', false, 'something behind it'],
  ['281234567890123456', 'code128', true, 'Alipay'],
  ['6212345678901234567', 'code128', true, 'UnionPay'],
  ['0112345678901234567', 'qr', true, 'digital RMB'],
  ['911234567890123456', 'qr', true, 'QQ wallet'],
  ['wxp://f2f0invented', 'qr', true, 'the merchant’s own QR'],
  ['wxp://f2f0invented', 'code128', false, 'an address in bars is a misread'],
  ['6901234567892', 'qr', true, 'goods'],
  ['6901234567892', 'code128', false, 'as many digits in bars may be half of a longer code'],
  ['/E/P79', 'code128', false, 'what trying harder invents'],
  ['', 'qr', false, 'nothing'],
];

test.each(texts)('%s as %s: %s, %s', (text, symbology, expected) => {
  expect(isPlausible({ text, symbology })).toBe(expected);
});

test('only WeChat’s own codes pay', () => {
  expect(['134567890123456789', '281234567890123456', '164567890123456789'].map(isPaymentCode)).toEqual([true, false, false]);
});
