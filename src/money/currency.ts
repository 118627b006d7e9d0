/** What may be charged in. Each has two decimals: a fen, cent or penny is a hundredth of it. Source: ISO 4217. */
export const CURRENCIES = ['CNY', 'GBP', 'USD', 'EUR', 'HKD'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Reads a currency at a door. @returns null when the terminal knows none of that name */
export function parseCurrency(text: string): Currency | null {
  return CURRENCIES.find((known) => known === text) ?? null;
}
