import * as v from 'valibot';
import type { Charge } from './charge.ts';
import { Approval, positiveFen, requestId } from './office.ts';
import type { ActView } from './people.ts';
import type { Refund, RefundRow } from './refund.ts';

const id = v.pipe(v.string(), v.maxLength(96));
const fundingAccount = v.picklist(['unsettled', 'balance']);
const approval = v.optional(Approval);

/** Money going back, with the name of whoever wants it. Each answers `{ refundId }`. */
export const REFUND_COMMANDS = [
  /** All or a part of a paid charge. */
  v.object({
    kind: v.literal('refund_charge'),
    requestId,
    chargeId: id,
    amount: positiveFen,
    reason: v.optional(v.pipe(v.string(), v.maxLength(80))), // the customer sees it
    fundingAccount: v.optional(fundingAccount, 'unsettled'),
    approval,
  }),
  /** One that failed for want of funds, again, under its number, from this account. */
  v.object({ kind: v.literal('refund_again'), refundId: id, fundingAccount, approval }),
  /** What a finding takes for one payment too many, whole. */
  v.object({ kind: v.literal('refund_finding'), findingId: id, approval }),
  /** A paid sale that should not have been: whole, or what is left of it. */
  v.object({ kind: v.literal('cancel_paid'), requestId, chargeId: id, approval }),
] as const;

/** What the view says of refunds. */
export type RefundOfficeView = { readonly refundLimit: number }; // fen of one sale that a cashier may give back alone

/** `GET /ui/v1/office/read/refundable?id=`: one charge with what went back of it and what may yet; the whole record is in `records.ts`. */
export const RefundableQuery = v.object({ id });
export type Refundable = {
  readonly charge: Charge;
  readonly refunds: readonly Refund[]; // oldest first
  readonly leftAmount: number; // fen that may still go back
  readonly acts: readonly ActView[]; // newest first
};

/** Kinds of refunds that a manager asks for, with the statuses of each. */
export const REFUND_GROUPS = {
  open: ['pending', 'unresolved'],
  failed: ['failed'],
  succeeded: ['succeeded'],
} as const satisfies Record<string, readonly Refund['status'][]>;

/** `GET /ui/v1/office/read/refunds?group=&cursor=`: answers a `RefundList`, newest first. */
export const RefundListQuery = v.object({
  group: v.optional(v.picklist(['open', 'failed', 'succeeded'])),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
});
export type RefundList = { readonly items: readonly RefundRow[]; readonly nextCursor: string | null }; // null: there is nothing older

/** `GET /ui/v1/office/read/payments?text=`: what was paid, newest first, for whoever gives back; answers a `Payments`. At most 40. */
export const PaymentsQuery = v.object({ text: v.optional(v.pipe(v.string(), v.maxLength(64)), '') }); // as typed; `readSearch` says what it may mean
export type Payments = { readonly items: readonly Charge[] };
