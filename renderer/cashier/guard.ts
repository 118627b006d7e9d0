import type { Cancel } from '../../src/basics/clock.ts';

/** A second tap meant for the old screen does nothing on the new one. */
export const GUARD_MS = 400;

/** Keeps haste off a screen that has just come. */
export type Guard = { begin(): void; isUp(): boolean };

/** @param lifted told when the screen is live again */
export function createGuard(after: (delayMs: number, callback: () => void) => Cancel, lifted: () => void): Guard {
  let stop: Cancel | null = null;
  return {
    begin() {
      stop?.();
      stop = after(GUARD_MS, () => {
        stop = null;
        lifted();
      });
    },
    isUp: () => stop !== null,
  };
}
