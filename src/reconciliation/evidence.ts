import type { BillLine } from '../gateway/bill.ts';
import type { Evidence } from './discrepancy.ts';
import type { LedgerLine } from './ledger.ts';

/** What our ledger wrote of a charge or a refund. */
export function ourEvidence(line: LedgerLine): Evidence {
  const { status, atMs } = line;
  if (line.kind === 'refund') return { amountFen: line.refundFen, status, atMs, detail: line.refundNo };
  return { amountFen: line.amountFen, status, atMs, detail: line.transactionId ?? '' };
}

/** What the acquirer's bill wrote. */
export function theirEvidence(line: BillLine): Evidence {
  const { kind, atMs } = line;
  if (kind === 'payment') return { amountFen: line.amountFen, status: 'paid', atMs, detail: line.transactionId };
  if (kind === 'reversal') return { amountFen: line.refundFen ?? line.amountFen, status: 'reversed', atMs, detail: line.transactionId };
  return { amountFen: line.refundFen, status: line.refundStatus ?? 'unknown', atMs, detail: line.refundNo ?? line.acquirerRefundNo ?? '' };
}
