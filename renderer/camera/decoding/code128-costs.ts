import { CONTEXT, FINE, QUIET, REACH, type Responses, SYMBOLS, WINDOW } from './code128-grid.ts';
import { CHECK_MODULUS, START_PAIRS, SYMBOL_MODULES } from './code128-table.ts';

/** Where in a symbol's response its own window begins. */
const INNER = (REACH - CONTEXT) * FINE;

/**
 * What each symbol would leave unexplained at each place, with free contrast and brightness: light on glass changes both within a code.
 * What is expected is the symbol and its neighbours together, so its sums are theirs, and only two products need to be summed for each symbol.
 *
 * @param known the symbols, where they have been read
 */
export function costsOf(grid: Float32Array, blur: Responses, known: readonly number[] | null): readonly Float32Array[] {
  return Array.from({ length: SYMBOLS }, (_, place) => {
    const at = (QUIET + SYMBOL_MODULES * (place + 1) - CONTEXT) * FINE;
    const seen = centred(grid.subarray(at, at + WINDOW));
    const around = neighbours(blur, place, known);
    const [all, seenAround, sum, square] = [product(seen, seen), product(seen, around), total(around), product(around, around)];
    const costs = new Float32Array(CHECK_MODULUS);
    for (let symbol = 0; symbol < CHECK_MODULUS; symbol++) {
      const response = blur.symbols[symbol] as Float32Array;
      let both = seenAround;
      let cross = 0;
      for (let n = 0; n < WINDOW; n++) {
        const value = response[INNER + n] as number;
        both += value * (seen[n] as number);
        cross += value * (around[n] as number);
      }
      const expected = sum + (blur.sums[symbol] as number);
      const spread = square + 2 * cross + (blur.squares[symbol] as number) - (expected * expected) / WINDOW;
      costs[symbol] = both > 0 ? all - (both * both) / spread : all;
    }
    return costs;
  });
}

/** What start, stop and the symbols beside a place add to its window. Unknown symbols: all of them begin with a bar and end with a space. */
function neighbours(blur: Responses, place: number, known: readonly number[] | null): Float32Array {
  const out = new Float32Array(WINDOW);
  const step = SYMBOL_MODULES * FINE;
  const before = place === 0 ? START_PAIRS : known?.[place - 1];
  if (before !== undefined) add(out, blur.symbols[before] as Float32Array, INNER + step);
  const behind = place === SYMBOLS - 1 ? blur.stop : blur.symbols[known?.[place + 1] ?? START_PAIRS];
  add(out, behind as Float32Array, INNER - step);
  return out;
}

/** Adds a response, of which the part from `from` on falls on the window. */
function add(out: Float32Array, response: Float32Array, from: number): void {
  for (let point = Math.max(0, -from); point < Math.min(out.length, response.length - from); point++) {
    out[point] = (out[point] as number) + (response[point + from] as number);
  }
}

function centred(values: Float32Array): Float32Array {
  const mean = total(values) / values.length;
  return values.map((value) => value - mean);
}

function total(values: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n] as number;
  return sum;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += (a[n] as number) * (b[n] as number);
  return sum;
}
