/** Columns of which the text counts: as TEXT_COLUMNS in bill-kernel.ts has them. */
export const enum Text {
  time,
  askedAt,
  device,
  transactionId,
  orderNo,
  tradeType,
  state,
  currency,
  acquirerRefundNo,
  refundNo,
  refundStatus,
  count,
}

/** Columns that hold yuan: as MONEY_COLUMNS in bill-columns.ts has them. */
export const MONEY: i32 = 8;
export const FEE: i32 = 7;

/** What the heading told, written by who read it: where each column stands, -1 for one that there is not. */
export const textPlaces = memory.data(Text.count * sizeof<i32>(), 4);
export const moneyPlaces = memory.data(MONEY * sizeof<i32>(), 4);
let columns: i32 = 0;
let freeFrom: i32 = -1;
let amount: i32 = 0;
let refund: i32 = -1;

/** @param amountColumn, refundColumn which of the money columns tell them; -1: none does. The rest as `Layout` has it */
export function setLayout(columnCount: i32, firstFree: i32, amountColumn: i32, refundColumn: i32): void {
  columns = columnCount;
  freeFrom = firstFree;
  amount = amountColumn;
  refund = refundColumn;
}

@inline
export function textPlace(column: Text): i32 {
  return load<i32>(textPlaces + (<usize>column << 2));
}

@inline
export function moneyPlace(column: i32): i32 {
  return load<i32>(moneyPlaces + (<usize>column << 2));
}

@inline
export function columnCount(): i32 {
  return columns;
}

@inline
export function firstFree(): i32 {
  return freeFrom;
}

@inline
export function amountColumn(): i32 {
  return amount;
}

@inline
export function refundColumn(): i32 {
  return refund;
}
