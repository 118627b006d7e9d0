import type { Cause, Difference, Discrepancy, Remedy } from './discrepancy.ts';

/** What a comparison finds: a discrepancy without its bookkeeping. */
export type Draft = Pick<
  Discrepancy,
  'id' | 'difference' | 'cause' | 'chargeId' | 'orderNo' | 'refundNo' | 'nearChargeId' | 'ours' | 'theirs' | 'remedies'
> & { readonly shiftId: string | null };

/** What each cause is, and what can be done about it, the best first. */
const MEANINGS: Readonly<Record<Cause, { readonly difference: Difference; readonly remedies: readonly Remedy[] }>> = {
  never_arrived: { difference: 'missing_at_acquirer', remedies: ['query_again', 'write_off'] },
  not_ours: { difference: 'missing_in_ledger', remedies: ['refund', 'write_off'] },
  double_payment: { difference: 'missing_in_ledger', remedies: ['refund', 'write_off'] },
  other_terminal: { difference: 'missing_in_ledger', remedies: ['write_off', 'refund'] },
  listed_twice: { difference: 'missing_in_ledger', remedies: ['query_again', 'write_off'] },
  refund_not_ours: { difference: 'missing_in_ledger', remedies: ['write_off'] },
  order_amount: { difference: 'amount_differs', remedies: ['query_again', 'write_off'] },
  paid_after_all: { difference: 'status_differs', remedies: ['adopt', 'refund', 'query_again'] },
  undone_there: { difference: 'status_differs', remedies: ['query_again', 'write_off'] },
  other_transaction: { difference: 'status_differs', remedies: ['query_again', 'adopt', 'write_off'] },
  still_unknown: { difference: 'status_differs', remedies: ['query_again'] },
  refunded_there: { difference: 'refund_differs', remedies: ['adopt', 'write_off'] },
  refund_missing_there: { difference: 'refund_differs', remedies: ['query_again', 'write_off'] },
  refund_failed_there: { difference: 'refund_differs', remedies: ['query_again', 'write_off'] },
  refund_done_there: { difference: 'refund_differs', remedies: ['query_again', 'adopt'] },
  refund_amount: { difference: 'refund_differs', remedies: ['query_again', 'write_off'] },
  refund_number: { difference: 'refund_differs', remedies: ['query_again', 'write_off'] },
  refund_twice: { difference: 'refund_differs', remedies: ['query_again', 'write_off'] },
};

/** Names what differs. Its id is made from what it is about, so a second look finds the same one again. */
export function draft(
  cause: Cause,
  about: Omit<Draft, 'id' | 'difference' | 'cause' | 'remedies' | 'nearChargeId'> & {
    readonly part: string;
    readonly nearChargeId?: string | null;
  },
): Draft {
  const { part, nearChargeId = null, ...records } = about;
  return { id: `${about.orderNo}/${part}`, cause, ...MEANINGS[cause], ...records, nearChargeId };
}
