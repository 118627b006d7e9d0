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

/** Two names of each row, as they stand in the bytes of a block: where they begin, and where what follows them begins. */
export type RowNames = {
  readonly bytes: DataView; // UTF-8
  readonly orderFrom: Int32Array;
  readonly orderTo: Int32Array;
  readonly numberFrom: Int32Array; // the transaction's of a payment, the refund's of a refund
  readonly numberTo: Int32Array;
};

/** What moved, in a column: nothing that is sure, money of a payment, money of a refund that succeeded. */
export const [NOTHING, PAYMENT, REFUND] = [0, 1, 2];

/** Some hundreds of lines of the bill in columns: who compares a million of them makes no object of each. Good until the next are told. */
export type BillRows = {
  readonly count: number;
  readonly moved: Uint8Array;
  readonly movedFen: Float64Array;
  readonly atMs: Float64Array;
  readonly feeMicroYuan: Float64Array;
  readonly names: RowNames; // of what moved
  /** The device number of a row, as its line has it. */
  device(row: number): string | null;
  /** Makes a line of a row: whatever it is, all of it. */
  line(row: number): BillLine;
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

/** Tells the lines of a day's bill in its order, some hundreds at once; the next come, and these are gone, when the promise, if one is given, is kept. Never whole in memory. */
export type ReadBill = (date: BillDate, take: (rows: BillRows) => void | Promise<void>) => Promise<BillOutcome>;

/** Makes a line of each row: for who wants a few of them, whole. */
export function linesOf(rows: BillRows): BillLine[] {
  return Array.from({ length: rows.count }, (_, row) => rows.line(row));
}
