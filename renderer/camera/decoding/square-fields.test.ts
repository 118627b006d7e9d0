import { expect, test } from 'vitest';
import { seededChance } from '../../../bench/scan/chance.ts';
import { drawShot, takeFrame } from '../../../bench/scan/frame-maker.ts';
import { createGreyMaker, type Grey } from './grey.ts';
import { findSquareFields } from './square-fields.ts';

const SIZE = { width: 640, height: 480 } as const;

function even(value: (x: number, y: number) => number): Grey {
  const values = Uint8ClampedArray.from({ length: 640 * 480 }, (_, n) => value(n % 640, Math.floor(n / 640)));
  return { ...SIZE, values };
}

test.each([95, 180, 330])('a QR of %s px is found, turned or not', (width) => {
  for (const turn of [0, 0.4, Math.PI / 4]) {
    const shot = drawShot(17, 'qr', SIZE);
    const grey = createGreyMaker().luma(takeFrame({ ...shot, glare: 0, pose: { ...shot.pose, x: 320, y: 240, width, turn } }));
    const isAround = findSquareFields(grey, 2).some((area) => {
      const [right, bottom] = [area.x + area.width, area.y + area.height];
      return area.x < 320 - width / 3 && right > 320 + width / 3 && area.y < 240 - width / 3 && bottom > 240 + width / 3;
    });
    expect(isAround).toBe(true);
  }
});

test('a QR in the dark, noisy, is found', () => {
  const shot = { ...drawShot(17, 'qr', SIZE), light: 0.25, noise: 14 };
  expect(findSquareFields(createGreyMaker().luma(takeFrame(shot)), 2)).not.toEqual([]);
});

const chance = seededChance(5);
const empty: readonly (readonly [string, Grey])[] = [
  ['an even surface', even(() => 90)],
  ['noise', even(() => 120 + 15 * chance.normal())],
  ['stripes', even((x) => (Math.floor(x / 6) % 2) * 200)],
  ['slanting stripes', even((x, y) => (Math.floor((x + y) / 6) % 2) * 200)],
  ['boxes', even((x, y) => (x > 200 && x < 400 && y > 100 && y < 300 ? 200 : 60))],
  ['a picture of a single pixel', { width: 1, height: 1, values: new Uint8ClampedArray(1) }],
];

test.each(empty)('%s: nothing is found', (_what, grey) => {
  expect(findSquareFields(grey, 2)).toEqual([]);
});
