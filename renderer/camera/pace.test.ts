import { expect, test } from 'vitest';
import { areaOf, regionOf } from './area.ts';
import { createPace, type Resolution } from './pace.ts';

function changes(looksMs: readonly number[]): readonly Resolution[] {
  const pace = createPace();
  return looksMs.map((ms) => pace.looked(ms)).filter((change) => change !== null);
}

test('a machine that keeps up stays at the best resolution, single stalls or not', () => {
  expect(changes(Array.from({ length: 100 }, (_, index) => (index % 4 === 0 ? 900 : 30)))).toEqual([]);
});

test('one that does not goes down step by step, and never up again', () => {
  const slow = Array<number>(60).fill(200);
  expect(changes([...slow, ...Array<number>(60).fill(5), ...slow]).map(({ width }) => width)).toEqual([960, 640]);
});

test('a few slow looks at the start decide nothing: the decoder warms up', () => {
  expect(changes([800, 400, 300, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20])).toEqual([]);
});

test.each([
  [1280, 720],
  [640, 480],
  [641, 361],
  [2, 2],
])('areas of %i × %i lie inside, on even pixels, the middle in the middle', (width, height) => {
  for (const region of ['middle', 'whole'] as const) {
    const area = areaOf(region, { width, height });
    expect(Object.values(area).every((length) => length % 2 === 0)).toBe(true);
    expect(area.x + area.width).toBeLessThanOrEqual(width);
    expect(area.y + area.height).toBeLessThanOrEqual(height);
    expect(Math.abs(width - area.width - 2 * area.x)).toBeLessThanOrEqual(3);
  }
  expect(areaOf('middle', { width: 1280, height: 720 })).toEqual({ x: 180, y: 72, width: 920, height: 576 });
});

test('the middle comes first, the whole next', () => {
  expect([0, 1, 2, 3].map(regionOf)).toEqual(['middle', 'whole', 'middle', 'whole']);
});
