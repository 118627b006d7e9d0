import { REFUND, type RowNames } from '../gateway/bill.ts';

/** What a row is known by. */
export type Named = { readonly count: number; readonly moved: Uint8Array; readonly movedFen: Float64Array; readonly names: RowNames };

/** Fingerprints of some rows: 64 bits each, in two halves. */
export type Fingerprints = { high: Int32Array; low: Int32Array };

/** Room for the fingerprints of so many rows. */
export function fingerprintsOf(count: number): Fingerprints {
  return { high: new Int32Array(count), low: new Int32Array(count) };
}

/**
 * Takes the fingerprint of what both sides must tell alike, of every row. `into` grows as needed, so that a million rows make no garbage.
 *
 * Two names that somebody else made meet with a chance of 2^-64: a bill with ten thousand lines that nothing explains, beside a
 * ledger of a million, hides one of them once in a billion bills.
 */
export function takeFingerprints({ count, moved, movedFen, names }: Named, into: Fingerprints): void {
  if (into.high.length < count) Object.assign(into, fingerprintsOf(count));
  const { bytes, orderFrom, orderTo, numberFrom, numberTo } = names;
  const { high, low } = into;
  for (let row = 0; row < count; row++) {
    const amountFen = movedFen[row] as number;
    high[row] = moved[row] === REFUND ? 0x27d4eb2f : 0x5bd1e995;
    low[row] = amountFen;
    mixText(high, low, row, bytes, orderFrom[row] as number, orderTo[row] as number);
    mixText(high, low, row, bytes, numberFrom[row] as number, numberTo[row] as number);
    const first = high[row] as number;
    const second = low[row] as number;
    const turned = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ amountFen;
    const mixed = Math.imul(second ^ (second >>> 13) ^ Math.floor(amountFen / 2 ** 32), 0xc2b2ae35);
    const last = Math.imul(turned ^ (mixed >>> 15), 0x2c1b3c6d);
    high[row] = last;
    low[row] = Math.imul(mixed ^ (last >>> 12), 0x297a2d39);
  }
}

/** Four bytes at a time, in two ways that know nothing of each other. */
function mixText(highs: Int32Array, lows: Int32Array, row: number, bytes: DataView, from: number, to: number): void {
  let high = highs[row] as number;
  let low = lows[row] as number;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = bytes.getInt32(at, true);
    high = Math.imul(high ^ word, 0x9e3779b1);
    high ^= high >>> 15;
    low = Math.imul(low ^ word, 0x5f356495);
    low ^= low >>> 13;
  }
  for (; at < to; at++) {
    const byte = bytes.getUint8(at);
    high = Math.imul(high ^ byte, 0x9e3779b1);
    high ^= high >>> 15;
    low = Math.imul(low ^ byte, 0x5f356495);
    low ^= low >>> 13;
  }
  highs[row] = Math.imul(high ^ (to - from), 0x85ebca6b);
  lows[row] = Math.imul(low ^ (to - from), 0xc2b2ae35);
}
