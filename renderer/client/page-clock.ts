import type { Cancel } from '../../src/basics/clock.ts';

/** The page's clock, as the client wants it. */
export const pageClock = {
  monotonicMs: () => performance.now(),
  after(delayMs: number, callback: () => void): Cancel {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
