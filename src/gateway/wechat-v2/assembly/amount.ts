const MINUS: u8 = 0x2d;
const POINT: u8 = 0x2e;
const ZERO: u8 = 0x30;
/** `0.00`: five of a line's seven amounts, mostly. */
const NO_YUAN: u32 = 0x30302e30;
/** What is read has up to six decimals: fees have five. */
const MOST_DECIMALS: i32 = 6;
const MOST_DIGITS: i32 = 10;
/** As far as JavaScript counts. */
const MOST: i64 = 9_007_199_254_740_991;

/** A fen in millionths of a yuan. */
export const FEN: i64 = 10_000;
export const NO_AMOUNT: i64 = i64.MIN_VALUE;

/**
 * Reads yuan as a bill writes them, digit by digit, whatever their decimals: `23.50`, `0.0`, `0`, `-0.14000`.
 *
 * @returns millionths of a yuan, or NO_AMOUNT for anything else
 */
export function readMicroYuan(from: usize, to: usize): i64 {
  if (to - from === sizeof<u32>() && load<u32>(from) === NO_YUAN) return 0;
  const isNegative = from < to && load<u8>(from) === MINUS;
  let digits: i32 = 0;
  let decimals: i32 = -1; // -1: no point yet
  let value: i64 = 0;
  for (let at = isNegative ? from + 1 : from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte === POINT && decimals < 0) {
      decimals = 0;
      continue;
    }
    const digit: u8 = byte - ZERO;
    if (digit > 9) return NO_AMOUNT;
    if (decimals < 0) digits++;
    else decimals++;
    if (digits > MOST_DIGITS || decimals > MOST_DECIMALS) return NO_AMOUNT;
    value = value * 10 + <i64>digit;
  }
  if (digits === 0 || decimals === 0) return NO_AMOUNT;
  for (let left = MOST_DECIMALS - max(decimals, 0); left > 0; left--) value *= 10;
  if (value > MOST) return NO_AMOUNT;
  return isNegative ? -value : value;
}
