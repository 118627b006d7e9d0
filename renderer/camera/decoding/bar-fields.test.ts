import { expect, test } from 'vitest';
import { findBarFields } from './bar-fields.ts';
import type { Grey } from './grey.ts';

/** Stripes of 6 px in a box 200 × 60 around (160, 120), turned. @param degrees the direction across them */
function stripes(degrees: number): Grey {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const values = Uint8ClampedArray.from({ length: 320 * 240 }, (_, n) => {
    const [x, y] = [(n % 320) - 160, Math.floor(n / 320) - 120];
    const [u, v] = [x * cos + y * sin, y * cos - x * sin];
    return Math.abs(u) < 100 && Math.abs(v) < 30 ? (Math.floor(u / 3) % 2 === 0 ? 20 : 220) : 200;
  });
  return { width: 320, height: 240, values };
}

test.each([0, 17, 45, 90, 140])('bars whose direction is %s° are found where they are', (degrees) => {
  const [field] = findBarFields(stripes(degrees), 1);
  expect(field?.x).toBeGreaterThan(150);
  expect(field?.x).toBeLessThan(170);
  expect(Math.abs(Math.sin((field?.angle ?? 9) - (degrees * Math.PI) / 180))).toBeLessThan(0.08);
  expect(field?.across).toBeGreaterThan(85);
});

test('nothing is found on an even surface', () => {
  expect(findBarFields({ width: 320, height: 240, values: new Uint8ClampedArray(320 * 240).fill(99) }, 3)).toEqual([]);
});

test('a picture smaller than a cell is no trouble', () => {
  expect(findBarFields({ width: 4, height: 4, values: new Uint8ClampedArray(16) }, 3)).toEqual([]);
});
