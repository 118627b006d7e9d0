import { parseBeijingTime } from './beijing-time.ts';

/** `yyyy-MM-dd HH:mm:ss`. Old samples print the colons full-width. */
const WRITTEN = /^(\d{4})-(\d\d)-(\d\d) (\d\d)[:：](\d\d)[:：](\d\d)$/;
/** With full-width colons. */
const MOST_BYTES = 23;

/**
 * Reads a time of a bill, Beijing's wall clock, of a day that was not told before or otherwise written.
 *
 * @param tellDay hears where its day is written, and when that began
 * @returns ms since 1970, or NaN for no such moment
 */
export function readBillTime(bytes: Buffer, from: number, to: number, tellDay: (from: number, beganMs: number) => void): number {
  if (to - from > MOST_BYTES) return Number.NaN;
  const parts = WRITTEN.exec(bytes.toString('utf8', from, to))?.slice(1);
  if (!parts) return Number.NaN;
  const atMs = parseBeijingTime(parts.join(''));
  const dayMs = parseBeijingTime(`${parts.slice(0, 3).join('')}000000`);
  if (atMs === null || dayMs === null) return Number.NaN;
  tellDay(from, dayMs);
  return atMs;
}
