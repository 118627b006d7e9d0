import type { RowNames } from '../gateway/bill.ts';
import type { Fen } from '../money/fen.ts';

/** What our ledger says became of a charge, or of a refund. */
export type PaymentStanding = 'paid' | 'unknown' | 'reversed' | 'declined' | 'canceled';
export type RefundStanding = 'succeeded' | 'pending' | 'unknown' | 'failed';

type Common = {
  readonly place: number; // where the ledger finds it again: whole, from 0, below 2^32
  readonly chargeId: string;
  readonly shiftId: string | null; // the shift that it was begun in
  readonly orderNo: string; // of the charge
  readonly transactionId: string | null; // of the charge; null while the acquirer told none
  readonly amountFen: Fen; // of the whole charge
  readonly atMs: number; // acquirer's clock when it was paid; else our wall clock when it was begun
  readonly settledAtMs: number | null; // when its end was known, by either clock; null while it is not
};

/** A charge, as our ledger has it. */
export type LedgerPayment = Common & { readonly kind: 'payment'; readonly status: PaymentStanding };

/** A refund, as our ledger has it. */
export type LedgerRefund = Common & {
  readonly kind: 'refund';
  readonly refundId: string;
  readonly refundNo: string;
  readonly refundFen: Fen;
  readonly status: RefundStanding;
};

export type LedgerLine = LedgerPayment | LedgerRefund;

/** A charge with all of its refunds, whenever they were. */
export type LedgerCharge = { readonly charge: LedgerPayment; readonly refunds: readonly LedgerRefund[] };

/** Some lines in columns, in their order. Good until the next are told. */
export type LedgerRows = {
  readonly count: number;
  readonly place: Uint32Array;
  readonly moved: Uint8Array; // as the bill's rows tell it
  readonly movedFen: Float64Array;
  readonly atMs: Float64Array;
  readonly shift: Uint16Array; // where it is in `shiftIds`
  readonly shiftIds: readonly (string | null)[];
  readonly names: RowNames;
};

/** What reconciling asks of the ledger. */
export type Ledger = {
  /**
   * Charges and refunds of the bill's days by `atMs`, with `SLACK_MS` before and after, and what the bill before postponed; each once.
   * By time: any other order is as exact, but takes 16 to 32 bytes of memory for each line that is out of step.
   */
  lines(): Iterable<LedgerLine>;
  /** The same in columns, if it has them so: a million lines are read in half the time. */
  rows?(): Iterable<LedgerRows>;
  /** The line that `lines` told with this place. */
  at(place: number): LedgerLine;
  /** The charge of an order number, of any day. */
  charge(orderNo: string): LedgerCharge | null;
  /** A paid charge of the same amount, paid at most `withinMs` before or after. */
  paidNear(payment: { readonly amountFen: Fen; readonly atMs: number; readonly withinMs: number }): LedgerPayment | null;
};

/** How far the acquirer's clock and ours may be apart before a refund counts to another day. */
export const SLACK_MS = 15 * 60_000;
