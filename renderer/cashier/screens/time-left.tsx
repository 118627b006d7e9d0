import type { ReactNode } from 'react';
import { runningTime } from '../../text/time-text.ts';
import { type Moment, useSecondsLeft } from '../running-time.ts';

/** A wait as people read it, `4:18`, redrawn at each second; null when it has run out or nothing runs. */
export function TimeLeft({ wait, write }: { readonly wait: Moment | null; readonly write: (left: string | null) => ReactNode }) {
  const seconds = useSecondsLeft(wait);
  return write(seconds ? runningTime(seconds * 1000) : null);
}

/** A duration of the view, from when the view came. */
export function waitOf(ms: number | null, receivedMs: number): Moment | null {
  return ms === null ? null : { ms, receivedMs };
}
