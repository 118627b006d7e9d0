import { type Choice, choose, nextCostOf } from './code128-choose.ts';
import { costsOf } from './code128-costs.ts';
import { FINE, GRID, gridOf, MODULES, PAIRS, type Place, QUIET, REACH, type Responses, SYMBOLS } from './code128-grid.ts';
import { guessPlaces } from './code128-place.ts';
import { START_PAIRS, SYMBOL_MODULES } from './code128-table.ts';
import type { Profile } from './profile.ts';

/** A reading of 18 digits, and how sure it is. */
export type Fit = {
  readonly text: string;
  readonly explained: number; // share of the profile's variance that the code explains, 0 to 1
  readonly lead: number; // how much dearer the next reading is, in parts of what this one leaves unexplained
  readonly forced: number; // what the check symbol forces on top of the cheapest symbols, in the same parts: 0 if they agree with it
  readonly agreed: number; // how many of the two halves read the same by themselves
};

/** Places of a profile that are tried roughly, and of all that are tried, those that are looked at closely. */
const PLACES = 4;
const CLOSELY = 2;

/** A place that leaves such a share unexplained at first sight never came to a right reading: 0.3 was the most of those. */
const HOPELESS = 0.4;

/** Sure enough to look no further. */
const SURE = 0.97;

/** What explains less need not be judged: of right readings none explained less than 0.96. */
const WORTH_JUDGING = 0.85;

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
 * @returns the likeliest reading in either direction, if it explains enough. Whether it is sure enough is the caller's to decide
 */
export function fitCode128(profile: Profile, blurs: readonly Responses[]): Fit | null {
  const middling = blurs[1] as Responses;
  const upsideDown = { mean: reversed(profile.mean), halves: [reversed(profile.halves[0]), reversed(profile.halves[1])] } as const;
  const readings = [profile, upsideDown]
    .flatMap((side) => guessPlaces(side.mean, PLACES).map(({ place }) => roughly(side, place, middling)))
    .filter(({ left }) => left < HOPELESS)
    .sort((a, b) => a.left - b.left);
  let best: Chosen | null = null;
  for (const rough of readings.slice(0, CLOSELY)) {
    const chosen = chosenOf(closely(rough, blurs));
    if (!best || chosen.explained > best.explained) best = chosen;
    if (best.explained > SURE) break;
  }
  return best && best.explained >= WORTH_JUDGING ? judge(best) : null;
}

type Chosen = Choice & { readonly reading: Reading; readonly costs: readonly Float32Array[]; readonly explained: number };

function chosenOf(reading: Reading): Chosen {
  const grid = gridOf(reading.profile.mean, reading.place);
  const costs = costsOf(grid, reading.blur, reading.symbols);
  const choice = choose(costs);
  return { ...choice, reading, costs, explained: 1 - unexplained(grid, modelOf(reading.blur, choice.symbols)) / varianceOf(grid) };
}

function judge({ reading: { profile, place, blur }, costs, symbols, cost, explained }: Chosen): Fit {
  const free = costs.reduce((sum, row) => sum + Math.min(...row), 0);
  const same = (half: Float32Array) => choose(costsOf(gridOf(half, place), blur, symbols)).symbols.join() === symbols.join();
  return {
    text: symbols
      .slice(0, PAIRS)
      .map((pair) => String(pair).padStart(2, '0'))
      .join(''),
    explained,
    lead: (nextCostOf(costs, { symbols, cost }) - cost) / cost,
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

/** The whole code's blackness on the grid, start and stop included. */
function modelOf(blur: Responses, symbols: readonly number[]): Float32Array {
  const model = new Float32Array(GRID);
  const all = [...[START_PAIRS, ...symbols].map((symbol) => blur.symbols[symbol] as Float32Array), blur.stop];
  all.forEach((response, n) => {
    const at = (QUIET + SYMBOL_MODULES * n - REACH) * FINE;
    for (let point = 0; point < response.length; point++) model[at + point] = (model[at + point] as number) + (response[point] as number);
  });
  return model;
}

/** The grid in pieces of two symbols, within which the light is taken to be even. */
const PIECE = SYMBOL_MODULES * FINE * 2;
const PIECES: readonly (readonly [number, number])[] = Array.from({ length: SYMBOLS / 2 + 1 }, (_, n) => [
  n * PIECE,
  n === SYMBOLS / 2 ? GRID : (n + 1) * PIECE,
]);

/** What a whole reading leaves unexplained when it is fitted to each piece with free contrast and brightness. */
function unexplained(grid: Float32Array, model: Float32Array): number {
  let left = 0;
  for (const [from, to] of PIECES) {
    const { variance, spread, both } = comparison(grid, model, from, to);
    left += both > 0 ? variance - (both * both) / spread : variance;
  }
  return left;
}

function varianceOf(grid: Float32Array): number {
  return PIECES.reduce((sum, [from, to]) => sum + comparison(grid, grid, from, to).variance, 0);
}

/** Of a piece: the variance of what is seen and of what is expected, and both together, times its length. */
function comparison(seen: Float32Array, expected: Float32Array, from: number, to: number) {
  let [sumSeen, sumExpected, squareSeen, squareExpected, both] = [0, 0, 0, 0, 0];
  for (let n = from; n < to; n++) {
    const [x, y] = [seen[n] as number, expected[n] as number];
    sumSeen += x;
    sumExpected += y;
    squareSeen += x * x;
    squareExpected += y * y;
    both += x * y;
  }
  const length = to - from;
  return {
    variance: squareSeen - (sumSeen * sumSeen) / length,
    spread: squareExpected - (sumExpected * sumExpected) / length,
    both: both - (sumSeen * sumExpected) / length,
  };
}

function reversed(values: Float32Array): Float32Array {
  return values.slice().reverse();
}
