import { assert } from '../basics/assert.ts';
import { type Fen, type FenDelta, fen, fenDelta } from '../money/fen.ts';
import type { Sum } from './report.ts';

/** A count and a sum that grow. */
export type Tally = { add(amount: Fen): void; sum(): Sum };

export function createTally(): Tally {
  let [count, total] = [0, 0];
  return {
    add(amount) {
      count += 1;
      total += amount;
      assert(Number.isSafeInteger(total), 'a sum is beyond what a number holds exactly');
    },
    sum: () => ({ count, fen: fen(total) }),
  };
}

/** What came in and what went back. */
export type Flow = { readonly taken: Tally; readonly refunded: Tally };

export function createFlow(): Flow {
  return { taken: createTally(), refunded: createTally() };
}

export function netOf({ taken, refunded }: Flow): FenDelta {
  return fenDelta(taken.sum().fen - refunded.sum().fen);
}

/** Tallies by name, made when a name is first met, at most `most`: later names share the last. */
export function createGroups<Group>(
  make: () => Group,
  most: number,
): { of(name: string): Group; entries(): readonly (readonly [string, Group])[] } {
  const groups = new Map<string, Group>();
  return {
    of(name) {
      const known = groups.get(name);
      if (known) return known;
      const key = groups.size < most ? name : OTHERS;
      const group = groups.get(key) ?? make();
      groups.set(key, group);
      return group;
    },
    entries: () => [...groups],
  };
}

/** The name of what came after there was no room for more names. */
export const OTHERS = '…';
