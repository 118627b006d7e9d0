import type { Finding as FindingDocument } from '../contract/finding.ts';
import type { Finding } from '../sale/slip.ts';
import type { SlipRecord } from '../store/journal.ts';
import { timestamp } from './charge-view.ts';

/** Shows a finding as the contract has it. */
export function findingView({ slip, updatedAtMs }: Pick<SlipRecord<Finding>, 'slip' | 'updatedAtMs'>): FindingDocument {
  const { id, evidence, later, earlier, amountFen, currency = 'CNY', status, remedy, refundId, reason, raisedAtMs } = slip;
  return {
    id,
    kind: 'paid_twice',
    evidence,
    chargeId: later,
    otherChargeId: earlier,
    amount: amountFen,
    currency,
    status,
    remedy,
    refundId,
    reason,
    raisedAt: timestamp(raisedAtMs),
    updatedAt: timestamp(updatedAtMs),
  };
}
