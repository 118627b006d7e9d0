import type { Currency } from '../money/currency.ts';
import type { Journal } from '../store/journal.ts';
import type { Shift, ShiftTotals } from './shift.ts';
import { sumShift } from './sum-shift.ts';

type Ledger = Pick<Journal, 'chargeSums' | 'paidBetween' | 'refundsBetween' | 'slipsBetween' | 'openCharges' | 'openRefunds'>;

/**
 * The X reading of an open shift, from the journal up to an entry. Of a closed one its Z reading is kept in `closing`.
 *
 * @param currency the store's: what was charged in another is told apart
 * @param toSeq the journal's newest entry
 */
export function readTotals(journal: Ledger, shift: Shift, currency: Currency, toSeq: number): ShiftTotals {
  return sumShift(shift, currency, {
    charges: journal.chargeSums(shift.id),
    paidSince: journal.paidBetween(shift.sinceSeq, toSeq, shift.openedAfterSeq),
    refundsSince: journal.refundsBetween(shift.sinceSeq, toSeq),
    cash: journal
      .slipsBetween('cash_entry', shift.openedAfterSeq, toSeq)
      .map(({ slip }) => slip)
      .filter(({ shiftId }) => shiftId === shift.id),
  });
}

/** Charges and refunds of this shift and earlier ones that nobody knows the end of yet, oldest first. */
export function leftOpen(journal: Pick<Journal, 'openCharges' | 'openRefunds'>): readonly string[] {
  return [...journal.openCharges(), ...journal.openRefunds()]
    .filter(({ intent }) => intent.shiftId !== null)
    .map(({ intent }) => intent.id);
}
