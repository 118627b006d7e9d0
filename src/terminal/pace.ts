import type { Clock } from '../basics/clock.ts';

/**
 * Requests of one terminal that nobody stands and waits for, in any second: what an outage or a start left behind. The acquirer names
 * 150 a second for a merchant (micropay's newer twin); fifteen counters that come back at once stay below it. For wrong requests about
 * refunds it names 6; those leave one at a time.
 */
export const BACKLOG_PER_SECOND = 10;
const SECOND_MS = 1_000;

/** Counts what was begun, so that no second has more of it than is allowed. */
export type Pace = {
  /** Milliseconds until the next may begin; 0: now. */
  leftMs(): number;
  begun(): void;
  /** Calls back when the next may begin. */
  after(callback: () => void): void;
};

export function createPace(clock: Clock, perSecond: number): Pace {
  const begunMs: number[] = []; // monotonic, the newest `perSecond`, oldest first

  function leftMs(): number {
    const [oldest] = begunMs;
    return oldest === undefined || begunMs.length < perSecond ? 0 : Math.max(0, oldest + SECOND_MS - clock.monotonicMs());
  }

  return {
    leftMs,
    begun() {
      begunMs.push(clock.monotonicMs());
      if (begunMs.length > perSecond) begunMs.shift();
    },
    after: (callback) => void clock.after(leftMs(), callback),
  };
}
