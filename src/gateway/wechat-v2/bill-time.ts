import { parseBeijingTime } from './beijing-time.ts';

/** `yyyy-MM-dd HH:mm:ss`. Old samples print the colons full-width. */
const WRITTEN = /^(\d{4})-(\d\d)-(\d\d) (\d\d)[:：](\d\d)[:：](\d\d)$/;
const LENGTH = 19;
const DATE_LENGTH = 10;
const [ZERO, SPACE, COLON] = [0x30, 0x20, 0x3a];
const [HOUR_MS, MINUTE_MS, SECOND_MS] = [3_600_000, 60_000, 1_000];

/** Reads the times of a bill: Beijing's wall clock, mostly the same day again and again. */
export class BillTimes {
  readonly #date = new Uint8Array(DATE_LENGTH);
  #dayMs = Number.NaN; // of that date, when it began

  /** @returns ms since 1970, or NaN for no such moment */
  read(bytes: Buffer, from: number, to: number): number {
    if (to - from !== LENGTH || !this.#isSameDay(bytes, from)) return this.#readAnew(bytes, from, to);
    const at = from + DATE_LENGTH;
    if (bytes[at] !== SPACE || bytes[at + 3] !== COLON || bytes[at + 6] !== COLON) return Number.NaN;
    const hour = twoDigits(bytes, at + 1);
    const minute = twoDigits(bytes, at + 4);
    const second = twoDigits(bytes, at + 7);
    if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
    return this.#dayMs + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
  }

  #isSameDay(bytes: Buffer, from: number): boolean {
    for (let at = 0; at < DATE_LENGTH; at++) if (bytes[from + at] !== this.#date[at]) return false;
    return true;
  }

  #readAnew(bytes: Buffer, from: number, to: number): number {
    if (to - from > 2 * LENGTH) return Number.NaN;
    const parts = WRITTEN.exec(bytes.toString('utf8', from, to))?.slice(1);
    if (!parts) return Number.NaN;
    const atMs = parseBeijingTime(parts.join(''));
    const dayMs = parseBeijingTime(`${parts.slice(0, 3).join('')}000000`);
    if (atMs === null || dayMs === null) return Number.NaN;
    this.#date.set(bytes.subarray(from, from + DATE_LENGTH));
    this.#dayMs = dayMs;
    return atMs;
  }
}

/** @returns NaN when they are none */
function twoDigits(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
