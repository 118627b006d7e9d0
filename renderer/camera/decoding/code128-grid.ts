import { START_PAIRS, STOP_WIDTHS, SYMBOL_MODULES, widthsOf } from './code128-table.ts';

/** Nine pairs of digits and the check symbol: what a code of 18 digits carries between start and stop. */
export const PAIRS = 9;
export const SYMBOLS = PAIRS + 1;

/** Start, symbols, stop. */
export const MODULES = SYMBOL_MODULES * (SYMBOLS + 2) + 2;

/** Where a code lies on its profile, in samples. `middle` is how far perspective moves its middle, as a share of its length. */
export type Place = { readonly from: number; readonly to: number; readonly middle: number };

/** Grid points a module; and modules of quiet zone on either side of the grid. */
export const FINE = 4;
export const QUIET = 4;
export const GRID = (MODULES + 2 * QUIET) * FINE;

/** Where a module's edge falls: a line seen at a slant, a projective map that keeps both ends. */
export function positionOf({ from, to, middle }: Place, module: number): number {
  const bend = middle / (0.5 * (0.5 - middle));
  const t = module / MODULES;
  return from + ((to - from) * (1 + bend) * t) / (1 + bend * t);
}

/** Blackness at the grid's points: the profile at the place, upside down. */
export function gridOf(profile: Float32Array, place: Place): Float32Array {
  const out = new Float32Array(GRID);
  const last = profile.length - 1;
  for (let point = 0; point < GRID; point++) {
    const position = Math.min(last, Math.max(0, positionOf(place, (point + 0.5) / FINE - QUIET)));
    const left = Math.min(last - 1, Math.floor(position));
    const share = position - left;
    out[point] = -((profile[left] as number) * (1 - share) + (profile[left + 1] as number) * share);
  }
  return out;
}

/** How far a blurred symbol is felt beyond its own modules. */
export const REACH = 4;

/** A symbol's blackness on the grid, from `REACH` modules before it to as many behind it. */
export type Response = Float32Array;

/** Modules of context on either side of a symbol that are compared with it, and its own with them in grid points. */
export const CONTEXT = 1;
export const WINDOW = (SYMBOL_MODULES + 2 * CONTEXT) * FINE;

/** `sums`, `squares`: of each symbol's response within its window. */
export type Responses = {
  readonly symbols: readonly Response[];
  readonly stop: Response;
  readonly sums: readonly number[];
  readonly squares: readonly number[];
};

/** The blurs that are tried: deviations in modules. Beyond the last, single modules are gone. */
const BLURS = [0.3, 0.5, 0.7, 0.9, 1.15];

export function allResponses(): readonly Responses[] {
  return BLURS.map((blur) => {
    const symbols = Array.from({ length: START_PAIRS + 1 }, (_, symbol) => responseOf(widthsOf(symbol), blur));
    const windows = symbols.map((response) => response.subarray((REACH - CONTEXT) * FINE, (REACH - CONTEXT) * FINE + WINDOW));
    return {
      symbols,
      stop: responseOf(STOP_WIDTHS, blur),
      sums: windows.map((window) => window.reduce((sum, value) => sum + value, 0)),
      squares: windows.map((window) => window.reduce((sum, value) => sum + value * value, 0)),
    };
  });
}

function responseOf(widths: readonly number[], blur: number): Response {
  const modules = widths.reduce((sum, width) => sum + width, 0);
  const out = new Float32Array((modules + 2 * REACH) * FINE);
  let edge = 0;
  widths.forEach((width, n) => {
    if (n % 2 === 0) {
      for (let point = 0; point < out.length; point++) {
        const x = (point + 0.5) / FINE - REACH;
        out[point] = (out[point] as number) + passed((x - edge) / blur) - passed((x - edge - width) / blur);
      }
    }
    edge += width;
  });
  return out;
}

/** The normal distribution function, by Bowling's logistic fit (2009): good to 0.01 %, which is finer than any camera. */
function passed(x: number): number {
  return 1 / (1 + Math.exp(-0.07056 * x ** 3 - 1.5976 * x));
}
