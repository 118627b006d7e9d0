import type { Cancel } from '../../src/basics/clock.ts';

/** What cannot be undone is held this long. */
export const HOLD_MS = 800;

/** One thing at a time that is done only when its key is held long enough. */
export type Holding = {
  /** @param row what is being held, where that is one of several; null: the deed of the stage */
  start(asked: () => void, row?: string | null): void;
  /** Let go: nothing is done. @returns whether something was being held */
  release(): boolean;
  isHolding(): boolean;
  heldRow(): string | null;
};

/** @param started told when a hold has begun */
export function createHolding(after: (delayMs: number, callback: () => void) => Cancel, started: () => void): Holding {
  let held: { readonly stop: Cancel; readonly row: string | null } | null = null;

  function release(): boolean {
    if (!held) return false;
    held.stop();
    held = null;
    return true;
  }

  return {
    start(asked, row = null) {
      if (held) return;
      held = { stop: after(HOLD_MS, asked), row };
      started();
    },
    release,
    isHolding: () => held !== null,
    heldRow: () => held?.row ?? null,
  };
}
