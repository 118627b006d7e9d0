import type { Cause, Discrepancy } from '../reconciliation/discrepancy.ts';

/** What each cause is, for whoever reads the till API: English, as its problems are, and stable. The screens have their own words. */
const SENTENCES: Readonly<Record<Cause, string>> = {
  never_arrived: 'The ledger says paid; the acquirer has no such paid order.',
  not_ours: 'The acquirer took a payment that no charge of this terminal explains.',
  double_payment: 'The acquirer took a payment that no charge explains, minutes from a paid charge of the same amount.',
  other_terminal: 'The acquirer took a payment that no charge explains; it may be another terminal`s, for no device number tells.',
  paid_after_all: 'The acquirer was paid for a charge that the ledger does not have as paid.',
  undone_there: 'The acquirer reversed or closed the order.',
  refunded_there: 'The acquirer gave money back that this terminal did not ask for.',
  refund_missing_there: 'The ledger says given back; the acquirer knows of no such refund.',
  refund_failed_there: 'The acquirer says that the refund failed.',
  refund_amount: 'The acquirer gave back another amount.',
  order_amount: 'The acquirer has another amount.',
  listed_twice: 'The acquirer lists the payment once more.',
  other_transaction: 'The acquirer has the payment under another number of its own.',
  refund_not_ours: 'The acquirer gave money back for a charge that this terminal does not know.',
  refund_done_there: 'The acquirer gave the money back; the ledger does not have the refund as succeeded.',
  refund_number: 'The acquirer has the refund under another number.',
  refund_twice: 'The acquirer lists the refund once more.',
  still_unknown: 'Nobody knows yet.',
};

/** One sentence, with the number of the refund where it is about one. */
export function discrepancyDetail({ cause, refundNo }: Pick<Discrepancy, 'cause' | 'refundNo'>): string {
  return refundNo === null ? SENTENCES[cause] : `${SENTENCES[cause]} Refund ${refundNo}.`;
}
