import { expect, test } from 'vitest';
import { interleaved, median, quantile, ratio } from './figures.ts';

test('a quantile is a value that was measured', () => {
  const values = [40, 10, 30, 20];
  expect([quantile(values, 0), median(values), quantile(values, 0.75), quantile(values, 0.99)]).toEqual([10, 20, 30, 40]);
});

test('a machine that is slow for one round changes no ratio', () => {
  expect(ratio([1, 1, 50, 1, 1], [2, 2, 100, 2, 2])).toBe(0.5);
});

test('contenders take turns', async () => {
  const turns: string[] = [];
  const contender = (name: string) => () => turns.push(name);
  const took = await interleaved({ a: contender('a'), b: contender('b') }, 2);
  expect(turns).toEqual(['a', 'b', 'a', 'b']);
  expect(took).toEqual({ a: [1, 3], b: [2, 4] });
});
