import type { Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';

/** A page or program that hammers at the door must not fill the disk with what is told about it. */
const SAME_EVENT_EVERY_MS = 60_000;

/** Tells each event at most once a minute, and then how often it happened untold. */
export function createSparingLog({ log, clock }: { log: Log; clock: Clock }): Log {
  const told = new Map<string, { atMs: number; untold: number }>();
  return {
    write(event, fields = {}) {
      const last = told.get(event);
      if (last && clock.monotonicMs() - last.atMs < SAME_EVENT_EVERY_MS) {
        last.untold += 1;
        return;
      }
      log.write(event, { ...fields, untold: last?.untold ?? 0 });
      told.set(event, { atMs: clock.monotonicMs(), untold: 0 });
    },
  };
}
