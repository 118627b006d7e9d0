/** How wide letters are in bold, in units of the figures' size, a little too wide rather than too narrow. */
const WIDTHS: Readonly<Record<string, number>> = { ',': 0.29, '.': 0.29 };
const FIGURE = 0.63;
/** The sign is half as large as the figures and stands a little apart. */
const SIGN = 0.36;
const SIGN_GAP = 0.09;

/** How wide an amount is, in units of its own size: it shrinks to its room and never wraps. */
export function emsOf(sign: string, figures: string): number {
  const wide = [...figures].reduce((sum, letter) => sum + (WIDTHS[letter] ?? FIGURE), 0);
  return Math.round((wide + [...sign].length * SIGN + SIGN_GAP) * 100) / 100;
}
