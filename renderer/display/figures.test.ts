import { expect, test } from 'vitest';
import { emsOf } from './figures.ts';

test('a longer amount is wider, and so is a longer sign', () => {
  const widths = [emsOf('¥', '8.00'), emsOf('¥', '128.00'), emsOf('HK$', '128.00'), emsOf('¥', '99,999,999.99')];
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(new Set(widths).size).toBe(widths.length);
});

test('points are narrower than figures', () => {
  expect(emsOf('¥', '1.00')).toBeLessThan(emsOf('¥', '1000'));
});
