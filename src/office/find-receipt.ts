import type { Currency } from '../money/currency.ts';
import { parseChargeId } from '../payment/charge.ts';
import { parseRefundId } from '../payment/refund.ts';
import type { DocumentRef } from '../receipt/print-job.ts';
import type { Copy, Receipt } from '../receipt/receipt.ts';
import { readTotals } from '../shift/read-shift.ts';
import { parseShiftId } from '../shift/shift.ts';
import type { ChargeRecord, Journal, RefundRecord } from '../store/journal.ts';

/** Why there is no paper: no such thing, or no money moved. */
export type NoReceipt = 'not_found' | 'nothing_to_print';

type Asked = { readonly copy: Copy; readonly printer: string; readonly currency: Currency; readonly atMs: number };

/** What the journal knows for a paper. @param currency the store's @param atMs wall clock, of an X reading */
export function findReceipt(journal: Journal, { kind, id }: DocumentRef, { copy, printer, currency, atMs }: Asked): Receipt | NoReceipt {
  switch (kind) {
    case 'charge': {
      const chargeId = parseChargeId(id);
      const charge = chargeId && journal.charge(chargeId);
      return charge ? ofCharge(journal, charge, copy) : 'not_found';
    }
    case 'refund': {
      const refundId = parseRefundId(id);
      const refund = refundId && journal.refund(refundId);
      return refund ? ofRefund(journal, refund, copy) : 'not_found';
    }
    case 'cash': {
      const entry = journal.slip('cash_entry', id)?.slip;
      return entry ? { kind: 'cash', copy, entry, cashier: cashierOf(journal, entry.shiftId) } : 'not_found';
    }
    case 'x':
    case 'z': {
      const shiftId = parseShiftId(id);
      const shift = shiftId && journal.slip('shift', shiftId)?.slip;
      if (!shift) return 'not_found';
      if ((shift.closing !== null) !== (kind === 'z')) return 'nothing_to_print';
      return kind === 'z' ? { kind, shift } : { kind, shift, totals: readTotals(journal, shift, currency, journal.lastSeq()), atMs };
    }
    case 'test':
      return { kind: 'test', printer };
  }
}

function ofCharge(journal: Journal, { intent, state, codeHint, refundedFen }: ChargeRecord, copy: Copy): Receipt | NoReceipt {
  const { orderNo, tillReference, description, amountFen, currency, createdAtMs } = intent;
  const cashier = cashierOf(journal, intent.shiftId);
  const facts = { orderNo, tillReference, description, amountFen, currency, refundedFen, codeHint, cashier };
  switch (state.status) {
    case 'paid':
      return { kind: 'payment', copy, charge: { ...facts, transactionId: state.transactionId, atMs: state.paidAtMs } };
    case 'submitting':
    case 'awaiting_customer':
    case 'unresolved':
    case 'reversing':
      return { kind: 'not_known', charge: { ...facts, transactionId: null, atMs: createdAtMs } };
    default:
      return 'nothing_to_print';
  }
}

function ofRefund(journal: Journal, { intent, state, updatedAtMs }: RefundRecord, copy: Copy): Receipt | NoReceipt {
  if (state.status === 'failed') return 'nothing_to_print';
  const { refundNo, orderNo, amountFen, chargeFen, currency, reason, createdAtMs } = intent;
  const isDone = state.status === 'succeeded';
  const facts = { refundNo, orderNo, amountFen, chargeFen, currency, reason, isDone, atMs: isDone ? updatedAtMs : createdAtMs };
  return { kind: 'refund', copy, refund: { ...facts, cashier: cashierOf(journal, intent.shiftId) } };
}

/** When what a paper tells of happened, wall clock; null for papers of the moment, of which each is the first. */
export function madeAt(receipt: Receipt): number | null {
  switch (receipt.kind) {
    case 'payment':
      return receipt.charge.atMs;
    case 'refund':
      return receipt.refund.isDone ? receipt.refund.atMs : null;
    case 'cash':
      return receipt.entry.atMs;
    case 'z':
      return receipt.shift.closing?.atMs ?? null;
    case 'not_known':
    case 'x':
    case 'test':
      return null;
  }
}

/** Whose shift it was, at its end. */
function cashierOf(journal: Journal, id: string | null): string | null {
  const shiftId = id === null ? null : parseShiftId(id);
  return (shiftId && journal.slip('shift', shiftId)?.slip.cashier) ?? null;
}
