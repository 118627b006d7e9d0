import { addDays, type Calendar, countDays, type Day, parseDay, weekdayOf } from './calendar.ts';
import { MOST_DAYS } from './create-report.ts';
import type { Stretch } from './report.ts';

/** Stretches that have a word: up to today where they are not over. A week begins on Monday. */
export type NamedStretch = 'today' | 'yesterday' | 'week' | 'month';

/** What somebody asks for: a word, or two days. */
export type AskedStretch = {
  readonly stretch?: NamedStretch | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** @returns null when it is no stretch of days, or too long a one */
export function stretchOf({ stretch, from, to }: AskedStretch, nowMs: number, calendar: Calendar): Stretch | null {
  const today = calendar.dayOf(nowMs);
  if (stretch !== undefined) return NAMED[stretch](today);
  const [first, last] = [parseDay(from ?? ''), parseDay(to ?? from ?? '')];
  if (first === null || last === null) return null;
  const length = countDays(first, last);
  return length >= 1 && length <= MOST_DAYS ? { from: first, to: last } : null;
}

const NAMED: Readonly<Record<NamedStretch, (today: Day) => Stretch>> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  week: (today) => ({ from: addDays(today, -weekdayOf(today)), to: today }),
  month: (today) => ({ from: `${today.slice(0, 8)}01` as Day, to: today }),
};

/** The same days of the week before: as many whole weeks earlier as the stretch is long, one at least. */
export function stretchBefore({ from, to }: Stretch): Stretch {
  const weeks = Math.max(1, Math.ceil(countDays(from, to) / 7));
  return { from: addDays(from, -7 * weeks), to: addDays(to, -7 * weeks) };
}

/** The moment that is as far into the stretch before as now is into a stretch that is not over; null when it is over. */
export function sameMomentBefore(stretch: Stretch, nowMs: number, calendar: Calendar): number | null {
  const today = calendar.dayOf(nowMs);
  if (today < stretch.from || today > stretch.to) return null;
  const before = stretchBefore(stretch);
  const sameDay = addDays(before.from, countDays(stretch.from, today) - 1);
  return calendar.startMs(sameDay) + (nowMs - calendar.startMs(today));
}
