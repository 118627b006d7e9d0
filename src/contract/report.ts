import * as v from 'valibot';
import type { Charge } from './charge.ts';

/** A stretch that has a word: up to today where it is not over. */
const stretch = v.picklist(['today', 'yesterday', 'week', 'month']);
/** A day of the store's calendar, `2026-11-22`; whether there is such a day is found out where the calendar is. */
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const stretchFields = { stretch: v.optional(stretch), from: v.optional(day), to: v.optional(day) };

export type StretchName = v.InferOutput<typeof stretch>;

/**
 * `GET /ui/v1/office/read/report?stretch=` or `?from=&to=`: a `ReportAnswer`. With `compare=none` nothing is compared.
 * Codes: `invalid_stretch`: no such days, or more than 400.
 */
export const ReportQuery = v.object({ ...stretchFields, compare: v.optional(v.picklist(['week_before', 'none']), 'week_before') });

export const EXPORTS = ['charges', 'refunds', 'cash', 'shifts', 'discrepancies', 'report'] as const;
export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const;

/**
 * `GET /ui/v1/office/read/export?what=&format=` with a stretch as above: a file. `pdf` is of `report` alone (`invalid_request` else);
 * `too_many_rows`: an XLSX of more than 20,000, take CSV or fewer days.
 */
export const ExportQuery = v.object({ ...stretchFields, what: v.picklist(EXPORTS), format: v.picklist(EXPORT_FORMATS) });

/** `GET /ui/v1/office/read/z_report?shiftId=&format=`: the Z report of a closed shift, a file. `shift_open`: it has none yet. */
export const ZReportQuery = v.object({ shiftId: v.pipe(v.string(), v.maxLength(40)), format: v.picklist(['csv', 'pdf']) });

/** A count and its sum in fen. */
export type SumView = { readonly count: number; readonly fen: number };

/** What a stretch of days took and gave, as `src/report/report.ts` sums it. Amounts are hundredths of the currency; moments milliseconds since 1970. */
export type ReportView = {
  readonly from: string;
  readonly to: string; // counted too
  readonly currency: string; // the store's: of every amount but those of `otherCurrencies`
  readonly taken: SumView;
  readonly refunded: SumView;
  readonly netFen: number;
  readonly averageFen: number | null;
  readonly tenders: readonly {
    readonly kind: Charge['method'] | 'cash' | 'other';
    readonly name: string | null;
    readonly taken: SumView;
    readonly refunded: SumView;
  }[];
  readonly hours: readonly (SumView & { readonly hour: number })[];
  readonly days: readonly (SumView & { readonly day: string; readonly refundedFen: number })[];
  readonly wallet: {
    readonly paid: number;
    readonly notPaid: number;
    readonly canceled: number;
    readonly paidAtOnce: number;
    readonly codes: { readonly paid: number; readonly askedCustomer: number };
    readonly waits: WaitsView;
    readonly waitsWithPassword: WaitsView;
  };
  readonly notPaid: readonly {
    readonly reason: string;
    readonly count: number;
    readonly paidAfterAll: number;
    readonly paidInCash: number;
  }[];
  readonly unknown: SumView & {
    readonly oldestMs: number | null;
    readonly charges: readonly { readonly id: string; readonly atMs: number; readonly amountFen: number }[];
  };
  readonly cashiers: readonly PerformanceView[];
  readonly terminals: readonly PerformanceView[];
  readonly otherCurrencies: readonly {
    readonly currency: string;
    readonly taken: SumView;
    readonly refunded: SumView;
    readonly unknown: SumView;
  }[];
  readonly upTo: { readonly ms: number; readonly taken: SumView; readonly refunded: SumView; readonly netFen: number } | null;
};

export type WaitsView = { readonly count: number; readonly medianMs: number | null; readonly p99Ms: number | null };

export type PerformanceView = {
  readonly name: string | null;
  readonly taken: SumView;
  readonly refunded: SumView;
  readonly notPaid: number;
};

export type ReportAnswer = {
  readonly report: ReportView;
  readonly before: ReportView | null; // the same days a week before, whole weeks for longer ones; `upTo` as far into it as now is into this one
  readonly nowMs: number; // when it was summed
  readonly today: string; // the store's day then
  readonly hour: number; // and hour: not over yet
  readonly timeZone: string;
};
