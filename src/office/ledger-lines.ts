import type { LedgerCharge, LedgerPayment, LedgerRefund, PaymentStanding, RefundStanding } from '../reconciliation/ledger.ts';
import type { ChargeRecord, RefundRecord } from '../store/journal.ts';

/** Stands where a line was not told, so has no place. */
export const NO_PLACE = 2 ** 32 - 1;

const REFUND_STANDINGS: Readonly<Record<RefundRecord['state']['status'], RefundStanding>> = {
  succeeded: 'succeeded',
  pending: 'pending',
  unresolved: 'unknown',
  failed: 'failed',
};

/** A charge as the journal has it, in the words of reconciling. */
export function paymentLine({ intent, state, updatedAtMs }: ChargeRecord, place = NO_PLACE): LedgerPayment {
  const { id: chargeId, orderNo, shiftId, amountFen, createdAtMs } = intent;
  const status = standingOf(state.status);
  const paid = state.status === 'paid' ? state : null;
  return {
    ...{ kind: 'payment', place, chargeId, shiftId, orderNo, amountFen, status, transactionId: paid?.transactionId ?? null },
    ...{ atMs: paid?.paidAtMs ?? createdAtMs, settledAtMs: paid?.paidAtMs ?? (status === 'unknown' ? null : updatedAtMs) },
  };
}

/** A refund as the journal has it. */
export function refundLine({ intent, state, updatedAtMs }: RefundRecord, charge: LedgerPayment, place = NO_PLACE): LedgerRefund {
  const { id: refundId, refundNo, shiftId, amountFen: refundFen, createdAtMs: atMs } = intent;
  const settledAtMs = state.status === 'succeeded' ? (state.succeededAtMs ?? updatedAtMs) : state.status === 'failed' ? updatedAtMs : null;
  const { chargeId, orderNo, transactionId, amountFen } = charge;
  const of = { chargeId, orderNo, transactionId, amountFen };
  return {
    kind: 'refund',
    place,
    refundId,
    refundNo,
    refundFen,
    ...of,
    shiftId,
    status: REFUND_STANDINGS[state.status],
    atMs,
    settledAtMs,
  };
}

/** A charge with all of its refunds. */
export function ledgerCharge(charge: ChargeRecord, refunds: readonly RefundRecord[]): LedgerCharge {
  const line = paymentLine(charge);
  return { charge: line, refunds: refunds.map((refund) => refundLine(refund, line)) };
}

function standingOf(status: ChargeRecord['state']['status']): PaymentStanding {
  return status === 'paid' || status === 'declined' || status === 'reversed' || status === 'canceled' ? status : 'unknown';
}
