import { PAIRS } from './code128-grid.ts';
import { CHECK_MODULUS, START_PAIRS } from './code128-table.ts';

/** Digit pairs: symbols 0 to 99. */
const PAIR_SYMBOLS = 100;

/** The running sum of the check symbol, before the first pair. */
const BEGIN = START_PAIRS % CHECK_MODULUS;

export type Choice = {
  readonly symbols: readonly number[]; // nine pairs and the check symbol
  readonly cost: number;
};

/** `prices[sum]`: what the cheapest way costs, by the running sum at a place. Written twice in a row, so that a sum may be counted on beyond the modulus. */
type Prices = Float64Array;

/**
 * The cheapest row of symbols among all whose check symbol is right: a shortest path over place and running sum (Viterbi, 1967).
 * @param costs `costs[place][symbol]`: what it costs to read a symbol at a place, nine pairs and the check symbol
 */
export function choose(costs: readonly Float32Array[]): Choice {
  const after = pricesAfter(costs);
  const symbols: number[] = [];
  let sum = BEGIN;
  for (let place = 0; place < PAIRS; place++) {
    const symbol = cheapest(costs[place] as Float32Array, after[place + 1] as Prices, sum, place);
    symbols.push(symbol);
    sum = (sum + symbol * (place + 1)) % CHECK_MODULUS;
  }
  return { symbols: [...symbols, sum], cost: (after[0] as Prices)[BEGIN] as number };
}

/** What the cheapest other row costs whose check symbol is right too. */
export function nextCostOf(costs: readonly Float32Array[], { symbols }: Choice): number {
  const after = pricesAfter(costs);
  let before = atSum(BEGIN);
  let next = Number.POSITIVE_INFINITY;
  for (let place = 0; place < PAIRS; place++) {
    const cost = costs[place] as Float32Array;
    for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
      if (symbol === symbols[place]) continue;
      next = Math.min(next, (cost[symbol] as number) + cheapestThrough(before, after[place + 1] as Prices, stepOf(symbol, place)));
    }
    before = relaxed(before, cost, (symbol) => CHECK_MODULUS - stepOf(symbol, place));
  }
  return next;
}

/** What the rest of a row costs at each place, from the check symbol back to the first pair. */
function pricesAfter(costs: readonly Float32Array[]): readonly Prices[] {
  const after: Prices[] = [];
  after[PAIRS] = Float64Array.from(
    { length: 2 * CHECK_MODULUS },
    (_, sum) => costs[PAIRS]?.[sum % CHECK_MODULUS] ?? Number.POSITIVE_INFINITY,
  );
  for (let place = PAIRS - 1; place >= 0; place--)
    after[place] = relaxed(after[place + 1] as Prices, costs[place] as Float32Array, (symbol) => stepOf(symbol, place));
  return after;
}

/** By how much a symbol moves the running sum. */
function stepOf(symbol: number, place: number): number {
  return (symbol * (place + 1)) % CHECK_MODULUS;
}

function atSum(sum: number): Prices {
  const prices = new Float64Array(2 * CHECK_MODULUS).fill(Number.POSITIVE_INFINITY);
  prices[sum] = prices[sum + CHECK_MODULUS] = 0;
  return prices;
}

/** The prices one place on. @param from how far beyond its own a symbol's sum lies, where it is reached from; less than the modulus or equal */
function relaxed(prices: Prices, cost: Float32Array, from: (symbol: number) => number): Prices {
  const out = new Float64Array(2 * CHECK_MODULUS).fill(Number.POSITIVE_INFINITY);
  for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
    const [step, more] = [from(symbol), cost[symbol] as number];
    for (let sum = 0; sum < CHECK_MODULUS; sum++) {
      const price = (prices[sum + step] as number) + more;
      if (price < (out[sum] as number)) out[sum] = price;
    }
  }
  out.copyWithin(CHECK_MODULUS, 0, CHECK_MODULUS);
  return out;
}

function cheapestThrough(before: Prices, after: Prices, step: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let sum = 0; sum < CHECK_MODULUS; sum++) best = Math.min(best, (before[sum] as number) + (after[sum + step] as number));
  return best;
}

function cheapest(cost: Float32Array, after: Prices, sum: number, place: number): number {
  let [best, price] = [0, Number.POSITIVE_INFINITY];
  for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
    const here = (cost[symbol] as number) + (after[sum + stepOf(symbol, place)] as number);
    if (here < price) [best, price] = [symbol, here];
  }
  return best;
}
