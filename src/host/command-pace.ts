import type { Clock } from '../basics/clock.ts';

/** Presses of a person, with a burst for a list that is worked off; a page gone wild is stopped. */
const BURST = 30;
const EVERY_MS = 100;
/** Windows are few; the oldest gives way. */
const MOST_KNOWN = 64;

/** Whether a window may give one more command now: 30 at once, then ten a second. */
export type CommandPace = (window: string) => boolean;

/** Counts commands by window. */
export function createCommandPace(clock: Clock): CommandPace {
  const fullAgainAtMs = new Map<string, number>();
  return (window) => {
    const nowMs = clock.monotonicMs();
    const nextMs = Math.max(fullAgainAtMs.get(window) ?? nowMs, nowMs) + EVERY_MS;
    if (nextMs - nowMs > BURST * EVERY_MS) return false;
    fullAgainAtMs.delete(window);
    fullAgainAtMs.set(window, nextMs);
    for (const oldest of [...fullAgainAtMs.keys()].slice(0, Math.max(0, fullAgainAtMs.size - MOST_KNOWN))) fullAgainAtMs.delete(oldest);
    return true;
  };
}
