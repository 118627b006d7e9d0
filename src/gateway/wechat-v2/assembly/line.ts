import { cellCount, cellEnd, cellStart, joinCells } from './cells';
import { columnCount, firstFree, Text, textPlace } from './layout';
import { readMoney } from './money';
import { isPrinted, whichWord, WIDTH } from './text';
import { timeAt } from './time';

/** What is wrong with a line: as WRONG in bill-kernel.ts has it. Of an amount its column is added. */
export const enum Wrong {
  nothing,
  cells,
  currency,
  state,
  time,
  orderNo,
  transactionId,
  refundNo,
  length,
  amount,
  sum = 32,
}

/** As STATES in bill-kernel.ts. */
export const enum Kind {
  payment,
  refund,
  reversal,
}
const KINDS: i32 = 3;
const STATUSES: i32 = 6;
/** As the first of STATUSES in bill-kernel.ts. */
export const SUCCEEDED: i32 = 0;

const NONE: i32 = -1;
const ODD: i32 = -2;
const MOST_ID_BYTES: usize = 64;
const ZERO: u8 = 0x30;

/** Words that mean something to us. */
export const currencies = memory.data(<i32>WIDTH, 16);
export const states = memory.data(KINDS * <i32>WIDTH, 16);
export const statuses = memory.data(STATUSES * <i32>WIDTH, 16);

/** The line in hand. Where a text begins; below 0: there is none. */
export let kind: i32 = 0;
export let status: i32 = -1;
export let atMs: f64 = NaN;
export let orderFrom: i32 = -1;
export let transactionFrom: i32 = -1;
export let refundFrom: i32 = -1;

/** Reads the line whose cells were found. */
export function readCells(): Wrong {
  const surplus = cellCount() - columnCount();
  if (surplus < 0 || (surplus > 0 && firstFree() < 0)) return Wrong.cells;
  if (surplus > 0) joinCells(firstFree(), surplus);
  const odd = readMoney();
  if (odd >= 0) return Wrong.amount + odd;
  if (textPlace(Text.currency) >= 0 && wordOf(Text.currency, currencies, 1) < 0) return Wrong.currency;
  kind = wordOf(Text.state, states, KINDS);
  if (kind < 0) return Wrong.state;
  atMs = readTime();
  if (isNaN(atMs)) return Wrong.time;
  const givesBack = kind !== Kind.payment;
  status = givesBack && textPlace(Text.refundStatus) >= 0 ? wordOf(Text.refundStatus, statuses, STATUSES) : -1;
  return readNumbers(givesBack);
}

function readTime(): f64 {
  const asked = textPlace(Text.askedAt);
  const isAsked = kind === Kind.refund && asked >= 0 && cellEnd(asked) > cellStart(asked);
  const place = isAsked ? asked : textPlace(Text.time);
  return timeAt(cellStart(place), cellEnd(place));
}

function readNumbers(givesBack: bool): Wrong {
  orderFrom = numberFrom(textPlace(Text.orderNo));
  if (orderFrom < 0) return Wrong.orderNo;
  transactionFrom = numberFrom(textPlace(Text.transactionId));
  if (transactionFrom < 0) return Wrong.transactionId;
  refundFrom = givesBack ? numberFrom(textPlace(Text.refundNo)) : NONE;
  const acquirers = givesBack ? numberFrom(textPlace(Text.acquirerRefundNo)) : NONE;
  return refundFrom === ODD || acquirers === ODD ? Wrong.refundNo : Wrong.nothing;
}

/** Where a number of either side begins; NONE when there is no cell, or it says that there is none: `0`, or nothing; ODD when it is no number. */
function numberFrom(place: i32): i32 {
  if (place < 0) return NONE;
  const from = cellStart(place);
  const to = cellEnd(place);
  if (to === from || (to === from + 1 && load<u8>(from) === ZERO)) return NONE;
  return to - from <= MOST_ID_BYTES && isPrinted(from, to) ? <i32>from : ODD;
}

@inline
function wordOf(column: Text, words: usize, count: i32): i32 {
  const place = textPlace(column);
  return whichWord(cellStart(place), cellEnd(place), words, count);
}
