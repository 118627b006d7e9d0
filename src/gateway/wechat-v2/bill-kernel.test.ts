import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from './bill-kernel.ts';

const kernel = new Kernel();
kernel.grow(kernel.bytesFrom + 4_096);

/** Lays a text where the kernel reads, between bytes that would mislead it. @returns where it begins and ends */
function lay(text: string): [from: number, to: number] {
  const { bytes, bytesFrom } = kernel;
  const from = bytesFrom + 64;
  bytes.fill('9', bytesFrom, from);
  const to = from + bytes.write(text, from);
  bytes.fill('9', to, to + 64);
  return [from, to];
}

const CENTS = ['', '0', '00', '01', '5', '50', '12345', '123456', '1234567'];
const amount = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '-', '+', ' '), fc.bigInt({ min: 0n, max: 99_999_999_999n }), fc.constantFrom(...CENTS))
    .map(([sign, whole, part]) => (part === '' ? `${sign}${whole}` : `${sign}${whole}.${part}`)),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', ',', 'e', '０'), maxLength: 20 }),
);

test('an amount is read digit by digit, or is none', () => {
  fc.assert(
    fc.property(amount, (text) => {
      const [, sign = '', whole = '', part = ''] = /^(-?)(\d{1,10})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
      const micro = BigInt(`${whole || '0'}${part.padEnd(6, '0')}`);
      const isOne = whole !== '' && micro <= BigInt(Number.MAX_SAFE_INTEGER);
      expect(kernel.calls.readMicro(...lay(text))).toBe(isOne ? Number(sign === '-' ? -micro : micro) : Number.NaN);
    }),
    { numRuns: 2_000 },
  );
});

test('cells begin after a back-quote at the beginning and after comma and back-quote, wherever they stand', () => {
  const text = fc.string({ unit: fc.constantFrom(',`', '`', ',', 'a', '\r', '人', 'abcdefghijklmnop'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.constantFrom('\n', '\r\n', ''), (line, ending) => {
      const [from, to] = lay(`${line}${ending}`);
      const { calls, bytes } = kernel;
      expect(calls.split(from, to)).toBe(to);
      const text = ending === '\r\n' ? line : line.replace(/\r$/, ''); // one of them belongs to the line's end
      const [first = '', ...others] = text.split(',`');
      const wanted = first.startsWith('`') ? [first.slice(1), ...others] : others;
      const told = Array.from({ length: calls.cellCount() }, (_, place) =>
        bytes.toString('utf8', calls.cellStart(place), calls.cellEnd(place)),
      );
      expect(told).toEqual(wanted);
    }),
    { numRuns: 2_000 },
  );
});

test('a line of more cells than can be kept apart is told as such', () => {
  const { calls } = kernel;
  calls.split(...lay('`a'.padEnd(256 * 2, ',`')));
  expect(calls.cellCount()).toBe(256);
  calls.split(...lay('`a'.padEnd(257 * 2, ',`')));
  expect(calls.cellCount()).toBe(-1);
});
