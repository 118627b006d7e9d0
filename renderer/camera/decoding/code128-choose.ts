import { PAIRS, SYMBOLS } from './code128-grid.ts';
import { CHECK_MODULUS, START_PAIRS } from './code128-table.ts';

/** Digit pairs: symbols 0 to 99. */
const PAIR_SYMBOLS = 100;

export type Choice = {
  readonly symbols: readonly number[]; // nine pairs and the check symbol
  readonly cost: number;
  readonly nextCost: number; // of the cheapest other choice whose check symbol is right too
};

/**
 * The cheapest row of symbols among all whose check symbol is right: a shortest path over place and running sum (Viterbi, 1967).
 * @param costs `costs[place][symbol]`: what it costs to read a symbol at a place, nine pairs and the check symbol
 */
export function choose(costs: readonly Float32Array[]): Choice {
  const before = [start()];
  for (let place = 0; place < PAIRS; place++) before.push(advance(before[place] as Float64Array, costs[place] as Float32Array, place));
  const after: Float64Array[] = [];
  after[PAIRS] = Float64Array.from({ length: CHECK_MODULUS }, (_, sum) => costs[PAIRS]?.[sum] ?? Number.POSITIVE_INFINITY);
  for (let place = PAIRS - 1; place >= 0; place--)
    after[place] = retreat(after[place + 1] as Float64Array, costs[place] as Float32Array, place);
  const cost = Math.min(...(after[0] as Float64Array).slice(START_PAIRS % CHECK_MODULUS, (START_PAIRS % CHECK_MODULUS) + 1));
  const symbols: number[] = [];
  let sum = START_PAIRS % CHECK_MODULUS;
  let nextCost = Number.POSITIVE_INFINITY;
  for (let place = 0; place < PAIRS; place++) {
    const through = throughEach(before[place] as Float64Array, costs[place] as Float32Array, after[place + 1] as Float64Array, place);
    const symbol = cheapest(costs[place] as Float32Array, after[place + 1] as Float64Array, sum, place);
    through.forEach((price, other) => {
      if (other !== symbol) nextCost = Math.min(nextCost, price);
    });
    symbols.push(symbol);
    sum = (sum + symbol * (place + 1)) % CHECK_MODULUS;
  }
  return { symbols: [...symbols, sum].slice(0, SYMBOLS), cost, nextCost };
}

function start(): Float64Array {
  const sums = new Float64Array(CHECK_MODULUS).fill(Number.POSITIVE_INFINITY);
  sums[START_PAIRS % CHECK_MODULUS] = 0;
  return sums;
}

function advance(sums: Float64Array, cost: Float32Array, place: number): Float64Array {
  const out = new Float64Array(CHECK_MODULUS).fill(Number.POSITIVE_INFINITY);
  for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
    const step = (symbol * (place + 1)) % CHECK_MODULUS;
    for (let sum = 0; sum < CHECK_MODULUS; sum++) {
      const next = sum + step >= CHECK_MODULUS ? sum + step - CHECK_MODULUS : sum + step;
      const price = (sums[sum] as number) + (cost[symbol] as number);
      if (price < (out[next] as number)) out[next] = price;
    }
  }
  return out;
}

function retreat(sums: Float64Array, cost: Float32Array, place: number): Float64Array {
  const out = new Float64Array(CHECK_MODULUS).fill(Number.POSITIVE_INFINITY);
  for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
    const step = (symbol * (place + 1)) % CHECK_MODULUS;
    for (let sum = 0; sum < CHECK_MODULUS; sum++) {
      const next = sum + step >= CHECK_MODULUS ? sum + step - CHECK_MODULUS : sum + step;
      const price = (sums[next] as number) + (cost[symbol] as number);
      if (price < (out[sum] as number)) out[sum] = price;
    }
  }
  return out;
}

/** For each symbol at a place, the cheapest whole row that has it there. */
function throughEach(before: Float64Array, cost: Float32Array, after: Float64Array, place: number): Float64Array {
  const out = new Float64Array(PAIR_SYMBOLS).fill(Number.POSITIVE_INFINITY);
  for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
    const step = (symbol * (place + 1)) % CHECK_MODULUS;
    let best = Number.POSITIVE_INFINITY;
    for (let sum = 0; sum < CHECK_MODULUS; sum++) {
      const next = sum + step >= CHECK_MODULUS ? sum + step - CHECK_MODULUS : sum + step;
      best = Math.min(best, (before[sum] as number) + (after[next] as number));
    }
    out[symbol] = best + (cost[symbol] as number);
  }
  return out;
}

function cheapest(cost: Float32Array, after: Float64Array, sum: number, place: number): number {
  let [best, price] = [0, Number.POSITIVE_INFINITY];
  for (let symbol = 0; symbol < PAIR_SYMBOLS; symbol++) {
    const here = (cost[symbol] as number) + (after[(sum + symbol * (place + 1)) % CHECK_MODULUS] as number);
    if (here < price) [best, price] = [symbol, here];
  }
  return best;
}
