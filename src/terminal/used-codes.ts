import type { Clock } from '../basics/clock.ts';
import type { AuthCode } from '../scanner/auth-code.ts';

/** A code lives about a minute; after five nobody can show it again. */
const REMEMBERED_MS = 300_000;
/** More codes than this in five minutes cannot pass one counter. */
const MOST_REMEMBERED = 500;
/** Of so many codes alike at both ends, within five minutes, nobody has heard. */
const MOST_ALIKE = 10;

/** Which payment codes may already be at the acquirer: each works once. In memory only. */
export type UsedCodes = {
  add(code: AuthCode): void;
  /** The code certainly never left: it may be used again. */
  remove(code: AuthCode): void;
  /** How long ago the code was taken, or null when it is fresh. */
  ageMs(code: AuthCode): number | null;
};

type Used = { readonly code: AuthCode; readonly atMs: number };

export function createUsedCodes(clock: Clock): UsedCodes {
  // By hint, which two codes may share. A list of them all would be walked, cold, between scan and wire.
  const used = new Map<string, readonly Used[]>(); // least recently used first

  function put(code: AuthCode, entries: readonly Used[]): void {
    used.delete(code.hint());
    if (entries.length > 0) used.set(code.hint(), entries);
  }

  function othersLike(code: AuthCode): readonly Used[] {
    return (used.get(code.hint()) ?? []).filter((entry) => !entry.code.equals(code));
  }

  function forgetOld(): void {
    const oldestMs = clock.monotonicMs() - REMEMBERED_MS;
    for (const [hint, entries] of used) {
      const isOld = entries.every(({ atMs }) => atMs < oldestMs);
      if (!isOld && used.size <= MOST_REMEMBERED) return;
      used.delete(hint);
    }
  }

  return {
    add(code) {
      put(code, [...othersLike(code).slice(1 - MOST_ALIKE), { code, atMs: clock.monotonicMs() }]);
      forgetOld();
    },
    remove: (code) => put(code, othersLike(code)),
    ageMs(code) {
      const entry = used.get(code.hint())?.find((candidate) => candidate.code.equals(code));
      const ageMs = entry ? clock.monotonicMs() - entry.atMs : Number.POSITIVE_INFINITY;
      return ageMs <= REMEMBERED_MS ? ageMs : null;
    },
  };
}
