import * as v from 'valibot';

/** The statuses of a refund. Source: interface of the terminal, "Till API". */
export const REFUND_STATUSES = ['pending', 'succeeded', 'failed', 'unresolved'] as const;

const timestamp = v.pipe(v.string(), v.isoTimestamp());

/** A refund as the till, the event stream and the screens see it. Amounts in the currency's minor unit; times RFC 3339 with offset. */
export const Refund = v.object({
  id: v.string(),
  chargeId: v.string(),
  refundNo: v.string(), // the acquirer's out_refund_no
  amount: v.pipe(v.number(), v.integer()),
  currency: v.string(),
  reason: v.nullable(v.string()),
  status: v.pipe(
    v.picklist(REFUND_STATUSES),
    v.description('succeeded and failed are final; unresolved: it was sent and the answer is not known, the terminal goes on asking.'),
  ),
  fundingAccount: v.pipe(v.picklist(['unsettled', 'balance']), v.description('What of the merchant’s money it is paid from.')),
  failureCode: v.pipe(
    v.nullable(v.string()),
    v.description('Why it failed; insufficient_balance may be tried again from the other account.'),
  ),
  failureMessage: v.nullable(v.string()),
  acquirerCode: v.nullable(v.string()),
  succeededAt: v.nullable(timestamp),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Refund = v.InferOutput<typeof Refund>;

/** A refund that has no end yet, as the screens follow it. */
export type OpenRefund = Refund & {
  readonly orderNo: string; // of the charge
  readonly chargeAmount: number; // of the whole charge
  readonly leavesInMs: number | null; // at the time of the view, while another of the charge went just before; null: nothing holds it back
};

/** A refund in a list, with the charge that it is of. */
export type RefundRow = Refund & { readonly orderNo: string; readonly chargeAmount: number; readonly tillReference: string | null };
