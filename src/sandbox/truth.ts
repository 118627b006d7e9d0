import type { Refund, TradeState } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { RefundBook } from './refund-book.ts';

/** The truth about one order's money, to compare a ledger with. */
export type OrderTruth = {
  readonly orderNo: string;
  readonly amountFen: number;
  readonly state: TradeState;
  readonly captured: number; // how often money was taken
  readonly returned: number; // how often it was given back
};

/** The truth about one refund. */
export type RefundTruth = Pick<Refund, 'refundNo' | 'orderNo' | 'amountFen' | 'account' | 'state'>;

/** Every order, oldest first. */
export function ordersOf(book: OrderBook): OrderTruth[] {
  return Array.from(book.all(), ({ orderNo, amountFen, state, captures, returns }) => ({
    orderNo,
    amountFen,
    state,
    captured: captures,
    returned: returns,
  }));
}

/** Every refund with what it came to, oldest first. */
export function refundsOf(book: RefundBook): RefundTruth[] {
  return Array.from(book.all(), ({ refundNo, orderNo, amountFen, account, state }) => ({ refundNo, orderNo, amountFen, account, state }));
}

/** Fen that were taken and not given back. */
export function capturedFen(book: OrderBook, refunds: RefundBook): number {
  let totalFen = 0;
  for (const { amountFen, captures, returns } of book.all()) totalFen += amountFen * (captures - returns);
  for (const { amountFen, state } of refunds.all()) if (state === 'SUCCESS') totalFen -= amountFen;
  return totalFen;
}
