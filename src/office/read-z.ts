import type { StoreConfig } from '../config/config.ts';
import type { Currency } from '../money/currency.ts';
import { parseChargeId } from '../payment/charge.ts';
import { parseRefundId } from '../payment/refund.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import type { ReadShift, Unsettled, ZReading } from '../report/z-reading.ts';
import { leftOpen, readTotals } from '../shift/read-shift.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';

export type ZParts = {
  readonly journal: Journal;
  readonly shift: Shift;
  readonly store: StoreConfig;
  readonly isTraining: boolean;
  readonly nowMs: number; // of an open shift's reading
};

/** Gathers what a shift's report shows. Of a closed one nothing that came after its closing. */
export function readZ({ journal, shift, store, isTraining, nowMs }: ZParts): ZReading {
  const { name, terminalId, timeZone, locale, currency = 'CNY' } = store;
  const read: ReadShift = { ...shift, closing: shift.closing ?? closedNow(journal, shift, currency, nowMs) };
  const unsettled = (ids: readonly string[]) => ids.flatMap((id) => unsettledOf(journal, id) ?? []);
  return {
    locale,
    store: { name, terminalId, timeZone },
    isTraining,
    shift: read,
    carriedIn: unsettled(shift.carriedOver),
    carriedOver: unsettled(read.closing.leftOpen),
    discrepancies: foundBy(journal, shift.id, read.closing.atMs),
  };
}

function closedNow(journal: Journal, shift: Shift, currency: Currency, atMs: number): ReadShift['closing'] {
  const afterSeq = journal.lastSeq();
  const totals = readTotals(journal, shift, currency, afterSeq);
  return {
    number: null,
    atMs,
    afterSeq,
    by: { kind: 'terminal' },
    countedFen: shift.count?.fen ?? null,
    leftOpen: leftOpen(journal),
    totals,
  };
}

/** A charge or a refund by its id. */
function unsettledOf(journal: Journal, id: string): Unsettled | null {
  const [chargeId, refundId] = [parseChargeId(id), parseRefundId(id)];
  const found = (chargeId && journal.charge(chargeId)) ?? (refundId && journal.refund(refundId));
  return found ? { orderNo: found.intent.orderNo, amountFen: found.intent.amountFen } : null;
}

function foundBy(journal: Journal, shiftId: string, atMs: number): readonly Discrepancy[] {
  const ids = journal.slip('reconciliation', shiftId)?.slip.discrepancies ?? [];
  const found = ids.flatMap((id) => journal.slip('discrepancy', id)?.slip ?? []);
  return found.filter(({ source, foundAtMs }) => source === 'closing' && foundAtMs <= atMs);
}
