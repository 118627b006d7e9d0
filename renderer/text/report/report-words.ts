import type { Charge } from '../../../src/contract/charge.ts';
import type { StretchName } from '../../../src/contract/report.ts';

/** Every word of the manager's overview and reports. */
export type ReportWords = {
  readonly stretches: Readonly<Record<StretchName | 'custom', string>>;
  readonly todayUpTo: (time: string) => string;
  readonly from: string;
  readonly to: string;
  readonly printPage: string;
  readonly loading: string;
  readonly failed: string;
  readonly codes: Readonly<Record<string, string>>; // why not, by code
  readonly net: string;
  readonly gross: (yuan: string) => string;
  readonly more: (when: string, yuan: string) => string;
  readonly less: (when: string, yuan: string) => string;
  readonly same: (when: string) => string;
  readonly sameTime: (day: string) => string; // up to the same time of that day
  readonly before: string; // the stretch before, in a legend
  readonly thanBefore: string; // …and in a sentence
  readonly sales: string;
  readonly each: (yuan: string) => string;
  readonly paidAtOnce: string;
  readonly notPaid: (count: number, paidAfterAll: number) => string;
  readonly takes: string;
  readonly seconds: (seconds: string) => string;
  readonly withPassword: (seconds: string) => string;
  readonly p99: (seconds: string) => string;
  readonly passwordShare: string;
  readonly refundRate: string;
  readonly nothingYet: string;
  readonly byHour: string;
  readonly byDay: string;
  readonly now: string; // this stretch, in a legend
  readonly unfinished: string;
  readonly hour: string;
  readonly day: string;
  readonly amount: string;
  readonly count: string;
  readonly hours: (hour: number) => string;
  readonly notPaidTitle: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly paidAll: string;
  readonly paidSome: (count: number) => string;
  readonly cashAll: string;
  readonly reversed: string;
  readonly toDo: string;
  readonly unknown: (count: number) => string;
  readonly stillAsking: string;
  readonly nothingToDo: string;
  readonly differences: (count: number, isMore: boolean) => string; // with the acquirer; isMore: beside those listed
  readonly refundsOpen: (count: number) => string;
  readonly tenders: string;
  readonly tenderNames: Readonly<Record<Charge['method'] | 'cash', string>>;
  readonly refunds: string;
  readonly total: string;
  readonly otherCurrencies: (count: number) => string; // than the store's: in no figure of the page
  readonly cashiers: string;
  readonly nobody: string;
  readonly attemptsFailed: string;
  readonly exports: string;
  readonly exportNames: Readonly<Record<'charges' | 'refunds' | 'cash' | 'shifts' | 'discrepancies' | 'report', string>>;
  readonly weekdays: readonly [string, string, string, string, string, string, string]; // Monday first
};
