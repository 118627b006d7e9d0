import { CHECK_MODULUS, START_PAIRS } from './code128-table.ts';

/** The symbol that begins a code of single characters, those that change between the two, and the symbol of a single 0. */
const START_SINGLES = 104;
const TO_PAIRS = 99;
const TO_SINGLES = 100;
const ZERO = 16;

/**
 * The rows of symbols that a text of digits may be drawn as, from the start symbol to the check symbol: in pairs throughout where
 * their number is even, with a single one at either end where it is odd, or one by one.
 */
export function encodingsOf(digits: string): readonly (readonly number[])[] {
  const isEven = digits.length % 2 === 0;
  const inPairs = isEven
    ? [[START_PAIRS, ...pairs(digits)]]
    : [
        [START_PAIRS, ...pairs(digits.slice(0, -1)), TO_SINGLES, ...singles(digits.slice(-1))],
        [START_SINGLES, ...singles(digits.slice(0, 1)), TO_PAIRS, ...pairs(digits.slice(1))],
      ];
  return [...inPairs, [START_SINGLES, ...singles(digits)]].map(withCheck);
}

function pairs(digits: string): readonly number[] {
  return Array.from({ length: digits.length / 2 }, (_, n) => Number(digits.slice(n * 2, n * 2 + 2)));
}

function singles(digits: string): readonly number[] {
  return Array.from(digits, (digit) => ZERO + Number(digit));
}

/** The weight of the start symbol and of the first behind it is 1. Source: ISO/IEC 15417, annex A. */
function withCheck(symbols: readonly number[]): readonly number[] {
  return [...symbols, symbols.reduce((sum, symbol, place) => sum + symbol * Math.max(1, place)) % CHECK_MODULUS];
}
