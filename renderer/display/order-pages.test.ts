import { expect, test } from 'vitest';
import { orderPages, type Shape } from './order-pages.ts';

const SHAPES: readonly Shape[] = ['wide', 'square', 'tall'];

test.each(SHAPES)('%s: every button is on a page, whatever their number, and no page is empty', (shape) => {
  for (let count = 1; count <= 100; count++) {
    const { columns, rows, pages } = orderPages(count, shape);
    expect(columns * rows * pages).toBeGreaterThanOrEqual(count);
    expect(columns * rows * (pages - 1)).toBeLessThan(count);
  }
});

test.each(SHAPES)('%s: more buttons never make a page hold fewer', (shape) => {
  const held = Array.from({ length: 100 }, (_, index) => orderPages(index + 1, shape)).map(({ columns, rows }) => columns * rows);
  expect(held).toEqual([...held].sort((a, b) => a - b));
});

test('a kiosk shows 24 at once; the small display pages beyond 16', () => {
  expect(orderPages(24, 'wide').pages).toBe(1);
  expect(orderPages(24, 'tall').pages).toBe(1);
  expect([orderPages(16, 'square').pages, orderPages(17, 'square').pages]).toEqual([1, 2]);
});

test('no buttons: one page of nothing', () => {
  expect(orderPages(0, 'wide')).toEqual({ columns: 1, rows: 1, pages: 1 });
});
