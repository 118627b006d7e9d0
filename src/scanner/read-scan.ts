import { err, ok, type Result } from '../basics/result.ts';
import { AuthCode } from './auth-code.ts';

/** Wallets whose payment codes are known by their first digits. */
export type ForeignWallet = 'alipay' | 'unionpay' | 'digital_rmb' | 'qq';

/** Why a scan is no WeChat payment code. Never carries the scanned text: it may be another wallet's live code. */
export type ScanRefusal =
  | { readonly kind: 'foreign_wallet'; readonly wallet: ForeignWallet } // tell the cashier whose code it is
  | { readonly kind: 'product_code' } // the bar code of goods was scanned
  | { readonly kind: 'link' } // a QR that holds an address: the merchant's own, a poster
  | { readonly kind: 'wrong_length'; readonly length: number } // looks like a code, but digits are missing or too many
  | { readonly kind: 'not_a_code' }; // anything else

/** Longer scans are not looked at: no payment code of any wallet comes near. */
export const MAX_SCAN_LENGTH = 128;

/** AIM symbology identifiers that some guns put before the text: `]C1`, `]Q3`, `]E0`. */
const AIM_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

/** What a gun puts around a code: terminators, STX and ETX, blanks. */
const EDGES = /^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu;

/** Digits as a Chinese input method writes them. No other folding: on a disturbed line `²` is noise, not a two. */
const FULL_WIDTH_DIGIT = /[\uFF10-\uFF19]/g;

/** Prefix and length by wallet. Source: WeChat Pay, important parameters; Alipay trade pay; common practice for the rest. */
const FOREIGN: readonly { readonly wallet: ForeignWallet; readonly pattern: RegExp }[] = [
  { wallet: 'alipay', pattern: /^(?:2[5-9]|30)\d{14,22}$/ },
  { wallet: 'unionpay', pattern: /^62\d{17}$/ },
  { wallet: 'digital_rmb', pattern: /^01\d{17}$/ },
  { wallet: 'qq', pattern: /^91\d{16}$/ },
];

/** EAN-8, UPC-A, EAN-13 and GTIN-14 are as long as this. */
const PRODUCT_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/**
 * Reads a scan as a WeChat payment code.
 *
 * @param text one framed scan, control characters around it, spaces, tabs and an AIM prefix are forgiven, full-width digits are folded
 * @returns the code, or why it is none
 * Source: WeChat Pay, important parameters, auth_code: 18 digits, prefix 10 to 15.
 */
export function readScan(text: string): Result<AuthCode, ScanRefusal> {
  if (text.length > MAX_SCAN_LENGTH) return err({ kind: 'not_a_code' });
  const digits = bareScan(text);
  if (/^1[0-5]\d{16}$/.test(digits)) return ok(new AuthCode(digits));
  return err(explain(digits));
}

/** A scan without what guns and people put around and between. */
export function bareScan(text: string): string {
  // Inside, only blanks are forgiven: a control character there may join the halves of two codes.
  return text
    .replace(EDGES, '')
    .replace(AIM_PREFIX, '')
    .replace(/[ \t\u3000]/g, '')
    .replace(FULL_WIDTH_DIGIT, toAscii);
}

/** Full-width forms lie 0xFEE0 above ASCII. Source: Unicode, block Halfwidth and Fullwidth Forms. */
function toAscii(fullWidth: string): string {
  return String.fromCharCode(fullWidth.charCodeAt(0) - 0xfee0);
}

function explain(digits: string): ScanRefusal {
  if (/^[a-z][a-z0-9+.-]*:/i.test(digits)) return { kind: 'link' };
  if (!/^\d+$/.test(digits)) return { kind: 'not_a_code' };
  const foreign = FOREIGN.find(({ pattern }) => pattern.test(digits));
  if (foreign) return { kind: 'foreign_wallet', wallet: foreign.wallet };
  if (PRODUCT_LENGTHS.has(digits.length) && hasCheckDigit(digits)) return { kind: 'product_code' };
  if (/^1[0-5]/.test(digits) && digits.length >= 10 && digits.length <= 26) return { kind: 'wrong_length', length: digits.length };
  return { kind: 'not_a_code' };
}

/** The GS1 check digit: weights 3 and 1 from the right, sum divisible by ten. Source: GS1 General Specifications, 7.9. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
