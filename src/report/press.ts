import type { Paper } from '../receipt/paper.ts';
import type { Report } from './report.ts';
import type { Locale } from './report-text.ts';
import type { Table } from './table.ts';
import type { ZReading } from './z-reading.ts';

/** A report of a stretch of days as it is set on one page. */
export type ReportSheet = {
  readonly locale: Locale;
  readonly store: ZReading['store'];
  readonly isTraining: boolean;
  readonly report: Report;
  readonly before: Report | null; // the same stretch a week before
  readonly madeAtMs: number; // wall clock: printed, and all that tells two printings of one report apart
};

/** What can be made of a report beside plain text. */
export type PressJob =
  | { readonly kind: 'z'; readonly reading: ZReading } // one A4 page as PDF; the same reading gives the same bytes
  | { readonly kind: 'report'; readonly sheet: ReportSheet } // one A4 page as PDF
  | { readonly kind: 'receipt'; readonly paper: Paper; readonly locale: Locale; readonly madeAtMs: number } // one page as PDF, as wide as the paper
  | { readonly kind: 'xlsx'; readonly table: Table; readonly timeZone: string };

/** Where pages and workbooks are made, away from the payments. */
export interface Press {
  /** Jobs wait for each other. Rejects when one cannot be made. @returns the file */
  make(job: PressJob): Promise<Uint8Array>;
  /** Gives up what is being made. */
  stop(): void;
}
