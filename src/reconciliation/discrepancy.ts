import type { Fen } from '../money/fen.ts';
import type { RefundNo } from '../payment/refund.ts';
import type { Actor, PersonId } from '../people/person.ts';
import type { ShiftId } from '../shift/shift.ts';

/** How our ledger and the acquirer differ, as the till API says it. */
export type Difference = 'missing_at_acquirer' | 'missing_in_ledger' | 'amount_differs' | 'status_differs' | 'refund_differs';

/** Why, as far as both records tell: chooses the sentence. */
export const CAUSES = [
  'never_arrived', // we say paid, the acquirer has no such order
  'not_ours', // the acquirer took money that no charge explains
  'double_payment', // …and a charge of the same amount was paid within minutes
  'other_terminal', // …and it may be another terminal's: no device number tells
  'paid_after_all', // we say unknown, declined, reversed or canceled; the acquirer was paid
  'undone_there', // we say paid, the acquirer reversed or closed it
  'refunded_there', // given back at the acquirer's console
  'refund_missing_there', // we say given back, the acquirer knows of no such refund
  'refund_failed_there',
  'refund_amount',
  'order_amount',
  'listed_twice', // the bill has the payment once more
  'other_transaction', // paid under another of the acquirer's numbers than we were told
  'refund_not_ours', // given back for a charge that we do not know
  'refund_done_there', // we say unknown, pending or failed; the acquirer gave it back
  'refund_number', // the same amount under another refund number
  'refund_twice', // the bill has the refund once more
  'still_unknown', // nobody knows yet: carried over
] as const;
export type Cause = (typeof CAUSES)[number];

/** What one key does about it. */
export type Remedy = 'query_again' | 'adopt' | 'refund' | 'write_off';

/** One side of the evidence: what was written, as it was written. No secret is in either. */
export type Evidence = { readonly amountFen: Fen | null; readonly status: string; readonly atMs: number | null; readonly detail: string };

/** Money of no charge of ours on its way back: its number is durable before it is sent. */
export type GivenBack = {
  readonly refundNo: RefundNo;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly acquirerCode: string | null;
};

/** A difference between our ledger and the acquirer that somebody must look at, until it is done. */
export type Discrepancy = {
  readonly kind: 'discrepancy';
  readonly id: string; // made from what it is about, so that it is found once
  readonly source: 'closing' | 'bill';
  readonly shiftId: ShiftId | null; // null: no shift's time
  readonly billDate: string | null;
  readonly difference: Difference;
  readonly cause: Cause;
  readonly chargeId: string | null;
  readonly orderNo: string;
  readonly refundNo: string | null;
  readonly nearChargeId: string | null; // of a double payment: the paid charge that it looks like a repeat of
  readonly ours: Evidence | null;
  readonly theirs: Evidence | null;
  readonly remedies: readonly Remedy[]; // the best first
  readonly status: 'open' | 'assigned' | 'settled';
  readonly assignedTo: PersonId | null;
  readonly settledBy: 'remedy' | 'vanished' | null; // vanished: a later look found both sides equal
  readonly remedy: Remedy | null; // what was done
  readonly reason: string | null; // of a write-off, at most 80 characters
  readonly by: Actor | null;
  readonly back: GivenBack | null; // of a payment that no charge explains: the money going back
  readonly foundAtMs: number; // wall clock
  readonly settledAtMs: number | null; // wall clock
};

/** A day of the acquirer as a shift's part of its bill told it. */
export type BillDay = { readonly date: string; readonly isEmpty: boolean; readonly matched: number; readonly readAtMs: number };

/** What reconciling a shift found, at its end and against the bills of its days. */
export type Reconciliation = {
  readonly kind: 'reconciliation';
  readonly id: ShiftId;
  readonly askedAtMs: number | null; // wall clock of the closing's questions; null: not finished
  readonly bill: 'pending' | 'matched' | 'differs';
  readonly bills: readonly BillDay[]; // those that were read, the oldest first
  readonly asked: { readonly charges: number; readonly refunds: number }; // of the shift's, in their order: how far the questions are
  readonly matched: number; // charges and refunds that both sides tell alike: by the bills once all are read, until then when asked
  readonly discrepancies: readonly string[]; // ids
  readonly unsettled: readonly string[]; // charges and refunds nobody knows of yet
  readonly postponed: readonly string[]; // charges and refunds that only the next day's bill can tell of
  readonly atMs: number; // wall clock
};
