import { assertNever } from '../basics/assert.ts';
import type { QueryOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { Cause, Evidence } from './discrepancy.ts';
import { type Draft, draft } from './draft.ts';
import { ourEvidence } from './evidence.ts';
import type { LedgerCharge, LedgerPayment, LedgerRefund } from './ledger.ts';

/** What the acquirer's answer to one question, at closing, comes to. */
export type AnswerVerdict =
  | { readonly kind: 'matched' }
  | { readonly kind: 'unsettled' } // not known yet: carried over
  | { readonly kind: 'unheard' } // we know an end, the acquirer did not answer: ask again, or leave it to the bill
  | { readonly kind: 'differs'; readonly draft: Draft };

const MATCHED: AnswerVerdict = { kind: 'matched' };
const UNSETTLED: AnswerVerdict = { kind: 'unsettled' };
const UNHEARD: AnswerVerdict = { kind: 'unheard' };

/** Compares a charge with what the acquirer says of its order. An amount or currency that differs comes as `unknown`, `untrusted`: such an answer is not believed. */
export function compareCharge({ charge, refunds }: LedgerCharge, answer: QueryOutcome): AnswerVerdict {
  switch (answer.kind) {
    case 'unknown':
      return charge.status === 'unknown' ? UNSETTLED : UNHEARD;
    case 'paid': {
      const { transactionId, paidAtMs } = answer.payment;
      const theirs = { amountFen: charge.amountFen, status: 'paid', atMs: paidAtMs, detail: transactionId };
      if (charge.status !== 'paid') return ofCharge('paid_after_all', charge, theirs);
      return transactionId === charge.transactionId ? MATCHED : ofCharge('other_transaction', charge, theirs);
    }
    case 'undone':
      return compareUndone(charge, refunds, answer.acquirerCode);
    case 'absent':
    case 'not_paid':
    case 'customer_paying':
    case 'payment_failed':
      if (charge.status === 'unknown') return UNSETTLED; // may only mean not yet
      if (charge.status !== 'paid') return MATCHED;
      return ofCharge('never_arrived', charge, answer.kind === 'absent' ? null : said(answer.kind));
    default:
      return assertNever(answer);
  }
}

/** `REFUND` says that some or all went back: with a refund of ours the order's refunds tell more, each asked about by its own number. */
function compareUndone(
  charge: LedgerPayment,
  refunds: readonly LedgerRefund[],
  acquirerCode: 'REVOKED' | 'CLOSED' | 'REFUND',
): AnswerVerdict {
  const theirs = said(acquirerCode);
  if (charge.status === 'unknown') return ofCharge('undone_there', charge, theirs);
  if (charge.status !== 'paid') return MATCHED;
  if (acquirerCode !== 'REFUND') return ofCharge('undone_there', charge, theirs);
  return refunds.some(({ status }) => status !== 'failed') ? MATCHED : ofCharge('refunded_there', charge, theirs);
}

/** Compares a refund with what the acquirer says of its number. */
export function compareRefund(refund: LedgerRefund, answer: RefundQueryOutcome): AnswerVerdict {
  const isOpen = refund.status === 'pending' || refund.status === 'unknown';
  switch (answer.kind) {
    case 'unknown':
      return isOpen ? UNSETTLED : UNHEARD;
    case 'processing':
      if (isOpen) return UNSETTLED;
      return refund.status === 'succeeded' ? UNHEARD : ofRefund('refund_done_there', refund, said(answer.kind));
    case 'succeeded': {
      const theirs = { amountFen: refund.refundFen, status: answer.kind, atMs: answer.succeededAtMs, detail: refund.refundNo };
      return refund.status === 'succeeded' ? MATCHED : ofRefund('refund_done_there', refund, theirs);
    }
    case 'absent':
      if (isOpen) return UNSETTLED;
      return refund.status === 'failed' ? MATCHED : ofRefund('refund_missing_there', refund, null);
    case 'closed':
    case 'abnormal':
      if (refund.status === 'failed' && answer.kind === 'closed') return MATCHED;
      return ofRefund('refund_failed_there', refund, { ...said(answer.kind), detail: answer.acquirerCode });
    default:
      return assertNever(answer);
  }
}

function said(status: string): Evidence {
  return { amountFen: null, status, atMs: null, detail: '' };
}

function ofCharge(cause: Cause, charge: LedgerPayment, theirs: Evidence | null): AnswerVerdict {
  const { chargeId, orderNo, shiftId } = charge;
  return {
    kind: 'differs',
    draft: draft(cause, { part: 'payment', chargeId, orderNo, shiftId, refundNo: null, ours: ourEvidence(charge), theirs }),
  };
}

function ofRefund(cause: Cause, refund: LedgerRefund, theirs: Evidence | null): AnswerVerdict {
  const { chargeId, orderNo, shiftId, refundNo } = refund;
  const records = { ours: ourEvidence(refund), theirs };
  return { kind: 'differs', draft: draft(cause, { part: `refund/${refundNo}`, chargeId, orderNo, shiftId, refundNo, ...records }) };
}
