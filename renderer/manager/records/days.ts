import { storeDay } from '../../text/time-text.ts';

const DAY_MS = 24 * 60 * 60_000;

export type DayChoice = {
  readonly name: 'any' | 'today' | 'yesterday' | 'week';
  readonly fromDay?: string; // `2026-11-22`, in the store's time zone; both days are in it
  readonly untilDay?: string;
};

/** The stretches of days that are asked for most. @param nowMs wall clock */
export function dayChoices(nowMs: number, timeZone: string): readonly DayChoice[] {
  const today = storeDay(nowMs, timeZone);
  const before = (days: number) => dayBefore(today, days);
  return [
    { name: 'any' },
    { name: 'today', fromDay: today, untilDay: today },
    { name: 'yesterday', fromDay: before(1), untilDay: before(1) },
    { name: 'week', fromDay: before(6), untilDay: today },
  ];
}

/** Of calendar days, so that no change of the clocks counts. */
function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
