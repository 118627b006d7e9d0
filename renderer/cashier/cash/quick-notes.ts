/** What a customer is likely to hand over, in fen: ten, twenty, fifty, a hundred yuan. */
const NOTES = [1_000, 2_000, 5_000, 10_000] as const;
/** More choices are slower to read than typing. */
const MOST = 3;

/**
 * Sums of notes that a customer may hand over for an amount, the smallest first, the amount itself left out: for 35.80 yuan 40, 50 and 100.
 *
 * @param amount fen
 * @returns at most three sums, in fen
 */
export function quickNotes(amount: number): readonly number[] {
  const sums = NOTES.map((note) => Math.ceil(amount / note) * note);
  return [...new Set(sums)]
    .filter((sum) => sum > amount)
    .sort((a, b) => a - b)
    .slice(0, MOST);
}
