import { readChargeRow } from './charge-row.ts';
import type { ChargeChange, ChargeRecord, RefundRecord } from './journal.ts';
import type { RefundQueries } from './refund-queries.ts';
import { tellsOfRefund } from './refund-row.ts';

/** Reads entries as what each left behind. A refund is read as its entry left it, whatever came later. */
export function readChanges(rows: readonly unknown[], refunds: Pick<RefundQueries, 'ofChargeUpTo'>): readonly ChargeChange[] {
  return rows.map((row) => {
    const { record } = readChargeRow(row);
    return { ...record, refund: tellsOfRefund((row as { state: string }).state) ? refundLeftBy(record, refunds) : null };
  });
}

function refundLeftBy({ intent, seq }: ChargeRecord, refunds: Pick<RefundQueries, 'ofChargeUpTo'>): RefundRecord | null {
  return [...refunds.ofChargeUpTo(intent, seq).values()].find((refund) => refund.seq === seq) ?? null;
}
