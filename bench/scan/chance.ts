/** Chance with a seed: the same seed makes the same frames on every machine. */
export type Chance = {
  /** 0 ≤ x < 1. */
  next(): number;
  between(least: number, most: number): number;
  /** A whole number, 0 ≤ n < count. */
  index(count: number): number;
  /** Normally distributed, mean 0, deviation 1. */
  normal(): number;
};

/** Mulberry32 by Tommy Ettinger: 32 bits of state are plenty for pictures. */
export function seededChance(seed: number): Chance {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5a0a) >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return {
    next,
    between: (least, most) => least + (most - least) * next(),
    index: (count) => Math.floor(next() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** A payment code's digits: 18, beginning with 10 to 15. */
export function paymentDigits(chance: Chance): string {
  return `1${chance.index(6)}${Array.from({ length: 16 }, () => chance.index(10)).join('')}`;
}
