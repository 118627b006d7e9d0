import { CURRENCIES, type Currency } from '../../money/currency.ts';

/** What the simulated customer pays for a hundred of each currency, in yuan. Made up and fixed: his own money is yuan, whatever a shop asks for. */
const YUAN_PER_HUNDRED: Readonly<Record<Currency, number>> = { CNY: 100, GBP: 940, USD: 720, EUR: 810, HKD: 92 };

/** 50,000 USD. Source: WooshPay, WeChat Pay, transaction limit. The equivalent in other currencies goes by the table above. */
const MOST_FEN = 5_000_000 * (YUAN_PER_HUNDRED.USD / 100);

/** An amount in the customer's own money, in fen. @param amount hundredths of the currency */
export function inFen(amount: number, currency: Currency): number {
  return Math.round((amount * YUAN_PER_HUNDRED[currency]) / 100);
}

export function isOverLimit(amount: number, currency: Currency): boolean {
  return amount * YUAN_PER_HUNDRED[currency] > MOST_FEN * 100;
}

/** Reads a currency in either case. */
export function readCurrency(text: string): Currency | null {
  const upper = text.toUpperCase();
  return CURRENCIES.find((known) => known === upper) ?? null;
}
