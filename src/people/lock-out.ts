/** Wrong PINs in a row, of a person or at a seat. `sinceMs`: when the last one came, on the monotonic clock. */
export type Strikes = { readonly count: number; readonly sinceMs: number };

/** A finger slips; somebody who guesses does not stop here. */
export const FREE_TRIES = 3;

/** How long nothing is looked at after the wrong PIN that follows the free ones, and after each further one; the last repeats. */
const DELAYS_MS = [5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000] as const;

/** More are not told apart. */
const MOST_COUNTED = FREE_TRIES + DELAYS_MS.length;

/** How long nothing is looked at after so many wrong PINs in a row, in milliseconds. */
export function delayAfter(count: number): number {
  if (count < FREE_TRIES) return 0;
  return DELAYS_MS[Math.min(count - FREE_TRIES, DELAYS_MS.length - 1)] ?? 0;
}

/** One more wrong PIN. */
export function strike(before: Strikes | null, nowMs: number): Strikes {
  return { count: Math.min((before?.count ?? 0) + 1, MOST_COUNTED), sinceMs: nowMs };
}

/** How long until a PIN is looked at again, in milliseconds; 0: at once. */
export function waitMs(strikes: Strikes | null, nowMs: number): number {
  return strikes ? Math.max(0, strikes.sinceMs + delayAfter(strikes.count) - nowMs) : 0;
}
