import type { History } from '../history.ts';
import { factsOf } from '../invariants/invariant.ts';
import type { Violation } from '../judge.ts';
import type { MishapKind, Omissions } from '../mishaps.ts';
import { live } from '../world.ts';

/** A story is lived anew so often at most while it is shortened. */
const MOST_TRIES = 600;
/** What is left out in one round may allow more in the next. */
const MOST_ROUNDS = 3;

/** A story that has been made as short as it could be. */
export type Shrunk = { readonly omitted: Omissions; readonly violation: Violation; readonly history: History; readonly tries: number };

export type ShrinkWanted = {
  readonly seed: number;
  readonly sales: number;
  /** Whether a history still goes wrong in the same way. */
  readonly finds: (history: History) => Violation | null;
};

/** Leaves out sales, then classes of mishaps, then single mishaps, as long as the story still goes wrong. @returns null when it does not go wrong at all */
export async function shrink({ seed, sales, finds }: ShrinkWanted): Promise<Shrunk | null> {
  let tries = 0;
  let best: Omit<Shrunk, 'tries'> | null = null;

  async function attempt(omitted: Omissions): Promise<boolean> {
    if (tries >= MOST_TRIES) return false;
    tries += 1;
    const { history } = await live({ seed, sales, omitted });
    const violation = finds(history);
    if (violation) best = { omitted, violation, history };
    return violation !== null;
  }

  await attempt({ sales: new Set(), kinds: new Set(), places: new Set() });
  for (let round = 0, before = -1; best !== null && round < MOST_ROUNDS && before !== tries; round += 1) {
    const start: number = sizeOf(best);
    await leaveOut(salesIn(sales, best), (more) => attempt({ ...omittedBy(best), sales: union(omittedBy(best).sales, more) }));
    await leaveOut(struckIn(best).kinds, (more) => attempt({ ...omittedBy(best), kinds: union(omittedBy(best).kinds, more) }));
    await leaveOut(struckIn(best).places, (more) => attempt({ ...omittedBy(best), places: union(omittedBy(best).places, more) }));
    before = sizeOf(best) === start ? tries : before;
  }
  return best === null ? null : { ...(best as Omit<Shrunk, 'tries'>), tries };
}

/** Tries to do without all items, then without each half, each quarter, and so on down to single ones. */
async function leaveOut<Item>(items: readonly Item[], goesOn: (omitted: ReadonlySet<Item>) => Promise<boolean>): Promise<void> {
  let left = items;
  for (let size = items.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < left.length; ) {
      const piece = left.slice(at, at + size);
      if (await goesOn(new Set(piece))) left = [...left.slice(0, at), ...left.slice(at + size)];
      else at += size;
    }
  }
}

type Best = Omit<Shrunk, 'tries'> | null;

function omittedBy(best: Best): Omissions {
  return best?.omitted ?? { sales: new Set(), kinds: new Set(), places: new Set() };
}

function salesIn(sales: number, best: Best): readonly number[] {
  return Array.from({ length: sales }, (_, number) => number).filter((number) => !omittedBy(best).sales.has(number));
}

function struckIn(best: Best): { readonly kinds: readonly MishapKind[]; readonly places: readonly string[] } {
  const mishaps = best ? factsOf(best.history, 'mishap') : [];
  return { kinds: [...new Set(mishaps.map(({ mishap }) => mishap))], places: [...new Set(mishaps.map(({ place }) => place))] };
}

function sizeOf(best: Best): number {
  return best ? best.history.facts.length : 0;
}

function union<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...a, ...b]);
}
