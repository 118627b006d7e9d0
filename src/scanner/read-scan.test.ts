import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScan } from './read-scan.ts';

const CODE = '134567890123456789';

const forgiven: readonly (readonly [string, string])[] = [
  ['as it is', CODE],
  ['spaces around', ` ${CODE}  `],
  ['a terminator left on', `${CODE}\r\n`],
  ['STX and ETX left on', `\x02${CODE}\x03`],
  ['printed in groups', '1345 6789 0123 4567 89'],
  ['AIM prefix of Code 128', `]C0${CODE}`],
  ['AIM prefix of QR', `]Q1${CODE}`],
  ['AIM prefix behind STX', `\x02]Q3${CODE}`],
  ['full-width digits of an input method', '１３４５６７８９０１２３４５６７８９'],
  ['full-width space', `\u3000${CODE}`],
  ['byte order mark', `\uFEFF${CODE}`],
];

test.each(forgiven)('a payment code, %s', (_how, text) => {
  const read = readScan(text);
  expect(read.ok && read.value.reveal() === CODE).toBe(true);
});

test('every prefix from 10 to 15 with 18 digits is a WeChat code', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 15 }), fc.stringMatching(/^\d{16}$/), (prefix, rest) => {
      const read = readScan(`${prefix}${rest}`);
      expect(read.ok && read.value.reveal() === `${prefix}${rest}`).toBe(true);
    }),
  );
});

const refused: readonly (readonly [string, string, object])[] = [
  ['Alipay, 18 digits', '281234567890123456', { kind: 'foreign_wallet', wallet: 'alipay' }],
  ['Alipay, 16 digits, prefix 25', '2512345678901234', { kind: 'foreign_wallet', wallet: 'alipay' }],
  ['Alipay, 24 digits, prefix 30', '301234567890123456789012', { kind: 'foreign_wallet', wallet: 'alipay' }],
  ['UnionPay', '6212345678901234567', { kind: 'foreign_wallet', wallet: 'unionpay' }],
  ['digital RMB', '0112345678901234567', { kind: 'foreign_wallet', wallet: 'digital_rmb' }],
  ['QQ wallet', '911234567890123456', { kind: 'foreign_wallet', wallet: 'qq' }],
  ['EAN-13 of goods', '6901234567892', { kind: 'product_code' }],
  ['EAN-13 that begins like a payment code', '1345678901235', { kind: 'product_code' }],
  ['EAN-8 of goods', '69012341', { kind: 'product_code' }],
  ['UPC-A of goods', '036000291452', { kind: 'product_code' }],
  ['EAN-13 with a wrong check digit', '6901234567890', { kind: 'not_a_code' }],
  ["the merchant's own QR", 'wxp://f2f0invented', { kind: 'link' }],
  ['a poster', 'HTTPS://EXAMPLE.COM/134567890123456789', { kind: 'link' }],
  ['a digit lost', '13456789012345678', { kind: 'wrong_length', length: 17 }],
  ['a digit doubled', '1345678901234567899', { kind: 'wrong_length', length: 19 }],
  ['two codes in one', CODE + CODE, { kind: 'not_a_code' }],
  ['prefix 16', '164567890123456789', { kind: 'not_a_code' }],
  ['a letter among the digits', '13456789O123456789', { kind: 'not_a_code' }],
  ['noise before the code', `\xFF\xFE${CODE}`, { kind: 'not_a_code' }],
  ['two halves with a line break between', '134567890\r123456789', { kind: 'not_a_code' }],
  ['two halves with noise between', '134567890\x00123456789', { kind: 'not_a_code' }],
  ['a superscript for a digit', '1345678901234567\xb29', { kind: 'not_a_code' }],
  ['a hard space inside', '134567890\xa0123456789', { kind: 'not_a_code' }],
  ['nothing', '', { kind: 'not_a_code' }],
  ['control characters alone', '\x00\x02\x03', { kind: 'not_a_code' }],
  ['far too long', CODE.padEnd(129, ' '), { kind: 'not_a_code' }],
];

test.each(refused)('refused: %s', (_what, text, error) => {
  expect(readScan(text)).toEqual({ ok: false, error });
});

test('anything at all is answered, and a refusal never quotes the scan', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[\d ]{9,60}$/));
  fc.assert(
    fc.property(text, (scan) => {
      const read = readScan(scan);
      if (read.ok) return /^1[0-5]\d{16}$/.test(read.value.reveal());
      return !/\d{5}/.test(JSON.stringify(read.error));
    }),
  );
});
