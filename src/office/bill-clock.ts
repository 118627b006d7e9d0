import type { BillDate } from '../gateway/bill.ts';
import type { Span } from '../store/journal.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China has one time and no summer time. */
const BEIJING_AHEAD_MS = 8 * HOUR_MS;
/** From this time of the next day. Source: WeChat Pay v2, download bill. */
const READY_AFTER_MS = 10 * HOUR_MS;
/** "At most three months back": the shortest three months. */
const KEPT_DAYS = 89;

/** What did not come is asked for again after the first of these, then the second; the last one goes on. */
const WAITS_MS = [5, 10, 20, 40, 80, 120].map((minutes) => minutes * 60_000);

/** The day of the acquirer that a moment is of, in Beijing wherever the terminal stands. */
export function billDateOf(wallMs: number): BillDate {
  return new Date(wallMs + BEIJING_AHEAD_MS).toISOString().slice(0, 10);
}

/** What a day covers. */
export function spanOf(date: BillDate): Span {
  const fromMs = Date.parse(`${date}T00:00:00Z`) - BEIJING_AHEAD_MS;
  return { fromMs, toMs: fromMs + DAY_MS };
}

/** Every day from one moment to another, both counted, the oldest first. */
export function billDatesOf(fromMs: number, toMs: number): readonly BillDate[] {
  const { fromMs: startMs } = spanOf(billDateOf(fromMs));
  const count = Math.max(1, Math.floor((toMs - startMs) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, index) => billDateOf(startMs + index * DAY_MS));
}

export function dayAfter(date: BillDate): BillDate {
  return billDateOf(spanOf(date).toMs);
}

/** When the acquirer's bill of a day is there, by the wall clock. */
export function readyAtMs(date: BillDate): number {
  return spanOf(date).toMs + READY_AFTER_MS;
}

/** Whether the acquirer has thrown a day's bill away. */
export function isTooOld(date: BillDate, nowMs: number): boolean {
  return spanOf(date).fromMs < nowMs - KEPT_DAYS * DAY_MS;
}

/** How long a bill that did not come is left alone. @param tries that failed so far, 1 or more */
export function waitMs(tries: number): number {
  return WAITS_MS[Math.min(tries, WAITS_MS.length) - 1] ?? HOUR_MS;
}
