import type { Shift } from '../../../src/contract/shift.ts';
import { yuan } from '../../text/amount-text.ts';
import type { ShiftsText } from '../../text/shifts/shifts-text.ts';
import { clockTime, storeDay } from '../../text/time-text.ts';

/** A difference of the drawer in words: never only a sign. @param fen null: nobody counted */
export function differenceWords(fen: number | null, words: ShiftsText): string {
  if (fen === null) return words.notCounted;
  if (fen === 0) return words.even;
  return fen < 0 ? words.short(yuan(-fen)) : words.over(yuan(fen));
}

/** `08:02 – 16:02`, with the days where it went across midnight. */
export function stretchOf({ openedAt, closedAt }: Pick<Shift, 'openedAt' | 'closedAt'>, timeZone: string): string {
  const from = clockTime(openedAt, timeZone);
  if (closedAt === null) return `${from}\u00a0–`; // the dash stays with its time
  const until = clockTime(closedAt, timeZone);
  const endDay = storeDay(closedAt, timeZone);
  return storeDay(openedAt, timeZone) === endDay ? `${from} – ${until}` : `${from} – ${endDay.slice(5)} ${until}`;
}
