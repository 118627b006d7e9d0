import type { BillDate } from '../gateway/bill.ts';
import { parseChargeId } from '../payment/charge.ts';
import { parseRefundId } from '../payment/refund.ts';
import type { Reconciliation } from '../reconciliation/discrepancy.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import { billDateOf, billDatesOf, dayAfter, spanOf } from './bill-clock.ts';

/** Of a shift's last charges the times are looked at: they may have been paid on the next day. */
const LAST_CHARGES = 20;
/** Shifts that are looked through in one go. */
const PIECE = 50;

type Read = Pick<Journal, 'charge' | 'charges' | 'refund' | 'slips'>;

/** The days whose bills tell of a shift: those it was open on, those its last payments were on, and one more for what was postponed. */
export function wantedDays(
  journal: Read,
  shift: Shift,
  { bills, postponed }: Pick<Reconciliation, 'bills' | 'postponed'>,
): readonly BillDate[] {
  const closedAtMs = shift.closing?.atMs ?? shift.openedAtMs;
  const last = journal.charges({ shiftId: shift.id }, null, LAST_CHARGES).items;
  const leftOpen = (shift.closing?.leftOpen ?? []).flatMap((id) => {
    const chargeId = parseChargeId(id);
    const charge = chargeId && journal.charge(chargeId);
    return charge && charge.intent.shiftId === shift.id ? [charge] : [];
  });
  const paidDays = [...last, ...leftOpen].flatMap(({ state }) => (state.status === 'paid' ? [billDateOf(state.paidAtMs)] : []));
  const newest = bills.at(-1)?.date;
  const next = postponed.length > 0 && newest !== undefined ? [dayAfter(newest)] : [];
  return [...new Set([...billDatesOf(shift.openedAtMs, closedAtMs), ...paidDays, ...next])].sort();
}

/** Every shift that was open on a day, and the time of each. */
export function shiftsOn(journal: Read, date: BillDate): readonly Shift[] {
  const { fromMs, toMs } = spanOf(date);
  const found: Shift[] = [];
  for (let before: number | null = null; ; ) {
    const page: { readonly items: readonly { readonly slip: Shift }[]; readonly nextBefore: number | null } = journal.slips(
      'shift',
      before,
      PIECE,
    );
    const shifts = page.items.map(({ slip }) => slip);
    found.push(...shifts.filter((shift) => shift.openedAtMs < toMs && endOf(shift) > fromMs));
    const oldest = shifts.at(-1);
    if (page.nextBefore === null || (oldest && endOf(oldest) < fromMs)) return found;
    before = page.nextBefore;
  }
}

/** The shift that a charge or a refund was begun in. */
export function shiftIdOf(journal: Read, id: string): string | null {
  const chargeId = parseChargeId(id);
  const refundId = parseRefundId(id);
  const record = (chargeId && journal.charge(chargeId)) ?? (refundId && journal.refund(refundId));
  return record?.intent.shiftId ?? null;
}

/** When a shift ends, by the wall clock. */
export function endOf({ closing }: Shift): number {
  return closing?.atMs ?? Number.POSITIVE_INFINITY;
}
