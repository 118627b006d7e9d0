import type { Cancel, Clock } from '../basics/clock.ts';

/**
 * Waits for work, but not for ever. The work goes on; never rejects.
 *
 * @param orUntil given what ends the wait sooner; returns what takes that back
 */
export async function bounded(
  clock: Pick<Clock, 'after'>,
  work: Promise<unknown>,
  ms: number,
  orUntil?: (end: () => void) => Cancel,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const giveUp = clock.after(ms, end);
    const forget = orUntil?.(end);
    void work.then(end, end);
    function end(): void {
      giveUp();
      forget?.();
      resolve();
    }
  });
}
