import type { Cancel, Clock } from '../../basics/clock.ts';
import type { Log } from '../../log/log.ts';
import type { AppWindow } from './app-window.ts';

/** Waits before a window that went away is opened again, each time longer; the last one repeats: nobody is there who could do it. */
const REOPEN_AFTER_MS = [500, 1_000, 3_000, 10_000, 30_000] as const;
/** Who stayed so long went away for a new reason. */
const HEALTHY_AFTER_MS = 60_000;

export type KioskWindowParts = {
  /** Opens it, each time anew: a ticket works once. */
  readonly open: () => AppWindow;
  readonly clock: Clock;
  readonly log: Log;
};

/** A window that customers look at: whatever ends it, it comes back, until it is closed here. */
export function openKioskWindow({ open, clock, log }: KioskWindowParts): { close(): Promise<void> } {
  let window: AppWindow | null = null;
  let isClosed = false;
  let deaths = 0;
  let stopWaiting: Cancel = () => {};

  function show(): void {
    const sinceMs = clock.monotonicMs();
    const opened = open();
    window = opened;
    log.write('window_opened', { shell: 'kiosk' });
    void opened.ended.then(({ code, failure }) => {
      if (failure === null) log.write('window_closed', { code });
      else log.write('window_failed', { shell: 'kiosk', reason: failure });
      if (isClosed) return;
      if (clock.monotonicMs() - sinceMs >= HEALTHY_AFTER_MS) deaths = 0;
      stopWaiting = clock.after(REOPEN_AFTER_MS[Math.min(deaths, REOPEN_AFTER_MS.length - 1)] ?? 0, show);
      deaths += 1;
    });
  }

  show();
  return {
    async close() {
      isClosed = true;
      stopWaiting();
      await window?.close();
    },
  };
}
