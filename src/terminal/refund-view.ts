import type { OpenRefund, Refund } from '../contract/refund.ts';
import type { RefundIntent } from '../payment/refund.ts';
import type { KeptRefundState, RefundState } from '../payment/refund-state.ts';
import { timestamp } from './charge-view.ts';

/** A refund's parts, from the running process or from the journal. */
export type RefundParts = {
  readonly intent: RefundIntent;
  readonly state: RefundState | KeptRefundState;
  readonly updatedAtMs: number;
};

/** Shows a refund as the contract has it. */
export function refundView({ intent, state, updatedAtMs }: RefundParts): Refund {
  const failed = state.status === 'failed' ? state : null;
  // Not every acquirer says when: then it is when it was learned.
  const succeededAtMs = state.status === 'succeeded' ? (state.succeededAtMs ?? updatedAtMs) : null;
  return {
    id: intent.id,
    chargeId: intent.chargeId,
    refundNo: intent.refundNo,
    amount: intent.amountFen,
    currency: intent.currency,
    reason: intent.reason,
    status: state.status,
    fundingAccount: state.from,
    failureCode: failed?.code ?? null,
    failureMessage: failed?.message ?? null,
    acquirerCode: 'acquirerCode' in state ? state.acquirerCode : null,
    succeededAt: succeededAtMs === null ? null : timestamp(succeededAtMs),
    createdAt: timestamp(intent.createdAtMs),
    updatedAt: timestamp(updatedAtMs),
  };
}

/** The same of one that has no end yet. @param leavesInMs as the runner says */
export function openRefundView(parts: RefundParts, leavesInMs: number | null): OpenRefund {
  const { orderNo, chargeFen } = parts.intent;
  return { ...refundView(parts), orderNo, chargeAmount: chargeFen, leavesInMs };
}
