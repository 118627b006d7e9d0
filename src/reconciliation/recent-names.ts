import type { RowNames } from '../gateway/bill.ts';
import { areSameNames } from './names.ts';

/** Lines of some minutes of a very busy day. A power of two. */
const RECENT = 1 << 11;
/** Both names of a line; who has longer ones is known by his fingerprint alone. */
const MOST_BYTES = 128;

/** Names of our last lines, by their places: what is in step is not told alike by its fingerprint alone. */
export type RecentNames = {
  put(place: number, names: RowNames, row: number): void;
  /** Whether the line of this place has other names; false too for what is not recent any more. */
  isOther(place: number, names: RowNames, row: number): boolean;
};

export function createRecentNames(): RecentNames {
  const bytes = new DataView(new ArrayBuffer(RECENT * MOST_BYTES));
  const [orderFrom, orderTo] = [new Int32Array(RECENT), new Int32Array(RECENT)];
  const [numberFrom, numberTo] = [new Int32Array(RECENT), new Int32Array(RECENT)];
  const kept: RowNames = { bytes, orderFrom, orderTo, numberFrom, numberTo };
  const places = new Float64Array(RECENT).fill(-1);

  return {
    put(place, names, row) {
      const at = place & (RECENT - 1);
      const from = at * MOST_BYTES;
      const orderBytes = (names.orderTo[row] as number) - (names.orderFrom[row] as number);
      const numberBytes = (names.numberTo[row] as number) - (names.numberFrom[row] as number);
      const isKept = orderBytes + numberBytes <= MOST_BYTES;
      places[at] = isKept ? place : -1;
      if (!isKept) return;
      copy(bytes, from, names.bytes, names.orderFrom[row] as number, orderBytes);
      copy(bytes, from + orderBytes, names.bytes, names.numberFrom[row] as number, numberBytes);
      orderFrom[at] = from;
      orderTo[at] = from + orderBytes;
      numberFrom[at] = from + orderBytes;
      numberTo[at] = from + orderBytes + numberBytes;
    },
    isOther(place, names, row) {
      const at = place & (RECENT - 1);
      return places[at] === place && !areSameNames(kept, at, names, row);
    },
  };
}

function copy(into: DataView, to: number, bytes: DataView, from: number, length: number): void {
  let at = 0;
  for (; at + 4 <= length; at += 4) into.setInt32(to + at, bytes.getInt32(from + at, true), true);
  for (; at < length; at++) into.setUint8(to + at, bytes.getUint8(from + at));
}
