import type { Clock, Random } from '../basics/clock.ts';

/** The machine's own clocks and timers. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  // Not `performance`, which Node loads at its first use, for a thirtieth of a start.
  monotonicMs() {
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
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
