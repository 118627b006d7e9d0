import type { Cancel } from '../basics/clock.ts';

/** Answers held open at a time: event streams, screens, callers who wait. A till needs a handful. */
const MAX_HELD = 64;

/** Answers that stay open until something happens; ended together when the host closes. */
export type Held = {
  /** @param end ends the answer; called once at most. @returns lets go of it, or null when too many are held */
  hold(end: () => void): Cancel | null;
  /** Ends them all; from then on none is held. */
  endAll(): void;
};

export function createHeld(): Held {
  const ends = new Set<() => void>();
  let ended = false;
  return {
    hold(end) {
      if (ended || ends.size >= MAX_HELD) return null;
      ends.add(end);
      return () => ends.delete(end);
    },
    endAll() {
      ended = true;
      for (const end of [...ends]) end();
    },
  };
}
