import type { Order, Refund } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { RefundBook } from './refund-book.ts';
import { settledFen, vouchersFor } from './voucher.ts';

/** One line of a bill. Amounts in fen; those of an order are 0 where it stands beside money that went back. */
export type BillRow = {
  readonly state: 'SUCCESS' | 'REFUND' | 'REVOKED';
  readonly atMs: number; // wall clock: paid, or the return accepted
  readonly order: Pick<Order, 'orderNo' | 'transactionId' | 'tradeType' | 'deviceInfo' | 'subMchId' | 'openId' | 'description' | 'attach'>;
  readonly orderFen: number;
  readonly settledFen: number; // of it, what the merchant is settled: free vouchers are not
  readonly couponFen: number;
  readonly back: Back | null;
  readonly feeFen: number; // negative when it comes back
};

/** Money that went back, or is on its way. */
export type Back = {
  readonly refundNo: string; // `0` for a reversal, which has none
  readonly refundId: string;
  readonly amountFen: number;
  readonly settledFen: number;
  readonly couponFen: number;
  readonly status: string;
  readonly doneAtMs: number | null; // wall clock
};

/** 0.60 %, the usual rate, to the fen. Source: bills as seen: 23.50 costs 0.14000. */
const FEE_PER_MILLION = 6_000;

/** The refund's words in a bill. Source: download bill, refund status. */
const STATUS: Readonly<Record<Refund['state'], string>> = {
  PROCESSING: 'PROCESSING',
  SUCCESS: 'SUCCESS',
  REFUNDCLOSE: 'FAIL',
  CHANGE: 'CHANGE',
};

/** Every line there ever was, unsorted: payments, reversals of what was paid, refunds. What was never paid is in no bill. */
export function billRows(book: OrderBook, refunds: RefundBook): BillRow[] {
  const rows: BillRow[] = [];
  for (const order of book.all()) {
    if (order.captures === 0 || order.paidAtMs === null) continue;
    rows.push(paymentRow(order, order.paidAtMs));
    if (order.state === 'REVOKED') rows.push(reversalRow(order, order.revokedAtMs ?? order.paidAtMs));
  }
  for (const refund of refunds.all()) {
    const order = book.find(refund.orderNo);
    if (order) rows.push(refundRow(order, refund));
  }
  return rows;
}

/** A payment of an order. */
export function paymentRow(order: BillRow['order'] & { readonly amountFen: number }, atMs: number): BillRow {
  const { amountFen } = order;
  const couponFen = sum(vouchersFor(amountFen).map(({ fen }) => fen));
  return {
    state: 'SUCCESS',
    atMs,
    order,
    orderFen: amountFen,
    settledFen: settledFen(amountFen),
    couponFen,
    back: null,
    feeFen: feeFen(settledFen(amountFen)),
  };
}

/** Money that went back: `state` says how. */
export function backRow(
  order: BillRow['order'],
  { state, atMs, back }: Required<Pick<BillRow, 'state' | 'atMs'>> & { readonly back: Back },
): BillRow {
  const comesBack = back.status !== 'FAIL';
  return { state, atMs, order, orderFen: 0, settledFen: 0, couponFen: 0, back, feeFen: comesBack ? 0 - feeFen(back.settledFen) : 0 };
}

/** A reversal has no number of the merchant's own. */
export function reversalRow(order: BillRow['order'] & { readonly amountFen: number }, atMs: number): BillRow {
  const { amountFen } = order;
  const couponFen = sum(vouchersFor(amountFen).flatMap(({ type, fen }) => (type === 'CASH' ? fen : [])));
  const back = { refundNo: '0', refundId: '0', amountFen, settledFen: settledFen(amountFen), couponFen, status: 'SUCCESS', doneAtMs: atMs };
  return backRow(order, { state: 'REVOKED', atMs, back });
}

function refundRow(order: Order, refund: Refund): BillRow {
  const { refundNo, refundId, amountFen } = refund;
  const settled = Math.floor((amountFen * settledFen(order.amountFen)) / order.amountFen); // free vouchers go back in proportion
  const back = {
    refundNo,
    refundId,
    amountFen,
    settledFen: settled,
    couponFen: settled - Math.min(settled, refund.cashFen),
    status: STATUS[refund.state],
    doneAtMs: refund.succeededAtMs,
  };
  return backRow(order, { state: 'REFUND', atMs: refund.arrivedAtMs, back });
}

function feeFen(fen: number): number {
  return Math.floor((fen * FEE_PER_MILLION + 500_000) / 1_000_000);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, fen) => total + fen, 0);
}
