import type { Difference } from '../reconciliation/discrepancy.ts';
import type { NotPaidReason } from './line.ts';
import type { TenderSum } from './report.ts';

export type Locale = 'zh-CN' | 'en' | 'ko';

/** Every word of a report on paper and in files. A language that misses one does not compile. */
export type ReportText = {
  readonly locale: Locale;
  readonly training: string;
  readonly terminal: string;
  readonly cashier: string;
  readonly nobody: string; // outside of any shift
  readonly tender: string;
  readonly tenders: Readonly<Record<Exclude<TenderSum['kind'], 'other'>, string>>;
  readonly otherCurrencies: string; // than the store's
  readonly others: string; // other tenders, those without room for their names
  readonly count: string;
  readonly amount: string;
  readonly gross: string;
  readonly refunds: string;
  readonly net: string;
  readonly total: string;
  readonly more: (count: number) => string; // lines that did not fit
  readonly none: string;
  readonly short: (yuan: string) => string;
  readonly over: (yuan: string) => string;
  readonly exact: string;
  readonly z: {
    readonly x: string; // instead of a title, while the shift is open
    readonly title: (number: number) => string;
    readonly opened: string;
    readonly closed: string;
    readonly handOver: string;
    readonly walletRefunds: string;
    readonly cashRefunds: string;
    readonly otherRefunds: string;
    readonly drawer: string;
    readonly openingFloat: string;
    readonly cashSales: string;
    readonly payIns: string;
    readonly payOuts: string;
    readonly expected: string;
    readonly counted: string;
    readonly notCounted: string;
    readonly difference: string;
    readonly attempts: string;
    readonly declined: string;
    readonly reversed: string;
    readonly canceled: string;
    readonly carriedIn: string; // charges that the shift before left unknown
    readonly settledLater: string;
    readonly refundsSettledLater: string;
    readonly carriedOver: string;
    readonly discrepancies: string;
    readonly differences: Readonly<Record<Difference, string>>;
    readonly ours: string;
    readonly theirs: string;
    readonly signedByCashier: string;
    readonly signedByManager: string;
  };
  readonly report: {
    readonly title: string;
    readonly sales: string;
    readonly average: string;
    readonly paidAtOnce: string;
    readonly takes: string;
    readonly takesWithPassword: string;
    readonly seconds: (seconds: string) => string;
    readonly refundRate: string;
    readonly passwordShare: string;
    readonly byHour: string;
    readonly byDay: string;
    readonly day: string;
    readonly hour: string;
    readonly notPaid: string;
    readonly paidAfterAll: string;
    readonly paidInCash: string;
    readonly unknown: string;
    readonly before: (yuan: string) => string; // the same stretch a week before
    readonly p99: string;
  };
  readonly reasons: Readonly<Record<NotPaidReason, string>>;
  readonly files: Readonly<Record<'charges' | 'refunds' | 'cash' | 'shifts' | 'discrepancies' | 'report' | 'z', string>>;
  readonly columns: Readonly<Record<Column, string>>;
  readonly statuses: Readonly<Record<string, string>>;
};

/** The head of a column in an exported file. */
export type Column =
  | 'at'
  | 'paidAt'
  | 'orderNo'
  | 'transactionId'
  | 'refundNo'
  | 'tillReference'
  | 'description'
  | 'status'
  | 'reason'
  | 'refunded'
  | 'kind'
  | 'received'
  | 'note'
  | 'approvedBy'
  | 'number'
  | 'opened'
  | 'closed'
  | 'difference'
  | 'cause'
  | 'remedy'
  | 'settledAt'
  | 'what'
  | 'figure'
  | 'currency';
