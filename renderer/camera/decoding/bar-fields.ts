import type { Area } from '../area.ts';
import type { Grey } from './grey.ts';

/** A patch of the picture whose edges all run the same way: bars, perhaps. Lengths in pixels, angle in radians. */
export type BarField = {
  readonly x: number; // its middle
  readonly y: number;
  readonly angle: number; // the direction across the bars, from one bar to the next
  readonly across: number; // how far it reaches from the middle in that direction, at most
  readonly along: number; // and in the direction of the bars
};

/** Pixels along the side of a cell: small enough for a code 25 px high, large enough to drown a pixel's noise. */
const CELL = 8;

/** A cell's edges agree when this share of their strength points one way. Bars under noise reach 0.6, print and noise stay below. */
const AGREEMENT = 0.45;

/** A cell counts when its edges have this share of the strength of the picture's strong ones. */
const STRENGTH = 0.06;

/** Neighbouring cells belong together while their directions differ by less: perspective fans bars out by little. */
const SAME_WAY = (18 * Math.PI) / 180;

/** The least extent of a code across its bars: 134 modules at half a pixel. */
const LEAST_ACROSS = 60;

/**
 * Finds where bars might be, strongest first.
 *
 * The structure tensor of each cell tells how strong its edges are and whether they run the same way (Bigün and Granlund, 1987);
 * touching cells that agree are one field.
 */
export function findBarFields(grey: Grey, most: number): readonly BarField[] {
  const columns = Math.floor(grey.width / CELL);
  const rows = Math.floor(grey.height / CELL);
  const [xx, yy, xy] = spread(tensors(grey, columns, rows), columns, rows);
  const strength = new Float32Array(columns * rows);
  for (let cell = 0; cell < strength.length; cell++) {
    strength[cell] = lengthOf(at(xx, cell) - at(yy, cell), 2 * at(xy, cell));
  }
  const some = strength.filter((_, cell) => cell % 4 === 0).sort();
  const strong = some[Math.floor(some.length * 0.99)] ?? 0;
  const isBar = strength.map((value, cell) => Number(value > STRENGTH * strong && value > AGREEMENT * (at(xx, cell) + at(yy, cell))));
  const angle = isBar.map((is, cell) => (is ? Math.atan2(2 * at(xy, cell), at(xx, cell) - at(yy, cell)) / 2 : 0));
  const fields: { readonly field: BarField; readonly weight: number }[] = [];
  for (let seed = 0; seed < isBar.length; seed++) {
    if (!isBar[seed]) continue;
    const cells = flood(seed, columns, rows, isBar, angle);
    const field = fieldOf(cells, columns, [xx, yy, xy]);
    if (field.across * 2 < LEAST_ACROSS) continue;
    fields.push({ field, weight: cells.reduce((sum, cell) => sum + Math.sqrt(at(strength, cell)), 0) });
  }
  return fields
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ field }) => field);
}

type Tensors = readonly [Float32Array, Float32Array, Float32Array];

function tensors({ width, values }: Grey, columns: number, rows: number): Tensors {
  const [xx, yy, xy] = [0, 1, 2].map(() => new Float32Array(columns * rows)) as [Float32Array, Float32Array, Float32Array];
  // Every other row: noise and bars are the same in the next, and it takes half the time.
  for (let y = 1; y < rows * CELL - 1; y += 2) {
    const row = Math.floor(y / CELL) * columns;
    for (let column = 0; column < columns; column++) {
      const cell = row + column;
      let sumXx = 0;
      let sumYy = 0;
      let sumXy = 0;
      const first = y * width + column * CELL + (column === 0 ? 1 : 0);
      const last = y * width + (column + 1) * CELL - (column === columns - 1 ? 1 : 0);
      for (let place = first; place < last; place++) {
        const dx = (values[place + 1] as number) - (values[place - 1] as number);
        const dy = (values[place + width] as number) - (values[place - width] as number);
        sumXx += dx * dx;
        sumYy += dy * dy;
        sumXy += dx * dy;
      }
      xx[cell] = at(xx, cell) + sumXx;
      yy[cell] = at(yy, cell) + sumYy;
      xy[cell] = at(xy, cell) + sumXy;
    }
  }
  return [xx, yy, xy];
}

/** Each cell and its eight neighbours together, the cell itself counting three times. Beyond the border there is nothing. */
function spread(layers: Tensors, columns: number, rows: number): Tensors {
  return layers.map((layer) => {
    const beside = new Float32Array(layer.length);
    const out = new Float32Array(layer.length);
    for (let cell = 0; cell < layer.length; cell++) {
      const column = cell % columns;
      const left = column === 0 ? 0 : at(layer, cell - 1);
      beside[cell] = left + at(layer, cell) + (column === columns - 1 ? 0 : at(layer, cell + 1));
    }
    for (let cell = 0; cell < layer.length; cell++) {
      const above = cell < columns ? 0 : at(beside, cell - columns);
      const below = cell >= columns * (rows - 1) ? 0 : at(beside, cell + columns);
      out[cell] = above + at(beside, cell) + below + 2 * at(layer, cell);
    }
    return out;
  }) as unknown as Tensors;
}

/** All cells that touch the seed, directly or through others; they are taken off the map. */
function flood(seed: number, columns: number, rows: number, isBar: Float32Array, angle: Float32Array): readonly number[] {
  const cells = [seed];
  isBar[seed] = 0;
  for (const cell of cells) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    for (let n = 0; n < 9; n++) {
      const [r, c] = [row + Math.floor(n / 3) - 1, column + (n % 3) - 1];
      const next = r * columns + c;
      if (r < 0 || c < 0 || r >= rows || c >= columns || !isBar[next]) continue;
      if (Math.abs(Math.sin(at(angle, next) - at(angle, cell))) > Math.sin(SAME_WAY)) continue;
      isBar[next] = 0;
      cells.push(next);
    }
  }
  return cells;
}

function fieldOf(cells: readonly number[], columns: number, [xx, yy, xy]: Tensors): BarField {
  const sum = (layer: Float32Array) => cells.reduce((total, cell) => total + at(layer, cell), 0);
  const angle = Math.atan2(2 * sum(xy), sum(xx) - sum(yy)) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [u, v] = [span(), span()];
  for (const cell of cells) {
    const x = ((cell % columns) + 0.5) * CELL;
    const y = (Math.floor(cell / columns) + 0.5) * CELL;
    u.take(x * cos + y * sin);
    v.take(y * cos - x * sin);
  }
  const [middleU, middleV] = [u.middle(), v.middle()];
  return {
    x: middleU * cos - middleV * sin,
    y: middleU * sin + middleV * cos,
    angle,
    across: u.reach() + CELL / 2,
    along: v.reach() + CELL / 2,
  };
}

/** The part of the picture that holds a field and what belongs to it: its quiet zones, and bars at its ends that were too weak to be taken for some. */
export function areaAround({ x, y, angle, across, along }: BarField, { width, height }: Grey): Area {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [wide, high] = [across * 1.2 + 16, along + 8];
  const [left, right] = [x - wide * cos - high * sin, x + wide * cos + high * sin];
  const [top, bottom] = [y - wide * sin - high * cos, y + wide * sin + high * cos];
  const from = { x: Math.max(0, Math.floor(left)), y: Math.max(0, Math.floor(top)) };
  return { ...from, width: Math.min(width, Math.ceil(right)) - from.x, height: Math.min(height, Math.ceil(bottom)) - from.y };
}

function span() {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    take(value: number): void {
      least = Math.min(least, value);
      most = Math.max(most, value);
    },
    middle: () => (least + most) / 2,
    reach: () => (most - least) / 2,
  };
}

/** `Math.hypot` takes thirty times as long. */
function lengthOf(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? 0;
}
