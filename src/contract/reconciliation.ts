import * as v from 'valibot';
import { Approval, line, requestId } from './office.ts';
import type { ActorView } from './people.ts';
import type { DISCREPANCY_KINDS } from './shift.ts';

/** Why both records differ; chooses the sentence. Source: `src/reconciliation/discrepancy.ts`. */
export const CAUSES = [
  'never_arrived',
  'not_ours',
  'double_payment',
  'other_terminal',
  'paid_after_all',
  'undone_there',
  'refunded_there',
  'refund_missing_there',
  'refund_failed_there',
  'refund_amount',
  'order_amount',
  'listed_twice',
  'other_transaction',
  'refund_not_ours',
  'refund_done_there',
  'refund_number',
  'refund_twice',
  'still_unknown',
] as const;

export const REMEDIES = ['query_again', 'adopt', 'refund', 'write_off'] as const;

const discrepancyId = v.pipe(v.string(), v.minLength(1), v.maxLength(160));
const shiftId = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const billDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)); // the acquirer's day
const approval = v.optional(Approval);

/** What a window may ask about differences. */
export const RECONCILIATION_COMMANDS = [
  /**
   * Carries out what is offered for a difference. `write_off` wants a `reason`. Answers `{ status }`: `open` where asking again changed nothing.
   * `not_found`, `already_settled`, `not_offered`, `reason_needed`, `no_answer`, `busy`, and what a refund is refused with.
   */
  v.object({
    kind: v.literal('remedy'),
    requestId,
    discrepancyId,
    remedy: v.picklist(REMEDIES),
    reason: v.optional(line(80)),
    approval,
  }),
  /** Gives it to somebody; null: to nobody. `not_found`, `already_settled`. */
  v.object({ kind: v.literal('assign'), discrepancyId, personId: v.nullable(v.pipe(v.string(), v.maxLength(40))), approval }),
  /** Compares a closed shift with the acquirer now; answers at once, the view tells how far it is. `not_found`, `shift_open`, `busy`. */
  v.object({ kind: v.literal('reconcile_shift'), shiftId }),
  /** Asks for a day's bill now; likewise. `too_early`: the day is not over; `too_old`: the acquirer keeps it no more. */
  v.object({ kind: v.literal('read_bill'), billDate }),
] as const;

/** What the view says of reconciling. */
export type ReconciliationView = {
  readonly openDiscrepancies: number; // open or assigned
  /** What is being compared right now. `of`: null while nobody knows how much there is. */
  readonly reconciling: {
    readonly shiftId: string | null;
    readonly billDate: string | null;
    readonly done: number;
    readonly of: number | null;
  } | null;
};

/** One side of the evidence. Amount in fen. */
export type EvidenceView = {
  readonly amount: number | null;
  readonly status: string;
  readonly at: string | null; // RFC 3339
  readonly detail: string;
};

/** A difference between our ledger and the acquirer, as a manager sees it. */
export type DiscrepancyView = {
  readonly id: string;
  readonly source: 'closing' | 'bill';
  readonly difference: (typeof DISCREPANCY_KINDS)[number];
  readonly cause: (typeof CAUSES)[number];
  readonly status: 'open' | 'assigned' | 'settled';
  readonly shiftId: string | null;
  readonly billDate: string | null;
  readonly chargeId: string | null; // of our record, where there is one
  readonly nearChargeId: string | null; // the paid charge that it looks like a repeat of
  readonly near: { readonly at: string; readonly amount: number; readonly orderNo: string } | null; // that charge
  readonly orderNo: string;
  readonly refundNo: string | null;
  readonly currency?: string; // of every amount; left out: CNY
  readonly ours: EvidenceView | null;
  readonly theirs: EvidenceView | null;
  readonly remedies: readonly (typeof REMEDIES)[number][]; // the best first
  readonly assignedTo: { readonly id: string; readonly name: string } | null;
  readonly settledBy: 'remedy' | 'vanished' | null;
  readonly remedy: (typeof REMEDIES)[number] | null; // what was done
  readonly reason: string | null;
  readonly by: ActorView | null; // who did it, or assigned it
  readonly foundAt: string; // RFC 3339
  readonly settledAt: string | null; // RFC 3339
};

/** `GET /ui/v1/office/read/discrepancies?…`: a `DiscrepancyPage`, newest first. */
export const DiscrepancyQuery = v.object({
  status: v.optional(v.picklist(['open', 'assigned', 'settled'])), // left out: all
  shiftId: v.optional(shiftId),
  billDate: v.optional(billDate),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)), '50'),
});
export type DiscrepancyPage = { readonly items: readonly DiscrepancyView[]; readonly nextCursor: string | null };

/** `GET …/read/discrepancy?id=`: a `DiscrepancyView`. */
export const OneDiscrepancyQuery = v.object({ id: discrepancyId });

/**
 * `GET …/read/reconciliation`: a `ReconciliationSummary`: the newest closed shifts with what reconciling them found, and the acquirer's bills
 * of the newest days.
 */
export type ReconciliationSummary = {
  readonly counts: { readonly open: number; readonly assigned: number; readonly settled: number };
  readonly matched: number; // of the shifts below: charges and refunds that both sides tell alike
  readonly shifts: readonly {
    readonly id: string;
    readonly zNumber: number;
    readonly cashier: string;
    readonly openedAt: string;
    readonly closedAt: string;
    readonly bill: 'pending' | 'matched' | 'differs';
    readonly matched: number;
    readonly open: number; // discrepancies that are not settled
    readonly unsettled: number; // charges and refunds nobody knows of yet
  }[]; // at most 20
  readonly days: readonly BillDayView[]; // at most 14, newest first
};

/** A day of the acquirer. `waiting`: its bill is not there yet, asked for at `dueAt`; `unknown`: it did not come, asked for again then. */
export type BillDayView = {
  readonly date: string;
  readonly state: 'waiting' | 'reading' | 'read' | 'none' | 'malformed' | 'unknown';
  readonly dueAt: string | null; // RFC 3339: when it is asked for next
  readonly readAt: string | null; // RFC 3339
  readonly matched: number;
  readonly open: number; // discrepancies of it that are not settled
  readonly problem: string | null; // of a malformed one: the line and what is wrong with it
};
