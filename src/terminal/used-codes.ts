import type { Clock } from '../basics/clock.ts';
import type { AuthCode } from '../scanner/auth-code.ts';

/** A code lives about a minute; after five nobody can show it again. */
const REMEMBERED_MS = 300_000;
/** More codes than this in five minutes cannot pass one counter. */
const MOST_REMEMBERED = 500;

/** Which payment codes may already be at the acquirer: each works once. In memory only. */
export type UsedCodes = {
  add(code: AuthCode): void;
  /** The code certainly never left: it may be used again. */
  remove(code: AuthCode): void;
  /** How long ago the code was taken, or null when it is fresh. */
  ageMs(code: AuthCode): number | null;
};

export function createUsedCodes(clock: Clock): UsedCodes {
  let used: { readonly code: AuthCode; readonly atMs: number }[] = [];

  function forgetOld(): void {
    const oldestMs = clock.monotonicMs() - REMEMBERED_MS;
    used = used.filter(({ atMs }) => atMs >= oldestMs).slice(-MOST_REMEMBERED);
  }

  return {
    add(code) {
      used.push({ code, atMs: clock.monotonicMs() });
      forgetOld();
    },
    remove(code) {
      used = used.filter((entry) => !entry.code.equals(code));
    },
    ageMs(code) {
      forgetOld();
      const entry = used.find((candidate) => candidate.code.equals(code));
      return entry ? clock.monotonicMs() - entry.atMs : null;
    },
  };
}
