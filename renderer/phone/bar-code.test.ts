import { expect, test } from 'vitest';
import { linearBars, linearSymbol, squareSymbol } from './bar-code.ts';

const CODE = '134512345678907712';

/** Widths of bars and spaces in turn, as the standard's tables give them. */
function widths(digits: string): string {
  const bars = linearBars(digits);
  return bars
    .flatMap(({ x, width }, index) => {
      const next = bars[index + 1];
      return next ? [width, next.x - x - width] : [width];
    })
    .join('');
}

test('18 digits are nine pairs of Code 128 set C, with start, check and stop: 134 modules', () => {
  expect(linearSymbol(CODE).width).toBe(134);
  expect(widths(CODE).startsWith('211232')).toBe(true); // start C
  expect(widths(CODE).slice(6, 12)).toBe('122132'); // the pair 13
  expect(widths(CODE).endsWith('2331112')).toBe(true); // stop
});

test('another code draws another symbol', () => {
  expect(linearSymbol('134512345678907713').path).not.toBe(linearSymbol(CODE).path);
  expect(squareSymbol('134512345678907713').path).not.toBe(squareSymbol(CODE).path);
});

test('18 digits fit the smallest QR code, so that its modules can be large', () => {
  const { width, height, path } = squareSymbol(CODE);
  expect([width, height]).toEqual([21, 21]);
  expect(path.startsWith('M0 0h1v1h-1z')).toBe(true); // the finder's corner
});
