import type { Area } from '../area.ts';
import type { Grey } from './grey.ts';

/** Pixels along the side of a cell. A block is two by two cells: its 32 px hold an edge each way even where a module measures 19. */
const CELL = 16;

/** A QR fills at least so many blocks each way, a cell apart: 90 px, seen at a slant, turned by 45°. */
const CORE = 3;

/** Edges in a block's weaker direction are this much stronger than the noise. Of 1,200 frames with a QR, all of them read, the least was 6.4. */
const STRENGTH = 4;

/** The least noise that is reckoned with: a deviation of one grey value. Pictures without any would call everything an edge. */
const LEAST_NOISE = 4_096;

/** Of a picture's blocks so many hold nothing but noise. */
const FLAT = 0.1;

/** What is taken along around a field: the quiet zone, and the edges of the outermost modules. */
const MARGIN = 24;

/**
 * Finds where squares of modules might be: patches with strong edges in all directions, which single edges and stripes do not have. It works on a
 * picture of half the size, because there the noise is half as strong and the modules are not.
 *
 * @returns areas, largest first, which may overlap; none if there can be no QR in the picture
 */
export function findSquareFields(grey: Grey, most: number): readonly Area[] {
  const { weaker, noise, columns, rows } = blocksOf(grey);
  const isStrong = weaker.map((value) => Number(value > STRENGTH * noise));
  const core = new Uint8Array(columns * rows);
  for (let row = 0; row + CORE <= rows; row++) {
    for (let column = 0; column + CORE <= columns; column++) {
      if (!isStrong[row * columns + column]) continue;
      const square = Array.from({ length: CORE * CORE }, (_, n) => (row + Math.floor(n / CORE)) * columns + column + (n % CORE));
      if (square.every((block) => isStrong[block])) for (const block of square) core[block] = 1;
    }
  }
  const areas: Area[] = [];
  for (let seed = 0; seed < core.length; seed++) if (core[seed]) areas.push(areaOf(flood(seed, core, columns), columns, grey));
  return areas.sort((a, b) => b.width * b.height - a.width * a.height).slice(0, most);
}

type Blocks = { readonly weaker: Float64Array; readonly noise: number; readonly columns: number; readonly rows: number };

/** For each block the strength of its edges in its weaker direction: the lesser eigenvalue of its structure tensor (Shi and Tomasi, 1994). */
function blocksOf(grey: Grey): Blocks {
  const { columns: across, rows: down, xx, yy, xy } = cellsOf(halved(grey));
  const [columns, rows] = [Math.max(0, across - 1), Math.max(0, down - 1)];
  const weaker = new Float64Array(columns * rows);
  const all = new Float64Array(columns * rows);
  for (let block = 0; block < weaker.length; block++) {
    const cell = Math.floor(block / columns) * across + (block % columns);
    const sum = (of: Float64Array) =>
      (of[cell] as number) + (of[cell + 1] as number) + (of[cell + across] as number) + (of[cell + across + 1] as number);
    const [sumXx, sumYy, sumXy] = [sum(xx), sum(yy), sum(xy)];
    all[block] = (sumXx + sumYy) / 2;
    weaker[block] = (sumXx + sumYy - Math.sqrt((sumXx - sumYy) ** 2 + 4 * sumXy ** 2)) / 2;
  }
  const noise = Math.max(LEAST_NOISE, all.sort()[Math.floor(all.length * FLAT)] ?? 0);
  return { weaker, noise, columns, rows };
}

type Halved = { readonly width: number; readonly height: number; readonly values: Uint16Array };

/** Sums of two by two pixels. */
function halved({ width, height, values }: Grey): Halved {
  const [wide, high] = [width >> 1, height >> 1];
  const out = new Uint16Array(wide * high);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const at = 2 * (y * width + x);
      out[y * wide + x] =
        (values[at] as number) + (values[at + 1] as number) + (values[at + width] as number) + (values[at + width + 1] as number);
    }
  }
  return { width: wide, height: high, values: out };
}

type Cells = Readonly<Record<'xx' | 'yy' | 'xy', Float64Array>> & { readonly columns: number; readonly rows: number };

function cellsOf({ width, height, values }: Halved): Cells {
  const side = CELL / 2;
  const [columns, rows] = [Math.floor(width / side), Math.floor(height / side)];
  const [xx, yy, xy] = [new Float64Array(columns * rows), new Float64Array(columns * rows), new Float64Array(columns * rows)];
  for (let y = 1; y < rows * side - 1; y++) {
    for (let column = 0; column < columns; column++) {
      let sumXx = 0;
      let sumYy = 0;
      let sumXy = 0;
      const first = y * width + column * side + (column === 0 ? 1 : 0);
      const last = y * width + (column + 1) * side - (column === columns - 1 ? 1 : 0);
      for (let at = first; at < last; at++) {
        const dx = (values[at + 1] as number) - (values[at - 1] as number);
        const dy = (values[at + width] as number) - (values[at - width] as number);
        sumXx += dx * dx;
        sumYy += dy * dy;
        sumXy += dx * dy;
      }
      const cell = Math.floor(y / side) * columns + column;
      xx[cell] = (xx[cell] as number) + sumXx;
      yy[cell] = (yy[cell] as number) + sumYy;
      xy[cell] = (xy[cell] as number) + sumXy;
    }
  }
  return { columns, rows, xx, yy, xy };
}

/** All blocks that touch the seed, directly or through others; they are taken off the map. */
function flood(seed: number, core: Uint8Array, columns: number): readonly number[] {
  const blocks = [seed];
  core[seed] = 0;
  for (const block of blocks) {
    const column = block % columns;
    const beside = [column > 0 ? block - 1 : -1, column < columns - 1 ? block + 1 : -1, block - columns, block + columns];
    for (const next of beside) {
      if (!core[next]) continue;
      core[next] = 0;
      blocks.push(next);
    }
  }
  return blocks;
}

function areaOf(blocks: readonly number[], columns: number, { width, height }: Grey): Area {
  const xs = blocks.map((block) => (block % columns) * CELL);
  const ys = blocks.map((block) => Math.floor(block / columns) * CELL);
  const [x, y] = [Math.max(0, Math.min(...xs) - MARGIN), Math.max(0, Math.min(...ys) - MARGIN)];
  return {
    x,
    y,
    width: Math.min(width, Math.max(...xs) + 2 * CELL + MARGIN) - x,
    height: Math.min(height, Math.max(...ys) + 2 * CELL + MARGIN) - y,
  };
}
