import { currencySign, yuan } from '../../text/amount-text.ts';
import type { ReportWords } from '../../text/report/report-words.ts';

/** Yuan with a true minus. */
export function signedYuan(fen: number): string {
  return fen < 0 ? `−${yuan(-fen)}` : yuan(fen);
}

/** The same with the currency's sign: `−£12.80`. */
export function signedMoney(amount: number, currency: string): string {
  return `${amount < 0 ? '−' : ''}${currencySign(currency)}${yuan(Math.abs(amount))}`;
}

/** Adds up by currency, for pounds are no yuan: `¥12.80 + £3.00`. */
export function sumsText(items: readonly { readonly amount: number; readonly currency: string }[]): string {
  const sums = new Map<string, number>();
  for (const { amount, currency } of items) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => signedMoney(amount, currency)).join(' + ');
}

/** The name of a day's weekday. @param day `2026-11-22` */
export function weekdayOf(day: string, words: ReportWords): string {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return words.weekdays[(sundayFirst + 6) % 7] ?? day;
}
