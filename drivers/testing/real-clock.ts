import type { Clock } from '../../src/basics/clock.ts';

/** The machine's own time, for tests on real wires. */
export const realClock: Clock = {
  wallMs: Date.now,
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
