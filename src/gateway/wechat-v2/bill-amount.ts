const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
/** `0.00`: five of a line's seven amounts, mostly. */
const [NO_YUAN, NO_YUAN_BYTES] = [0x30302e30, 4];
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
export function readMicroYuan(bytes: DataView, from: number, to: number): number {
  if (to - from === NO_YUAN_BYTES && bytes.getInt32(from, true) === NO_YUAN) return 0;
  const isNegative = from < to && bytes.getUint8(from) === MINUS;
  const begin = isNegative ? from + 1 : from;
  let pointAt = to;
  let value = 0;
  for (let at = begin; at < to; at++) {
    const byte = bytes.getUint8(at);
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (byte === POINT && pointAt === to) pointAt = at;
    else return Number.NaN;
  }
  if (pointAt === begin || pointAt - begin > MOST_DIGITS || pointAt === to - 1) return Number.NaN;
  const decimals = Math.max(0, to - pointAt - 1);
  if (decimals > MOST_DECIMALS) return Number.NaN;
  const micro = value * (TO_MILLIONTHS[decimals] as number);
  if (!Number.isSafeInteger(micro)) return Number.NaN;
  return isNegative && micro !== 0 ? -micro : micro;
}

/** How many decimals an amount was written with. */
export function decimalsOf(bytes: DataView, from: number, to: number): number {
  let at = from;
  while (at < to && bytes.getUint8(at) !== POINT) at++;
  return Math.max(0, to - at - 1);
}
