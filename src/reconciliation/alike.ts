import type { BillLine } from '../gateway/bill.ts';
import type { LedgerLine } from './ledger.ts';

/** Whether both records tell the same money moved: what is counted as matched without another look. */
export function isSame(ours: LedgerLine, theirs: BillLine): boolean {
  if (ours.orderNo !== theirs.orderNo || ours.kind !== theirs.kind) return false;
  if (ours.kind === 'payment')
    return ours.status === 'paid' && ours.amountFen === theirs.amountFen && ours.transactionId === theirs.transactionId;
  return (
    ours.status === 'succeeded' &&
    theirs.refundStatus === 'succeeded' &&
    ours.refundFen === theirs.refundFen &&
    ours.refundNo === theirs.refundNo
  );
}
