import type { Cancel, Clock } from '../basics/clock.ts';

/** A clock whose plans can all be dropped at once, so that nothing acts on what was closed. */
export function stoppableClock(clock: Clock): { readonly clock: Clock; stopClock(): void } {
  const planned = new Set<Cancel>();
  return {
    clock: {
      wallMs: () => clock.wallMs(),
      monotonicMs: () => clock.monotonicMs(),
      after(delayMs, callback) {
        const cancelPlan = clock.after(delayMs, () => {
          planned.delete(cancel);
          callback();
        });
        function cancel(): void {
          planned.delete(cancel);
          cancelPlan();
        }
        planned.add(cancel);
        return cancel;
      },
    },
    stopClock() {
      for (const cancel of planned) cancel();
    },
  };
}
