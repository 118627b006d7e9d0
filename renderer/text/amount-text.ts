import { type Currency, parseCurrency } from '../../src/money/currency.ts';
import { fen, formatYuan } from '../../src/money/fen.ts';

/** Writes fen as yuan for people: `1,234.50`, no currency sign. Never through a fraction. */
export function yuan(amountFen: number): string {
  return formatYuan(fen(amountFen));
}

/** Signs of the currencies as all three languages write them. */
const SIGNS: Readonly<Record<Currency, string>> = { CNY: '¥', GBP: '£', USD: '$', EUR: '€', HKD: 'HK$' };

/** What stands before the figures of a currency. @param currency by its ISO name; one that nobody here knows is written out */
export function currencySign(currency: string): string {
  const known = parseCurrency(currency);
  return known ? SIGNS[known] : `${currency} `;
}

/** Writes an amount with its sign: `¥1,234.50`, `HK$8.00`. @param amount in hundredths of the currency */
export function moneyText(amount: number, currency: string): string {
  return `${currencySign(currency)}${yuan(amount)}`;
}

/** How many digits stand before the point: chooses the size of the large amount. */
export function yuanDigits(amountFen: number): number {
  return String(amountFen).padStart(3, '0').length - 2;
}

/** Writes a count with commas between thousands: `98,813`. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
