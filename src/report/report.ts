import type { Currency } from '../money/currency.ts';
import type { Fen, FenDelta } from '../money/fen.ts';
import type { Method } from '../payment/charge.ts';
import type { Day } from './calendar.ts';
import type { NotPaidReason } from './line.ts';

/** A stretch of whole days of the store's calendar, both counted. */
export type Stretch = { readonly from: Day; readonly to: Day };

export type Sum = { readonly count: number; readonly fen: Fen };

/**
 * What a stretch of days took and gave. Every amount is whole hundredths; shares are for the reader to work out, so that
 * nothing is rounded. Amounts, and counts of what they count, are of the store's currency alone; attempts and waits are of every one.
 */
export type Report = Stretch & {
  readonly currency: Currency; // the store's
  readonly taken: Sum; // every tender, before refunds
  readonly refunded: Sum;
  readonly netFen: FenDelta;
  readonly averageFen: Fen | null; // of a sale, rounded down; null: none
  readonly tenders: readonly TenderSum[]; // wallet by method, cash, then others by name
  readonly hours: readonly (Sum & { readonly hour: number })[]; // 0 to 23, of all days together
  readonly days: readonly (Sum & { readonly day: Day; readonly refundedFen: Fen })[]; // each day of the stretch
  readonly wallet: WalletSums;
  readonly notPaid: readonly NotPaid[]; // most frequent first
  readonly unknown: Unknown;
  readonly cashiers: readonly Performance[]; // by name, most money first; null: outside of any shift
  readonly terminals: readonly Performance[];
  readonly otherCurrencies: readonly CurrencyFlow[]; // what was charged in others than the store's, by currency
  readonly upTo: { readonly ms: number; readonly taken: Sum; readonly refunded: Sum; readonly netFen: FenDelta } | null; // what of it was begun before a moment
};

export type CurrencyFlow = { readonly currency: Currency; readonly taken: Sum; readonly refunded: Sum; readonly unknown: Sum };

export type TenderSum = {
  readonly kind: Method | 'cash' | 'other';
  readonly name: string | null; // of another
  readonly taken: Sum;
  readonly refunded: Sum;
};

/** How charges of the wallet went. */
export type WalletSums = {
  readonly paid: number;
  readonly notPaid: number; // declined or reversed; what was given up before it was sent is no attempt
  readonly canceled: number;
  readonly paidAtOnce: number; // without an earlier attempt at the same sale that failed
  readonly codes: { readonly paid: number; readonly askedCustomer: number }; // payment codes alone
  readonly waits: Waits; // of payment codes, from sending to paid
  readonly waitsWithPassword: Waits;
};

/** Within half a per cent. */
export type Waits = { readonly count: number; readonly medianMs: number | null; readonly p99Ms: number | null };

export type NotPaid = {
  readonly reason: NotPaidReason;
  readonly count: number;
  readonly paidAfterAll: number; // the same sale was paid by the wallet later
  readonly paidInCash: number; // …or by cash or another tender
};

/** Charges that are not final. */
export type Unknown = Sum & {
  readonly oldestMs: number | null;
  readonly charges: readonly { readonly id: string; readonly atMs: number; readonly amountFen: Fen }[];
};

export type Performance = { readonly name: string | null; readonly taken: Sum; readonly refunded: Sum; readonly notPaid: number };
