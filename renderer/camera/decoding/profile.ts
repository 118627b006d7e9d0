import type { BarField } from './bar-fields.ts';
import type { Grey } from './grey.ts';

/** Brightness across the bars, averaged along them: two samples a pixel. `halves` are the upper and the lower part alone. */
export type Profile = { readonly mean: Float32Array; readonly halves: readonly [Float32Array, Float32Array] };

/** Samples a pixel: the average along slanted bars knows more than a pixel's width. */
export const SAMPLES = 2;

/** Height of a strip in pixels: enough rows to drown the noise, few enough that slanted bars do not smear. */
const STRIP = 5;

/** Strips of one code resemble each other at least so much (correlation of their edges); print above and below does not. */
const ALIKE = 0.35;

/** How far bars lean off the field's own direction, in pixels a pixel, and how finely that is searched. */
const LEANS = Array.from({ length: 13 }, (_, n) => (n - 6) * 0.022);

/** A strip with less than this share of the strongest one's edges lies beside the code. */
const STRONG = 0.45;

type Strip = { readonly v: number; readonly edges: Float32Array };

/**
 * Averages a field along its bars. The average has the noise of a single row divided by the root of their number, which is what
 * makes codes readable whose single rows are not. Perspective fans bars out, so how they lean is found at either end.
 *
 * @returns nothing if no two strips of the field look alike
 */
export function profileOf(grey: Grey, field: BarField): Profile | null {
  const reach = field.across * 1.12 + 14;
  const strips = stripsOf(grey, field, reach);
  const code = longestAlike(strips);
  const [first, last] = [code[0], code.at(-1)];
  if (!first || !last || code.length < 2) return null;
  const middle = (first.v + last.v) / 2;
  const high = (last.v - first.v + STRIP) / 2 - 1;
  const lean = bestLean(code, middle);
  const sample = (from: number, to: number) => average(grey, field, { reach, middle, from, to, ...lean });
  const halves = [sample(middle - high, middle), sample(middle, middle + high)] as const;
  return { mean: halves[0].map((value, n) => (value + (halves[1][n] ?? 0)) / 2), halves };
}

type Lean = { readonly lean: number; readonly fan: number };
type Band = Lean & { readonly reach: number; readonly middle: number; readonly from: number; readonly to: number };

/** The mean of a band's rows, one pixel apart, each moved by how the bars lean there. */
function average(grey: Grey, { x, y, angle }: BarField, { reach, middle, from, to, lean, fan }: Band): Float32Array {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const { width, height, values } = grey;
  const out = new Float32Array(Math.floor(reach * 2 * SAMPLES));
  const rows = Math.max(1, Math.round(to - from));
  for (let sample = 0; sample < out.length; sample++) {
    const u = sample / SAMPLES - reach;
    const slope = lean + (fan * u) / reach;
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const v = from + ((row + 0.5) * (to - from)) / rows;
      const moved = u + slope * (v - middle);
      const px = x + moved * cos - v * sin;
      const py = y + moved * sin + v * cos;
      const left = px < 0 ? 0 : px > width - 2 ? width - 2 : px | 0;
      const top = py < 0 ? 0 : py > height - 2 ? height - 2 : py | 0;
      const dx = Math.min(1, Math.max(0, px - left));
      const dy = Math.min(1, Math.max(0, py - top));
      const place = top * width + left;
      const upper = (values[place] as number) * (1 - dx) + (values[place + 1] as number) * dx;
      const lower = (values[place + width] as number) * (1 - dx) + (values[place + width + 1] as number) * dx;
      total += upper * (1 - dy) + lower * dy;
    }
    out[sample] = total / rows;
  }
  return out;
}

function stripsOf(grey: Grey, field: BarField, reach: number): readonly Strip[] {
  const high = field.along + 4;
  const count = Math.max(2, Math.floor((high * 2) / STRIP));
  return Array.from({ length: count }, (_, n) => {
    const v = -high + ((n + 0.5) * high * 2) / count;
    const row = average(grey, field, { reach, middle: v, from: v - STRIP / 2, to: v + STRIP / 2, lean: 0, fan: 0 });
    return {
      v,
      edges: row
        .map((_value, place) => (row[place + 2] ?? 0) - (row[place - 2] ?? 0))
        .map((edge, place) => (place < 2 || place > row.length - 3 ? 0 : edge)),
    };
  });
}

/** The longest run of strips that resemble their neighbours, allowing for a lean. */
function longestAlike(strips: readonly Strip[]): readonly Strip[] {
  const strengths = strips.map(({ edges }) => product(edges, edges, 0));
  const least = Math.max(...strengths) * STRONG;
  let best: readonly Strip[] = [];
  let run: Strip[] = [];
  for (const [n, strip] of strips.entries()) {
    const before = run.at(-1);
    if ((strengths[n] as number) < least) {
      run = [];
      continue;
    }
    if (before && !isAlike(before.edges, strip.edges)) run = [];
    run.push(strip);
    if (run.length > best.length) best = [...run];
  }
  return best;
}

function isAlike(a: Float32Array, b: Float32Array): boolean {
  const scale = Math.sqrt(product(a, a, 0) * product(b, b, 0));
  return [0, -1, 1, -2, 2].some((shift) => product(a, b, shift) > ALIKE * scale);
}

function product(a: Float32Array, b: Float32Array, shift: number): number {
  let sum = 0;
  for (let n = 2; n < a.length - 2; n++) sum += (a[n] as number) * (b[n + shift] as number);
  return sum;
}

/** The lean and the fan under which the strips' edges add up to the most: smeared edges are weak. */
function bestLean(strips: readonly Strip[], middle: number): Lean {
  const length = strips[0]?.edges.length ?? 0;
  const few = strips.filter((_, n) => n % Math.ceil(strips.length / 10) === 0);
  let best: Lean & { readonly energy: number } = { lean: 0, fan: 0, energy: 0 };
  const look = (lean: number, fan: number) => {
    let energy = 0;
    for (let sample = 0; sample < length; sample++) {
      const slope = (lean + fan * ((2 * sample) / length - 1)) * SAMPLES;
      let edge = 0;
      for (const strip of few) {
        const place = sample + slope * (strip.v - middle);
        const left = Math.floor(place);
        if (left < 0 || left >= length - 1) continue;
        const share = place - left;
        edge += (strip.edges[left] as number) * (1 - share) + (strip.edges[left + 1] as number) * share;
      }
      energy += edge * edge;
    }
    if (energy > best.energy) best = { lean, fan, energy };
  };
  for (const lean of LEANS) look(lean, 0);
  const straight = best.lean;
  for (const fan of LEANS) for (const more of [-0.022, 0, 0.022]) look(straight + more, fan);
  const near = best;
  for (const more of [-0.011, 0, 0.011]) for (const wider of [-0.011, 0, 0.011]) look(near.lean + more, near.fan + wider);
  return best;
}
