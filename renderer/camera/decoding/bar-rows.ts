import type { BarField } from './bar-fields.ts';
import type { Grey } from './grey.ts';

/** Rows are taken at these shares of the field's height: the field may hold more than the code. */
const HEIGHTS = [-0.6, -0.3, 0, 0.3, 0.6];

/** Lines, a pixel apart, whose mean is a row. */
const LINES = 5;

/**
 * What a payment code's row shows at the least, however blurred: so many turns between dark and bright, and bars of so different widths (their
 * deviation in parts of their mean). Of 508 that were read none had fewer than 34 turns or less than 0.32; the edge of a box has few, stripes are all alike.
 */
const LEAST_TURNS = 26;
const LEAST_VARIETY = 0.25;

/** A turn goes at least so far: in parts of the strong differences between neighbours, and in grey values. */
const SWING = 0.5;
const LEAST_SWING = 3;

/** Whether the bars of a field may be those of a code: a few rows across it, which cost a hundredth of averaging it. */
export function mayBeCode(grey: Grey, field: BarField): boolean {
  return HEIGHTS.some((height) => {
    const turns = turnsOf(rowOf(grey, field, height * field.along));
    return turns.length >= LEAST_TURNS && varietyOf(turns) >= LEAST_VARIETY;
  });
}

function rowOf({ width, height, values }: Grey, { x, y, angle, across }: BarField, aside: number): Float32Array {
  const reach = across * 1.05 + 6;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Float32Array.from({ length: Math.floor(reach * 2) }, (_, place) => {
    let total = 0;
    for (let line = 0; line < LINES; line++) {
      const [u, v] = [place - reach, aside + line - (LINES - 1) / 2];
      const px = Math.min(width - 1, Math.max(0, Math.round(x + u * cos - v * sin)));
      const py = Math.min(height - 1, Math.max(0, Math.round(y + u * sin + v * cos)));
      total += values[py * width + px] as number;
    }
    return total / LINES;
  });
}

/** Where brightness turns, small waverings left out. */
function turnsOf(row: Float32Array): readonly number[] {
  const steps = row.map((value, place) => Math.abs(value - (row[place - 1] ?? value))).sort();
  const swing = Math.max(LEAST_SWING, SWING * (steps[Math.floor(steps.length * 0.95)] ?? 0));
  const turns: number[] = [];
  let [rises, peak, at] = [true, row[0] ?? 0, 0];
  row.forEach((value, place) => {
    const further = rises ? value - peak : peak - value;
    if (further >= 0) [peak, at] = [value, place];
    if (further >= -swing) return;
    turns.push(at);
    [rises, peak, at] = [!rises, value, place];
  });
  return turns;
}

function varietyOf(turns: readonly number[]): number {
  const gaps = turns.slice(1).map((turn, n) => turn - (turns[n] as number));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length) / mean;
}
