import type { Fen } from '../money/fen.ts';
import type { Doubt } from './gateway.ts';

/** One day of the acquirer, in its own zone (Beijing): `2026-11-21`. */
export type BillDate = string;

/** One line of the acquirer's bill, in our words. Numbers are whoever's: another terminal's may look otherwise than ours. */
export type BillLine = {
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly atMs: number; // acquirer's wall clock: when it was paid, or when the refund was accepted
  readonly orderNo: string;
  readonly transactionId: string;
  readonly deviceInfo: string | null;
  readonly tradeType: string; // MICROPAY, NATIVE, …: an open set
  readonly amountFen: Fen; // of the whole order
  readonly couponFen: Fen; // of it paid by coupons
  readonly refundNo: string | null; // ours; of refunds and of reversals of paid orders
  readonly acquirerRefundNo: string | null;
  readonly refundFen: Fen | null;
  readonly refundStatus: 'succeeded' | 'processing' | 'failed' | 'abnormal' | null;
  readonly feeMicroYuan: number; // acquirer's fee, millionths of a yuan, negative when it comes back: bills have five decimals
};

/** What the bill says of itself at its end. */
export type BillSummary = {
  readonly count: number; // lines
  readonly amountFen: Fen; // orders
  readonly refundFen: Fen;
  readonly feeMicroYuan: number;
};

export type BillOutcome =
  | { readonly kind: 'read'; readonly summary: BillSummary } // every line was told, and their sums are what the bill says
  | { readonly kind: 'none' } // nothing was taken that day
  | { readonly kind: 'not_yet' } // ask again later: it is being made
  | { readonly kind: 'malformed'; readonly line: number; readonly why: string } // what was told before is not to be trusted
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null }; // what was told before is not to be trusted

/** Tells the lines of a day's bill one by one, in the bill's order; the next comes when the promise, if one is given, is kept. Never whole in memory. */
export type ReadBill = (date: BillDate, line: (line: BillLine) => void | Promise<void>) => Promise<BillOutcome>;
