import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPaymentNumber, tailOfNumber } from './payment-number.ts';

const TRANSACTION = '4200002719202611225550142387';
const OURS = 'T01D261122063208NABCDEFGH';

const rows: readonly (readonly [string, string, typed: string | null, scanned: string | null])[] = [
  ['the acquirer’s number', TRANSACTION, 'transaction', 'transaction'],
  ['a number of ours', OURS, 'order', 'order'],
  ['another till’s number', 'POS0731T04202611220001', 'order', 'order'],
  ['digits that begin with the day', '2026112214320800081234', 'order', 'order'],
  ['digits that begin with no day', '7788990011223344556677', 'order', null],
  ['a short one', 'A12345', 'order', null],
  ['letters alone', 'THE-QUICK-BROWN-FOX-JUMPS', 'order', null],
  ['a code with noise before it', 'X134567890123456789', null, null],
  ['a code with noise behind it', '134567890123456789-', null, null],
  ['a half and a whole code run together', '6789134567890123456789', 'order', null],
  ['27 digits', TRANSACTION.slice(1), 'order', null],
  ['too short', 'A1', null, null],
  ['too long', 'A'.repeat(33), null, null],
  ['a letter of another alphabet', 'T01D261122063208NАBCDEFG', null, null],
];

test.each(rows)('%s', (_name, text, typed, scanned) => {
  expect([readPaymentNumber(text, 'typed')?.kind ?? null, readPaymentNumber(text, 'scanned')?.kind ?? null]).toEqual([typed, scanned]);
});

test('a payment code is never a number, whatever stands beside it', () => {
  const code = fc.tuple(fc.integer({ min: 10, max: 15 }), fc.stringMatching(/^\d{16}$/)).map(([prefix, rest]) => `${prefix}${rest}`);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z_-]{0,7}$/), code, fc.stringMatching(/^[A-Z_-]{0,7}$/), (before, digits, behind) => {
      expect(readPaymentNumber(`${before}${digits}${behind}`, 'typed')).toBeNull();
    }),
  );
});

test('halves of payment codes run together are no scanned number', () => {
  const digits = fc.stringMatching(/^\d{1,17}$/);
  fc.assert(
    fc.property(digits, fc.stringMatching(/^1[0-5]\d{16}$/), (half, code) => {
      fc.pre(!/^(?:4|20\d\d[01])/.test(`${half}${code}`)); // the acquirer's own numbers, and a day
      expect(readPaymentNumber(`${half}${code}`.slice(0, 32), 'scanned')).toBeNull();
    }),
  );
});

test('people see its last four', () => {
  const number = readPaymentNumber(TRANSACTION, 'typed');
  expect(number && tailOfNumber(number)).toBe('2387');
});
