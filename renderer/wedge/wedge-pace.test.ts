import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codesOf, screen } from './screen-stand-in.ts';

const CODE = '134567890123456789';

const paymentCode = fc.tuple(fc.integer({ min: 10, max: 15 }), fc.stringMatching(/^\d{16}$/)).map(([prefix, rest]) => `${prefix}${rest}`);
const endKey = fc.constantFrom('Enter', 'NumpadEnter', 'Tab');
const keypad = fc.constantFrom('Digit', 'Numpad');
const scannerGap = fc.integer({ min: 0, max: 10 });
const personGap = fc.integer({ min: 90, max: 150 });

/** Gaps that a page saw while the browser's own process stood still: all of a gun's keys were typed within a few milliseconds. */
const STALLS: readonly (readonly [string, readonly number[], number])[] = [
  ['after three keys and again after ten', [597, 0.1, 0.1, 352.7, 0.3, 0, 0.1, 0, 0, 15.9, 0.2, 0.1, 0.1, 106.8, 0.9, 0.5, 0.1, 0.1], 0],
  [
    'after three keys, for a third of a second',
    [484, 3.5, 0.5, 391.9, 0.2, 0, 0, 0.1, 3.6, 0.2, 0.1, 0.1, 0.1, 0.2, 0.2, 0, 0.2, 0.1],
    0.1,
  ],
  ['after three keys, not for long', [384, 20, 0.1, 155.3, 0.2, 0.1, 0.1, 0, 0, 0, 0, 0.1, 0, 0.1, 0.1, 0, 0, 0], 0],
  ['after the first key', [400, 640, ...Array(16).fill(0.2)], 0],
  ['inside the first keys, twice', [400, 110, 0.2, 130, ...Array(14).fill(0.2)], 0],
  ['inside the burst, three times', [400, 1, 1, 1, 1, 400, 1, 1, 1, 300, 1, 1, 500, 1, 1, 1, 1, 1], 1],
  ['before the last key', [400, ...Array(16).fill(1), 900], 1],
  ['before the Enter', [400, ...Array(17).fill(1)], 700],
];

test.each(STALLS)('the browser stood still %s: still one scan, none of it in the amount', (_name, gaps, beforeEnter) => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), gaps);
  expect(desk.press('Enter', beforeEnter)).toBe('scan');
  desk.wait(2_000);
  expect(desk.scans).toEqual([CODE]);
  expect(desk.amount()).toBe('');
});

test('the machine stands still anywhere in a code, once, for up to a second: still one scan', () => {
  fc.assert(
    fc.property(paymentCode, fc.integer({ min: 1, max: 18 }), fc.integer({ min: 41, max: 999 }), scannerGap, (code, at, stillMs, gap) => {
      const desk = screen();
      desk.typeCodes(codesOf(code), [300, ...Array(17).fill(gap)].with(Math.min(at, 17), at === 18 ? gap : stillMs));
      expect(desk.press('Enter', at === 18 ? stillMs : gap)).toBe('scan');
      desk.wait(2_000);
      expect(desk.scans).toEqual([code]);
      expect(desk.amount()).toBe('');
    }),
  );
});

test.each(['134567890123456789', '281234567890123456', '6901234567892', '62123456789012345'])(
  'a slow gun, 30 to 60 ms from key to key: %s is one scan, nothing of it stays in the amount, and its Enter presses no button',
  (text) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 30, max: 60 }), { minLength: 18, maxLength: 18 }), endKey, keypad, (gaps, end, pad) => {
        const desk = screen();
        desk.press('Digit8');
        desk.typeCodes(codesOf(text, pad), gaps.with(0, 150));
        expect(desk.press(end, gaps[0])).toBe('scan');
        desk.wait(2_000);
        expect(desk.scans).toEqual([text]);
        expect(desk.amount()).toBe('8');
      }),
    );
  },
);

test('a slow gun without suffix is done 100 ms after the last key of a code', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [300, ...Array(17).fill(58)]);
  desk.wait(100);
  expect(desk.scans).toEqual([CODE]);
  expect(desk.amount()).toBe('');
});

test.each([
  ['12', '2812345678901234'], // with the amount before it, eighteen digits that begin like a payment code
  ['12345', '6901234567892'],
])('an amount of %s typed by hand right before a scan of %s stays the amount', (amount, scan) => {
  fc.assert(
    fc.property(fc.array(personGap, { minLength: 6, maxLength: 6 }), scannerGap, (gaps, gap) => {
      const desk = screen();
      desk.typeCodes(codesOf(amount), gaps);
      desk.wait(gaps[5] ?? 100);
      desk.typeCodes(codesOf(scan), Array(scan.length).fill(gap).with(0, 0));
      desk.press('Enter', 5);
      expect(desk.scans).toEqual([scan]);
      expect(desk.amount()).toBe(amount);
    }),
  );
});
