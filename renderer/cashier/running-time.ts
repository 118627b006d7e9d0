import { useEffect, useReducer } from 'react';

/** A moment of the view: `ms` was true when the view came, at `receivedMs` of the page's monotonic clock. */
export type Moment = { readonly ms: number; readonly receivedMs: number };

/** Whole seconds left of a wait, redrawn at each full second. Null where nothing runs. */
export function useSecondsLeft(wait: Moment | null): number | null {
  const leftMs = wait && Math.max(0, wait.ms - sinceReceived(wait));
  const seconds = leftMs === null ? null : Math.ceil(leftMs / 1000);
  useRedrawIn(leftMs !== null && seconds !== null && seconds > 0 ? leftMs - (seconds - 1) * 1000 : null);
  return seconds;
}

/** Milliseconds since something began, redrawn at each full second. Null where nothing runs. */
export function useRunningMs(age: Moment | null): number | null {
  const ageMs = age && age.ms + sinceReceived(age);
  useRedrawIn(ageMs === null ? null : 1000 - (ageMs % 1000));
  return ageMs;
}

/** The wall clock, redrawn each minute. */
export function useWallMs(): number {
  const nowMs = Date.now();
  useRedrawIn(60_000 - (nowMs % 60_000));
  return nowMs;
}

function sinceReceived({ receivedMs }: Moment): number {
  return Math.max(0, performance.now() - receivedMs);
}

/** A little late on purpose: a timer that comes early would draw the same second again. */
const LATE_MS = 8;

function useRedrawIn(delayMs: number | null): void {
  const [count, redraw] = useReducer((n: number) => n + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each redraw plans the next one
  useEffect(() => {
    if (delayMs === null) return;
    const timer = setTimeout(redraw, delayMs + LATE_MS);
    return () => clearTimeout(timer);
  }, [delayMs, count]);
}
