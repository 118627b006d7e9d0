import type { Random } from '../../basics/clock.ts';

/** Chance that comes from one seed, so that a story can be told again. */
export type Chance = Random & {
  /** A stream of its own for this name: what is drawn from one never shifts another, so parts of a story can be left out. */
  of(...name: readonly (string | number)[]): Chance;
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
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  return {
    of: (...name) => createChance(mix(seed, name.join(' '))),
    bytes(count) {
      const bytes = new Uint8Array(count);
      for (let index = 0; index < count; index += 1) bytes[index] = next() >>> 24;
      return bytes;
    },
    happens: (share) => next() < share * 2 ** 32,
    between: (from, to) => from + Math.floor((next() / 2 ** 32) * (to - from + 1)),
    pick(choices) {
      let left = (next() / 2 ** 32) * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      throw new Error('nothing to pick from');
    },
  };
}

/** Source: FNV-1a with the last steps of MurmurHash3, so that neighbouring names lie far apart. */
function mix(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
