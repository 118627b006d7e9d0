import type { RowNames } from '../gateway/bill.ts';

/** Whether two rows have the same names, to the last byte. */
export function areSameNames(ours: RowNames, row: number, theirs: RowNames, other: number): boolean {
  const orderFrom = ours.orderFrom[row] as number;
  const numberFrom = ours.numberFrom[row] as number;
  const orderBytes = (ours.orderTo[row] as number) - orderFrom;
  const numberBytes = (ours.numberTo[row] as number) - numberFrom;
  const otherOrder = theirs.orderFrom[other] as number;
  const otherNumber = theirs.numberFrom[other] as number;
  return (
    (theirs.orderTo[other] as number) - otherOrder === orderBytes &&
    (theirs.numberTo[other] as number) - otherNumber === numberBytes &&
    areSame(ours.bytes, orderFrom, theirs.bytes, otherOrder, orderBytes) &&
    areSame(ours.bytes, numberFrom, theirs.bytes, otherNumber, numberBytes)
  );
}

function areSame(some: DataView, from: number, others: DataView, otherFrom: number, length: number): boolean {
  let at = 0;
  for (; at + 4 <= length; at += 4) if (some.getInt32(from + at, true) !== others.getInt32(otherFrom + at, true)) return false;
  for (; at < length; at++) if (some.getUint8(from + at) !== others.getUint8(otherFrom + at)) return false;
  return true;
}

/** The order number of a row, as text. */
export function orderNoOf({ bytes, orderFrom, orderTo }: RowNames, row: number): string {
  return textOf(bytes, orderFrom[row] as number, orderTo[row] as number);
}

/** The other number of a row, as text. */
export function numberOf({ bytes, numberFrom, numberTo }: RowNames, row: number): string {
  return textOf(bytes, numberFrom[row] as number, numberTo[row] as number);
}

const UTF8 = new TextDecoder();

function textOf(bytes: DataView, from: number, to: number): string {
  return UTF8.decode(new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from));
}
