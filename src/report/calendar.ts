import { assert } from '../basics/assert.ts';

declare const brand: unique symbol;

/** A day of the store's calendar: `2026-11-22`. */
export type Day = string & { readonly [brand]: 'Day' };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
/** No zone is further from Greenwich; days that a zone left out altogether are looked past. */
const WIDEST_MS = 16 * 3_600_000;
const MINUTE_MS = 60_000;

const utc = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });

/** Reads a day at a door. @returns null when the calendar has no such day */
export function parseDay(text: string): Day | null {
  if (!DAY.test(text)) return null;
  const day = text as Day;
  return utc.format(numberOf(day) * DAY_MS) === day ? day : null;
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return utc.format((numberOf(day) + count) * DAY_MS) as Day;
}

/** How many days from one to the other, both counted. */
export function countDays(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from) + 1;
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((numberOf(day) + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** Days since 1970-01-01. Source: Howard Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`. */
function numberOf(day: Day): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const shifted = month <= 2 ? year - 1 : year; // the year begins in March, so that the leap day is its last
  const century = Math.floor(shifted / 400);
  const ofCentury = shifted - century * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return century * 146_097 + ofCentury * 365 + Math.floor(ofCentury / 4) - Math.floor(ofCentury / 100) + ofYear - 719_468;
}

/** The store's clock on the wall. All moments are milliseconds since 1970, UTC. */
export type Calendar = {
  dayOf(ms: number): Day;
  /** 0 to 23. */
  hourOf(ms: number): number;
  /** The first moment of a day; where the clock leaps over midnight, the moment after the leap. */
  startMs(day: Day): number;
  /** `2026-11-22 14:32:39` */
  written(ms: number): string;
};

/** @param timeZone IANA name of the store's zone */
export function createCalendar(timeZone: string): Calendar {
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const hours = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const moments = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const dayOf = (ms: number) => days.format(ms) as Day;
  const starts = new Map<Day, number>();

  /** Found by halving: whole minutes, as every zone's offset has been since 1972. */
  function search(day: Day): number {
    const utcMs = numberOf(day) * DAY_MS;
    let [before, from] = [utcMs - WIDEST_MS, utcMs + DAY_MS + WIDEST_MS];
    assert(dayOf(before) < day && dayOf(from) >= day, `no such day: ${day}`);
    while (from - before > MINUTE_MS) {
      const middle = Math.floor((before + from) / 2 / MINUTE_MS) * MINUTE_MS;
      if (dayOf(middle) >= day) from = middle;
      else before = middle;
    }
    return from;
  }

  return {
    dayOf,
    hourOf: (ms) => Number(hours.format(ms)),
    startMs(day) {
      const startMs = starts.get(day) ?? search(day);
      if (starts.size < 1_000) starts.set(day, startMs);
      return startMs;
    },
    written: (ms) => moments.format(ms),
  };
}
