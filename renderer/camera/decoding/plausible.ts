import type { Found } from '../decoder.ts';

/** WeChat's own. Source: WeChat Pay, important parameters, auth_code: 18 digits, prefix 10 to 15. */
const PAYMENT_CODE = /^1[0-5]\d{16}$/;

/**
 * What else may come out, so that the cashier is told whose code it is: other wallets' codes by prefix and length, as the
 * scanner port knows them, and codes of goods. A text that is none of these is taken for a misread.
 */
const OTHERS: readonly { readonly symbology: Found['symbology'] | 'any'; readonly pattern: RegExp }[] = [
  { symbology: 'any', pattern: /^(?:2[5-9]|30)\d{14,22}$/ }, // Alipay
  { symbology: 'any', pattern: /^62\d{17}$/ }, // UnionPay
  { symbology: 'any', pattern: /^01\d{17}$/ }, // digital RMB
  { symbology: 'any', pattern: /^91\d{16}$/ }, // QQ
  // A QR's error correction vouches for words too; a bar code's single check digit does not.
  { symbology: 'qr', pattern: /^[a-z][a-z0-9+.-]{1,15}:\/\/[\x21-\x7e]{1,100}$/i },
  { symbology: 'qr', pattern: /^(?:\d{8}|\d{12,14})$/ },
];

export function isPaymentCode(text: string): boolean {
  return PAYMENT_CODE.test(text);
}

/** Whether a text is worth handing on: a payment code, or something the cashier gets a word about. */
export function isPlausible({ text, symbology }: Found): boolean {
  if (isPaymentCode(text)) return true;
  return OTHERS.some((other) => (other.symbology === 'any' || other.symbology === symbology) && other.pattern.test(text));
}
