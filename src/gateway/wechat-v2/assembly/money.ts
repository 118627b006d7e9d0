import { cellEnd, cellStart } from './cells';
import { FEN, NO_AMOUNT, readMicroYuan } from './amount';
import { FEE, MONEY, moneyPlace } from './layout';

/** As far as JavaScript counts. */
const MOST: f64 = 9_007_199_254_740_991;

/** Of the line in hand, and of all that were added up: millionths of a yuan. What there is no column for stays 0. */
export const money = memory.data(MONEY * sizeof<f64>(), 8);
export const sums = memory.data(MONEY * sizeof<f64>(), 8);

/** Reads the amounts of the line in hand. @returns the column that holds none; -1: all are fine */
export function readMoney(): i32 {
  for (let column = 0; column < MONEY; column++) {
    const place = moneyPlace(column);
    if (place < 0) continue;
    const micro = readMicroYuan(cellStart(place), cellEnd(place));
    const isFine = column === FEE ? micro !== NO_AMOUNT : micro >= 0 && micro % FEN === 0;
    if (!isFine) return column;
    store<f64>(money + (<usize>column << 3), <f64>micro);
  }
  return -1;
}

/** Adds them up. @returns the column whose sum is too large; -1: none is */
export function addUp(): i32 {
  for (let column = 0; column < MONEY; column++) {
    const at = <usize>column << 3;
    const sum = load<f64>(sums + at) + load<f64>(money + at);
    if (abs(sum) > MOST) return column;
    store<f64>(sums + at, sum);
  }
  return -1;
}

@inline
export function micro(column: i32): f64 {
  return load<f64>(money + (<usize>column << 3));
}
