import type { Random } from '../../basics/clock.ts';

/** Chance that comes from one seed, so that a story can be told again. */
export type Chance = Random & {
  /** True about once in `1 / share` calls. */
  happens(share: number): boolean;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of the weighted choices. */
  pick<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
};

/** Source: mulberry32, a small generator of good enough spread for choosing stories. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
    happens: (share) => next() < share,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      throw new Error('nothing to pick from');
    },
  };
}
