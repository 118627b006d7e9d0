import * as v from 'valibot';
import type { Charge } from './charge.ts';

/** Why two payments look like one too many. */
export const EVIDENCE = ['same_sale', 'same_payer', 'cash_and_wallet'] as const;

/** Why both payments are right after all. */
export const DISMISSAL_REASONS = ['two_sales', 'for_another', 'settled_otherwise'] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

const timestamp = v.pipe(v.string(), v.isoTimestamp());

/** Money that seems to have been taken twice, as the till, the event stream and the screens see it. Amount in the currency's minor unit. */
export const Finding = v.object({
  id: v.string(),
  kind: v.literal('paid_twice'),
  evidence: v.pipe(
    v.picklist(EVIDENCE),
    v.description(
      'same_sale: two paid charges of one sale; same_payer: the same customer and amount within five minutes; cash_and_wallet: a sale settled in cash, and paid.',
    ),
  ),
  chargeId: v.pipe(v.string(), v.description('The later payment: the one to give back, if it was one too many.')),
  otherChargeId: v.pipe(v.nullable(v.string()), v.description('The earlier payment; null when that was cash.')),
  amount: v.pipe(v.number(), v.integer(), v.description('Of the later payment.')),
  currency: v.string(),
  status: v.pipe(
    v.picklist(['open', 'settled']),
    v.description('open until one of the payments has gone back whole, or a person says that both are right.'),
  ),
  remedy: v.nullable(v.picklist(['refund', 'dismissed'])),
  refundId: v.pipe(v.nullable(v.string()), v.description('The refund that settled it.')),
  reason: v.pipe(v.nullable(v.picklist(DISMISSAL_REASONS)), v.description('Why both are right, when a person said so.')),
  raisedAt: timestamp,
  updatedAt: timestamp,
});
export type Finding = v.InferOutput<typeof Finding>;

/** A page of findings, newest first. */
export const FindingPage = v.object({ items: v.array(Finding), nextCursor: v.nullable(v.string()) });
export type FindingPage = v.InferOutput<typeof FindingPage>;

/** An open finding as the cashier's screen draws it. */
export type FindingView = Finding & {
  readonly later: Charge;
  readonly earlier: Charge | null; // null: cash
  readonly givingBack: 'no' | 'underway' | 'failed'; // how far a refund of either has come
};
