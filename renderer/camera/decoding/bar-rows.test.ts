import { expect, test } from 'vitest';
import { linearBars } from '../../phone/bar-code.ts';
import { mayBeCode } from './bar-rows.ts';
import type { Grey } from './grey.ts';

const FIELD = { x: 160, y: 120, angle: 0, across: 140, along: 30 } as const;
const MODULE = 2;

function picture(value: (x: number) => number): Grey {
  const row = Array.from({ length: 320 }, (_, x) => value(x));
  const values = Uint8ClampedArray.from({ length: 320 * 240 }, (_, n) => row[n % 320] ?? 0);
  return { width: 320, height: 240, values };
}

const bars = linearBars('134512345678907712');

function codeAt(x: number): number {
  return bars.some((bar) => x >= 26 + bar.x * MODULE && x < 26 + (bar.x + bar.width) * MODULE) ? 30 : 210;
}

test('bars of a code may be a code', () => {
  expect(mayBeCode(picture(codeAt), FIELD)).toBe(true);
});

test('a field that reaches far above its code may be one too', () => {
  const grey = picture(codeAt);
  grey.values.fill(200, 0, 320 * 115);
  expect(mayBeCode(grey, FIELD)).toBe(true);
});

const others: readonly (readonly [string, Grey])[] = [
  ['stripes', picture((x) => (Math.floor(x / 3) % 2) * 180)],
  ['the edge of a box', picture((x) => (x < 150 ? 40 : 200))],
  ['a few broad bars', picture((x) => (Math.floor(x / 20) % 2) * 180)],
  ['an even surface', picture(() => 100)],
];

test.each(others)('%s: no code', (_what, grey) => {
  expect(mayBeCode(grey, FIELD)).toBe(false);
});
