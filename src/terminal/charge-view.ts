import type { Charge } from '../contract/charge.ts';
import { type Fen, fen } from '../money/fen.ts';
import type { Intent } from '../payment/charge.ts';
import { isOffer } from '../payment/offer.ts';
import type { KeptState, PaymentState } from '../payment/state.ts';

/** A charge's parts, from the running process or from the journal. */
export type ChargeParts = {
  readonly intent: Intent;
  readonly state: PaymentState | KeptState;
  readonly codeHint: string | null;
  readonly updatedAtMs: number;
  readonly refundedFen?: Fen; // of a charge from the journal; one that is not final has no refunds
};

/** Shows a charge as the contract has it. */
export function chargeView({ intent, state, codeHint, updatedAtMs, refundedFen = fen(0) }: ChargeParts): Charge {
  const paid = state.status === 'paid' ? state : null;
  const declined = state.status === 'declined' ? state : null;
  return {
    id: intent.id,
    orderNo: intent.orderNo,
    tillReference: intent.tillReference,
    method: intent.method,
    amount: intent.amountFen,
    currency: intent.currency,
    description: intent.description,
    status: state.status,
    wallet: paid?.wallet ?? null,
    transactionId: paid?.transactionId ?? null,
    paidAt: paid ? timestamp(paid.paidAtMs) : null,
    declineCode: declined?.code ?? null,
    declineMessage: declined?.message ?? null,
    acquirerCode: 'acquirerCode' in state ? state.acquirerCode : null,
    refundedAmount: refundedFen,
    codeHint,
    qr: qrOf(state),
    shiftId: intent.shiftId,
    createdAt: timestamp(intent.createdAtMs),
    updatedAt: timestamp(updatedAtMs),
  };
}

/** What the customer scans or follows, as long as it may be shown. */
function qrOf(state: ChargeParts['state']): Charge['qr'] {
  if (!isOffer(state)) return null;
  const { shown, undo, expiresAtMs } = state.offer;
  return shown?.content && !undo ? { content: shown.content, expiresAt: timestamp(expiresAtMs) } : null;
}

/** RFC 3339 in UTC. @param wallMs milliseconds since 1970 */
export function timestamp(wallMs: number): string {
  return new Date(wallMs).toISOString();
}
