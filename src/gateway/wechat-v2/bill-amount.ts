const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
/** What is read has up to six decimals: fees have five. */
const MOST_DECIMALS = 6;
const MOST_DIGITS = 10;
const TO_MILLIONTHS = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => 10 ** (MOST_DECIMALS - decimals));
/** A fen in millionths of a yuan. */
export const FEN = 10_000;

/**
 * Reads yuan as a bill writes them, digit by digit, whatever their decimals: `23.50`, `0.0`, `0`, `-0.14000`. Straight from
 * the bytes: a day has millions of them.
 *
 * @returns millionths of a yuan, or NaN for anything else
 */
export function readMicroYuan(bytes: Uint8Array, from: number, to: number): number {
  const isNegative = bytes[from] === MINUS;
  let at = isNegative ? from + 1 : from;
  const pointAt = indexOfPoint(bytes, at, to);
  if (pointAt === at || pointAt - at > MOST_DIGITS || pointAt === to - 1) return Number.NaN;
  const decimals = Math.max(0, to - pointAt - 1);
  if (decimals > MOST_DECIMALS) return Number.NaN;
  let value = 0;
  for (; at < to; at++) {
    if (at === pointAt) continue;
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  const micro = value * (TO_MILLIONTHS[decimals] as number);
  if (!Number.isSafeInteger(micro)) return Number.NaN;
  return isNegative && micro !== 0 ? -micro : micro;
}

/** How many decimals an amount was written with. */
export function decimalsOf(bytes: Uint8Array, from: number, to: number): number {
  return Math.max(0, to - indexOfPoint(bytes, from, to) - 1);
}

/** @returns `to` when there is none */
function indexOfPoint(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== POINT) at++;
  return at;
}
