import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addFen, fen, formatYuan, MAX_CHARGE_FEN, parseYuan } from './fen.ts';

const amount = fc.oneof(fc.nat({ max: 200_000 }), fc.nat({ max: MAX_CHARGE_FEN }), fc.maxSafeNat());

test('what is written is read back to the fen', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999_999_999 }), (n) => {
      expect(parseYuan(formatYuan(fen(n)).replaceAll(',', ''))).toEqual({ ok: true, value: n });
    }),
  );
});

test('yuan and fen of a text are the digits before and after its point', () => {
  fc.assert(
    fc.property(fc.nat({ max: 9_999_999_999_999 }), fc.nat({ max: 99 }), (yuan, cents) => {
      const expected = Number(BigInt(yuan) * 100n + BigInt(cents));
      expect(parseYuan(`${yuan}.${String(cents).padStart(2, '0')}`)).toEqual({ ok: true, value: expected });
      expect(parseYuan(String(yuan))).toEqual({ ok: true, value: yuan * 100 });
    }),
  );
});

test.each([
  ['0', 0],
  ['0.01', 1],
  ['0.1', 10],
  ['1.1', 110], // 1.1 * 100 is 110.00000000000001
  ['4.35', 435], // 4.35 * 100 is 434.99999999999994
  ['12.3', 1230],
  ['007', 700],
  ['99999999.99', MAX_CHARGE_FEN],
])('%s yuan are %i fen', (text, expected) => {
  expect(parseYuan(text)).toEqual({ ok: true, value: expected });
});

test.each([
  '',
  '.',
  '.5',
  '5.',
  '1.234',
  '-1',
  '+1',
  ' 1',
  '1 ',
  '1\n',
  '1,000',
  '1e3',
  '0x10',
  '１２',
  '¥1',
  'NaN',
  '12345678901234',
  '1.2.3',
])('%j is not an amount', (text) => {
  expect(parseYuan(text)).toEqual({ ok: false, error: 'not_an_amount' });
});

test.each([
  [0, '0.00'],
  [1, '0.01'],
  [10, '0.10'],
  [100, '1.00'],
  [99_999, '999.99'],
  [100_000, '1,000.00'],
  [MAX_CHARGE_FEN, '99,999,999.99'],
  [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
])('%i fen are written %s', (n, text) => {
  expect(formatYuan(fen(n))).toBe(text);
});

test('every amount is written with two decimals and groups of three', () => {
  fc.assert(
    fc.property(amount, (n) => {
      expect(formatYuan(fen(n))).toMatch(/^\d{1,3}(,\d{3})*\.\d{2}$/);
    }),
  );
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is a bug, not an amount', (n) => {
  expect(() => fen(n)).toThrow('not a fen amount');
});

test('a sum is exact, or refused', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 8 }), (amounts) => {
      const exact = amounts.reduce((sum, n) => sum + BigInt(n), 0n);
      const add = (): bigint => BigInt(addFen(...amounts.map(fen)));
      if (exact <= BigInt(Number.MAX_SAFE_INTEGER)) expect(add()).toBe(exact);
      else expect(add).toThrow('not a fen amount');
    }),
  );
});
