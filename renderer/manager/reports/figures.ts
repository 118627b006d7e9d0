import { yuan } from '../../text/amount-text.ts';
import type { ReportWords } from '../../text/report/report-words.ts';

/** Yuan with a true minus. */
export function signedYuan(fen: number): string {
  return fen < 0 ? `−${yuan(-fen)}` : yuan(fen);
}

/** The name of a day's weekday. @param day `2026-11-22` */
export function weekdayOf(day: string, words: ReportWords): string {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return words.weekdays[(sundayFirst + 6) % 7] ?? day;
}
