import type { Fen } from '../money/fen.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import type { Closing, Shift } from '../shift/shift.ts';
import type { Locale } from './report-text.ts';

/** A shift that was closed; or one that is open as if it were closed now, without a number: its X reading. */
export type ReadShift = Omit<Shift, 'closing'> & { readonly closing: Omit<Closing, 'number'> & { readonly number: number | null } };
export type ClosedShift = Shift & { readonly closing: Closing };

/** A charge or refund that is not known yet, by what a person can look for. */
export type Unsettled = { readonly orderNo: string; readonly amountFen: Fen };

/** What a Z report shows: what closing wrote down, and nothing that came later, so that a reprint is the first print again. */
export type ZReading = {
  readonly locale: Locale;
  readonly store: { readonly name: string; readonly terminalId: string; readonly timeZone: string };
  readonly isTraining: boolean;
  readonly shift: ReadShift;
  readonly carriedIn: readonly Unsettled[];
  readonly carriedOver: readonly Unsettled[];
  readonly discrepancies: readonly Discrepancy[]; // found by then
};
