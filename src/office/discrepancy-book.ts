import type { BillDate } from '../gateway/bill.ts';
import type { Discrepancy, Reconciliation } from '../reconciliation/discrepancy.ts';
import type { Draft } from '../reconciliation/draft.ts';
import { parseShiftId, type Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';

/** One comparison writes no more: so many come of a wrong merchant or terminal number, and nobody would look at each. */
export const MOST_FOUND = 1_000;

type Slips = Pick<Journal, 'slip'>;

/** Where something was found, and when. */
export type Finding = { readonly billDate: BillDate | null; readonly atMs: number };

/** A difference, if it is open. */
export function openDiscrepancy(journal: Slips, id: string): Discrepancy | null {
  const found = journal.slip('discrepancy', id)?.slip ?? null;
  return found && found.status !== 'settled' ? found : null;
}

/**
 * What is to be written of something that was found, once by its id: anew, again where it had vanished, or with what the records say
 * now. What somebody has done stays done.
 *
 * @returns null when the journal says all of it already
 */
export function noteFound(journal: Slips, draft: Draft, { billDate, atMs }: Finding): Discrepancy | null {
  const known = journal.slip('discrepancy', draft.id)?.slip ?? null;
  if (known === null) return newDiscrepancy(draft, { billDate, atMs });
  if (known.status === 'settled' && known.settledBy === 'remedy') return null;
  const { difference, cause, ours, theirs, remedies, nearChargeId } = draft;
  const now: Discrepancy = {
    ...{ ...known, difference, cause, ours, theirs, remedies, nearChargeId, billDate: billDate ?? known.billDate },
    ...(known.status === 'settled' && { status: 'open', settledBy: null, settledAtMs: null, by: null, remedy: null }),
  };
  return JSON.stringify(now) === JSON.stringify(known) ? null : now;
}

function newDiscrepancy(draft: Draft, { billDate, atMs }: Finding): Discrepancy {
  const { id, difference, cause, chargeId, orderNo, refundNo, nearChargeId, ours, theirs, remedies } = draft;
  return {
    ...{ kind: 'discrepancy', id, source: billDate === null ? 'closing' : 'bill' },
    ...{ shiftId: draft.shiftId === null ? null : parseShiftId(draft.shiftId), billDate },
    ...{ difference, cause, chargeId, orderNo, refundNo, nearChargeId, ours, theirs, remedies },
    ...{ status: 'open', assignedTo: null, settledBy: null, remedy: null, reason: null, by: null, back: null },
    ...{ foundAtMs: atMs, settledAtMs: null },
  };
}

/** A later look found both sides equal. */
export function vanished(found: Discrepancy, atMs: number): Discrepancy {
  return { ...found, status: 'settled', settledBy: 'vanished', settledAtMs: atMs };
}

/** Whether both records still tell it differently, whatever was done about it. */
export function stillDiffers({ status, settledBy, remedy }: Discrepancy): boolean {
  return status !== 'settled' || (settledBy === 'remedy' && remedy !== 'adopt');
}

/** What reconciling has found of a shift, before anything was asked. */
export function newReconciliation({ id, closing }: Shift, atMs: number): Reconciliation {
  return {
    ...{ kind: 'reconciliation', id, askedAtMs: null, bill: 'pending', bills: [], asked: { charges: 0, refunds: 0 }, matched: 0 },
    ...{ discrepancies: [], unsettled: closing?.leftOpen ?? [], postponed: [], atMs },
  };
}

/**
 * A reconciliation with how its bills stand.
 *
 * @param wanted days whose bills tell of the shift
 * @param beside discrepancies that are written with it
 */
export function withStanding(
  journal: Slips,
  found: Reconciliation,
  { wanted, beside }: { readonly wanted: readonly BillDate[]; readonly beside: readonly Discrepancy[] },
): Reconciliation {
  const read = new Set(found.bills.map(({ date }) => date));
  if (!wanted.every((date) => read.has(date))) return { ...found, bill: 'pending' };
  const matched = found.bills.reduce((sum, day) => sum + day.matched, 0);
  return { ...found, matched, bill: differsInBill(journal, found.discrepancies, beside) ? 'differs' : 'matched' };
}

/** Whether any of these is in a bill and still differs. */
export function differsInBill(journal: Slips, ids: readonly string[], beside: readonly Discrepancy[] = []): boolean {
  const fresh = new Map(beside.map((slip) => [slip.id, slip]));
  return ids.some((id) => {
    const slip = fresh.get(id) ?? journal.slip('discrepancy', id)?.slip;
    return slip !== undefined && slip.billDate !== null && stillDiffers(slip);
  });
}

/** Ids without repeats, the first stay first. */
export function withIds(ids: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...ids, ...more])];
}
