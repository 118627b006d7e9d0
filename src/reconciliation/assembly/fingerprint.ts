import { moved, movedFen, nameAt, numberFrom, numberTo, orderFrom, orderTo } from './rows';

const SPREAD: u64 = 0x9e3779b97f4a7c15;
const STIR: u64 = 0xbf58476d1ce4e5b9;
const END: u64 = 0x94d049bb133111eb;

/**
 * What both sides must tell alike of a row, in 64 bits.
 *
 * Two names that somebody else made meet with a chance of 2^-64: a bill with ten thousand lines that nothing explains, beside a
 * ledger of a million, hides one of them once in a billion bills.
 */
export function fingerprint(base: usize, row: i32): u64 {
  const amountFen = <u64>load<f64>(movedFen + (<usize>row << 3));
  let print = mixed((amountFen << 2) | <u64>load<u8>(moved + row), nameAt(base, orderFrom, row), nameAt(base, orderTo, row));
  print = mixed(print, nameAt(base, numberFrom, row), nameAt(base, numberTo, row));
  print = (print ^ (print >> 31)) * END;
  return print ^ (print >> 29);
}

/** Eight bytes at a time; the last ones without what stands behind them. */
@inline
function mixed(seed: u64, from: usize, to: usize): u64 {
  let print = seed ^ (<u64>(to - from) * SPREAD);
  let at = from;
  for (; at + 8 <= to; at += 8) {
    print = (print ^ load<u64>(at)) * SPREAD;
    print ^= print >> 29;
  }
  const left = to - at;
  if (left > 0) {
    print = (print ^ (load<u64>(at) & ((<u64>1 << (<u64>left << 3)) - 1))) * STIR;
    print ^= print >> 32;
  }
  return print;
}
