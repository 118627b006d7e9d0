import { choose } from './code128-choose.ts';
import { FINE, GRID, gridOf, MODULES, PAIRS, type Place, QUIET, REACH, type Responses, SYMBOLS } from './code128-grid.ts';
import { guessPlaces } from './code128-place.ts';
import { CHECK_MODULUS, START_PAIRS, SYMBOL_MODULES } from './code128-table.ts';
import type { Profile } from './profile.ts';

/** A reading of 18 digits, and how sure it is. */
export type Fit = {
  readonly text: string;
  readonly explained: number; // share of the profile's variance that the code explains, 0 to 1
  readonly lead: number; // how much dearer the next reading is, in parts of what this one leaves unexplained
  readonly forced: number; // what the check symbol forces on top of the cheapest symbols, in the same parts: 0 if they agree with it
  readonly agreed: number; // how many of the two halves read the same by themselves
};

/** Modules of context on either side of a symbol that are compared with it. */
const CONTEXT = 1;
const WINDOW = (SYMBOL_MODULES + 2 * CONTEXT) * FINE;

/** Places of a profile that are tried roughly, and of all that are tried, those that are looked at closely. */
const PLACES = 4;
const CLOSELY = 2;

/** A place that leaves such a share unexplained at first sight never came to a right reading: 0.3 was the most of those. */
const HOPELESS = 0.4;

/** Sure enough to look no further. */
const SURE = 0.97;

type Reading = {
  readonly profile: Profile;
  readonly place: Place;
  readonly symbols: readonly number[] | null;
  readonly blur: Responses;
  readonly left: number; // unexplained variance
};

/**
 * Reads a Code 128 of 18 digits from its profile by comparing it with blurred symbols, which works where bars and spaces have long run into
 * each other: down to a module a pixel. What is known beforehand does the work: how long such a code is, how it begins and ends, and that
 * its check symbol is right. Of all rows of nine pairs the likeliest is taken.
 *
 * @param blurs from `allResponses`
 * @returns the likeliest reading in either direction, however bad: the caller decides whether it is sure enough
 */
export function fitCode128(profile: Profile, blurs: readonly Responses[]): Fit | null {
  const middling = blurs[1] as Responses;
  const upsideDown = { mean: reversed(profile.mean), halves: [reversed(profile.halves[0]), reversed(profile.halves[1])] } as const;
  const readings = [profile, upsideDown]
    .flatMap((side) => guessPlaces(side.mean, PLACES).map(({ place }) => roughly(side, place, middling)))
    .filter(({ left }) => left < HOPELESS)
    .sort((a, b) => a.left - b.left);
  let best: Fit | null = null;
  for (const rough of readings.slice(0, CLOSELY)) {
    const fit = judge(closely(rough, blurs));
    if (!best || fit.explained > best.explained) best = fit;
    if (best.explained > SURE) break;
  }
  return best;
}

function judge({ profile, place, blur, symbols: known }: Reading): Fit {
  const grid = gridOf(profile.mean, place);
  const costs = costsOf(grid, blur, known);
  const { symbols, cost, nextCost } = choose(costs);
  const free = costs.reduce((sum, row) => sum + Math.min(...row), 0);
  const same = (half: Float32Array) => choose(costsOf(gridOf(half, place), blur, symbols)).symbols.join() === symbols.join();
  const pairs = symbols.slice(0, PAIRS).map((pair) => String(pair).padStart(2, '0'));
  return {
    text: pairs.join(''),
    explained: 1 - unexplained(grid, modelOf(blur, symbols)) / varianceOf(grid),
    lead: (nextCost - cost) / cost,
    forced: (cost - free) / cost,
    agreed: profile.halves.filter(same).length,
  };
}

/** How much the cheapest symbols leave unexplained, their neighbours unknown, as a share. */
function roughly(profile: Profile, place: Place, blur: Responses): Reading {
  const grid = gridOf(profile.mean, place);
  const costs = costsOf(grid, blur, null);
  const left = costs.reduce((sum, row) => sum + Math.min(...row), 0);
  return { profile, place, symbols: null, blur, left: left / varianceOf(grid) };
}

/** Place, blur and symbols, each improved in turn while the others stand. */
function closely(rough: Reading, blurs: readonly Responses[]): Reading {
  let best = rough;
  for (let round = 0; round < ROUNDS; round++) {
    const grid = gridOf(best.profile.mean, best.place);
    const { symbols } = choose(costsOf(grid, best.blur, best.symbols));
    if (symbols.join() === best.symbols?.join()) break;
    best = settle({ ...best, left: unexplained(grid, modelOf(best.blur, symbols)) }, symbols, blurs);
  }
  return best;
}

/** Symbols and place settle in two rounds, or never. */
const ROUNDS = 3;

/** Moves the ends and the middle and changes the blur while that explains more. Steps are halved when none helps. */
function settle(reading: Reading, symbols: readonly number[], blurs: readonly Responses[]): Reading {
  const profile = reading.profile.mean;
  let best: Reading = { ...reading, symbols };
  const module = (best.place.to - best.place.from) / MODULES;
  for (const step of [0.4, 0.15]) {
    for (let tries = 0; tries < 3; tries++) {
      const { from, to, middle } = best.place;
      const move = step * module;
      const places: readonly Place[] = [
        { from: from - move, to, middle },
        { from: from + move, to, middle },
        { from, to: to - move, middle },
        { from, to: to + move, middle },
        { from: from - move, to: to - move, middle },
        { from: from + move, to: to + move, middle },
        { from, to, middle: middle - step / MODULES },
        { from, to, middle: middle + step / MODULES },
      ];
      const before = best;
      const model = modelOf(best.blur, symbols);
      for (const place of places) {
        const left = unexplained(gridOf(profile, place), model);
        if (left < best.left) best = { ...best, place, left };
      }
      const grid = gridOf(profile, best.place);
      for (const blur of blurs) {
        const left = unexplained(grid, modelOf(blur, symbols));
        if (left < best.left) best = { ...best, blur, left };
      }
      if (best === before) break;
    }
  }
  return best;
}

/** What each symbol would leave unexplained at each place. @param known the neighbours, where they have been read */
function costsOf(grid: Float32Array, blur: Responses, known: readonly number[] | null): readonly Float32Array[] {
  return Array.from({ length: SYMBOLS }, (_, place) => {
    const at = (QUIET + SYMBOL_MODULES * (place + 1) - CONTEXT) * FINE;
    const seen = centred(grid.subarray(at, at + WINDOW));
    const around = neighbours(blur, place, known);
    const expected = new Float32Array(WINDOW);
    const costs = new Float32Array(CHECK_MODULUS);
    for (let symbol = 0; symbol < CHECK_MODULUS; symbol++) {
      expected.set(around);
      add(expected, blur.symbols[symbol] as Float32Array, (REACH - CONTEXT) * FINE);
      costs[symbol] = leftOf(seen, expected);
    }
    return costs;
  });
}

/** What start, stop and the symbols beside a place add to its window. Unknown symbols: all of them begin with a bar and end with a space. */
function neighbours(blur: Responses, place: number, known: readonly number[] | null): Float32Array {
  const out = new Float32Array(WINDOW);
  const step = SYMBOL_MODULES * FINE;
  const inner = (REACH - CONTEXT) * FINE;
  const before = place === 0 ? START_PAIRS : known?.[place - 1];
  if (before !== undefined) add(out, blur.symbols[before] as Float32Array, inner + step);
  const behind = place === SYMBOLS - 1 ? blur.stop : blur.symbols[known?.[place + 1] ?? START_PAIRS];
  add(out, behind as Float32Array, inner - step);
  return out;
}

/** Adds a response, of which the part from `from` on falls on the window. */
function add(out: Float32Array, response: Float32Array, from: number): void {
  for (let point = 0; point < out.length; point++) out[point] = (out[point] as number) + (response[point + from] ?? 0);
}

function centred(values: Float32Array): Float32Array {
  let mean = 0;
  for (let n = 0; n < values.length; n++) mean += (values[n] as number) / values.length;
  return values.map((value) => value - mean);
}

/** What is left of the seen when the expected is fitted to it with free contrast and brightness. Light on glass changes both within a code. */
function leftOf(seen: Float32Array, expected: Float32Array): number {
  let [sum, square, both, all] = [0, 0, 0, 0];
  for (let n = 0; n < seen.length; n++) {
    const value = expected[n] as number;
    sum += value;
    square += value * value;
    both += value * (seen[n] as number);
    all += (seen[n] as number) ** 2;
  }
  const spread = square - (sum * sum) / seen.length;
  return both > 0 ? all - (both * both) / spread : all;
}

/** What a whole reading leaves unexplained. */
function unexplained(grid: Float32Array, model: Float32Array): number {
  return pieces(grid).reduce((left, [from, to]) => left + leftOf(centred(grid.subarray(from, to)), model.subarray(from, to)), 0);
}

/** The whole code's blackness on the grid, start and stop included. */
function modelOf(blur: Responses, symbols: readonly number[]): Float32Array {
  const model = new Float32Array(GRID);
  const all = [START_PAIRS, ...symbols];
  all.forEach((symbol, n) => {
    add(model.subarray(Math.max(0, (QUIET + SYMBOL_MODULES * n - REACH) * FINE)), blur.symbols[symbol] as Float32Array, 0);
  });
  add(model.subarray((QUIET + SYMBOL_MODULES * (SYMBOLS + 1) - REACH) * FINE), blur.stop, 0);
  return model;
}

function varianceOf(grid: Float32Array): number {
  return pieces(grid).reduce(
    (sum, [from, to]) => sum + centred(grid.subarray(from, to)).reduce((total, value) => total + value * value, 0),
    0,
  );
}

/** The grid in pieces of two symbols, within which the light is taken to be even. */
function pieces(grid: Float32Array): readonly (readonly [number, number])[] {
  const length = SYMBOL_MODULES * FINE * 2;
  return Array.from({ length: Math.floor(grid.length / length) }, (_, n) => [
    n * length,
    n === Math.floor(grid.length / length) - 1 ? grid.length : (n + 1) * length,
  ]);
}

function reversed(values: Float32Array): Float32Array {
  return values.slice().reverse();
}
