import type { Clock } from '../basics/clock.ts';

/** Finds the moment the store's day began, so that "today" on the screen is the shop's today. */
export type StoreDay = { startMs(): number };

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** @param timeZone IANA name of the store's zone */
export function createStoreDay(clock: Clock, timeZone: string): StoreDay {
  let parts: Intl.DateTimeFormat | null = null; // made when a screen first asks: it would take 13 ms of the start
  let knownMs = 0;
  let untilMs = 0;
  return {
    startMs() {
      const nowMs = clock.wallMs();
      if (nowMs >= knownMs && nowMs < untilMs) return knownMs;
      parts ??= new Intl.DateTimeFormat('en-GB', { ...CLOCK, timeZone });
      const [hours = 0, minutes = 0, seconds = 0] = parts.format(nowMs).split(':').map(Number);
      const passedMs = (hours * 3600 + minutes * 60 + seconds) * 1000 + (nowMs % 1000);
      knownMs = nowMs - passedMs;
      // Looked up again each hour: days with a clock change are not 24 hours long.
      untilMs = Math.min(nowMs + 3_600_000, knownMs + 86_400_000);
      return knownMs;
    },
  };
}
