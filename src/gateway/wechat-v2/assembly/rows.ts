import { cellEnd, split } from './cells';
import { amountColumn, FEE, refundColumn, Text, textPlace } from './layout';
import * as line from './line';
import { addUp, micro } from './money';

/** A block's lines are more or less as many: as MOST_ROWS in bill-kernel.ts has it. */
const ROWS: i32 = 512;
const MICRO_PER_FEN: f64 = 10_000;
const BACK_QUOTE: u8 = 0x60;
/** As MAX_LINE_BYTES in bill-parser.ts. */
const MAX_LINE_BYTES: usize = 16 * 1024;

/** What moved: as src/gateway/bill.ts has it. */
const enum Moved {
  nothing,
  payment,
  refund,
}

/** Lines in columns. */
export const moved = memory.data(ROWS, 16);
export const movedFen = memory.data(ROWS * sizeof<f64>(), 16);
export const atMs = memory.data(ROWS * sizeof<f64>(), 16);
export const feeMicroYuan = memory.data(ROWS * sizeof<f64>(), 16);
export const orderFrom = memory.data(ROWS * sizeof<i32>(), 16);
export const orderTo = memory.data(ROWS * sizeof<i32>(), 16);
export const numberFrom = memory.data(ROWS * sizeof<i32>(), 16);
export const numberTo = memory.data(ROWS * sizeof<i32>(), 16);
export const lineFrom = memory.data(ROWS * sizeof<i32>(), 16);
export const lineTo = memory.data(ROWS * sizeof<i32>(), 16);

/** How many there are, and where the bytes begin that were not read. */
export let count: i32 = 0;
export let next: usize = 0;

/**
 * Reads lines into columns, as many as there is room for, up to the first one that is no row of the bill or is wrong.
 *
 * @returns what is wrong with the last one; `next` is behind it
 */
export function readRows(from: usize, to: usize): line.Wrong {
  count = 0;
  next = from;
  while (next < to && count < ROWS && load<u8>(next) === BACK_QUOTE) {
    const began = next;
    const wrong = readLine(began, to);
    if (wrong !== line.Wrong.nothing) return wrong;
    const odd = addUp();
    if (odd >= 0) return line.Wrong.sum + odd;
    add(began);
  }
  return line.Wrong.nothing;
}

/** Takes a line in hand; `next` is behind it. */
export function readLine(from: usize, to: usize): line.Wrong {
  next = split(from, to);
  return next - from > MAX_LINE_BYTES ? line.Wrong.length : line.readCells();
}

/** Puts the line in hand into the columns: what of it moved, and under which number. */
function add(began: usize): void {
  const isRefunded =
    line.kind === line.Kind.refund && line.status === line.SUCCEEDED && line.refundFrom >= 0 && refundColumn() >= 0;
  const isMoved = isRefunded || line.kind === line.Kind.payment;
  const row = <usize>count;
  store<u8>(moved + row, !isMoved ? Moved.nothing : isRefunded ? Moved.refund : Moved.payment);
  store<f64>(movedFen + (row << 3), micro(isRefunded ? refundColumn() : amountColumn()) / MICRO_PER_FEN);
  store<f64>(atMs + (row << 3), line.atMs);
  store<f64>(feeMicroYuan + (row << 3), micro(FEE));
  store<i32>(orderFrom + (row << 2), line.orderFrom);
  store<i32>(orderTo + (row << 2), <i32>cellEnd(textPlace(Text.orderNo)));
  store<i32>(numberFrom + (row << 2), isRefunded ? line.refundFrom : line.transactionFrom);
  store<i32>(numberTo + (row << 2), <i32>cellEnd(textPlace(isRefunded ? Text.refundNo : Text.transactionId)));
  store<i32>(lineFrom + (row << 2), <i32>began);
  store<i32>(lineTo + (row << 2), <i32>next);
  count += 1;
}
