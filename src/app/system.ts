import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../basics/clock.ts';

/** The machine's own clocks and timers. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The machine's own source of chance. */
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
