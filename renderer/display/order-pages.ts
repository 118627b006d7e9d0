/** How the page is laid out: by its shape. `wide` 16:9, `square` about 4:3, `tall` upright. */
export type Shape = 'wide' | 'square' | 'tall';

export type Grid = { readonly columns: number; readonly rows: number };

/** From few to many: the first that holds all is taken, so that few buttons are large ones; the last is what a page holds at most. */
const GRIDS: Readonly<Record<Shape, readonly Grid[]>> = {
  wide: grids([1, 1], [2, 1], [3, 1], [2, 2], [3, 2], [4, 2], [4, 3], [5, 3], [5, 4], [6, 4]),
  square: grids([1, 1], [2, 1], [2, 2], [3, 2], [3, 3], [4, 3], [4, 4]),
  tall: grids([1, 1], [1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [2, 5], [2, 6], [3, 5], [3, 6], [3, 8]),
};

/** How many pages the buttons need and which grid all of them share: a page that is not full keeps its keys where they were. */
export function orderPages(count: number, shape: Shape): Grid & { readonly pages: number } {
  const largest = GRIDS[shape].at(-1) ?? { columns: 1, rows: 1 };
  const grid = GRIDS[shape].find(({ columns, rows }) => columns * rows >= count) ?? largest;
  return { ...grid, pages: Math.max(1, Math.ceil(count / (grid.columns * grid.rows))) };
}

function grids(...sizes: readonly (readonly [columns: number, rows: number])[]): readonly Grid[] {
  return sizes.map(([columns, rows]) => ({ columns, rows }));
}
