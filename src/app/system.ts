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

/** The machine's own source of chance. Loaded at its first use: a start needs none, and `node:crypto` would be a tenth of it. */
export const systemRandom: Random = {
  bytes(count) {
    randomBytes ??= process.getBuiltinModule('node:crypto').randomBytes;
    return randomBytes(count);
  },
};

let randomBytes: typeof import('node:crypto').randomBytes | undefined;
