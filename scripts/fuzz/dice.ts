/** Chance from one seed, and quick: most of a run is spent on making inputs and reading them. */
export type Dice = {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
};

/** Source: mulberry32, a small generator of good enough spread. */
export function throwDice(seed: number): Dice {
  let state = seed >>> 0;
  function below(limit: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
  return { below, pick: <T>(from: readonly T[]) => from[below(from.length)] as T };
}

/** The seed of one input: by the run's seed and the input's number alone, so that any input can be made again. */
export function seedOf(run: number, input: number): number {
  let mixed = (Math.imul(run, 0x9e3779b1) ^ Math.imul(input, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
