import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { ChargeId, Intent, Method, OrderNo } from '../payment/charge.ts';
import type { RefundId, RefundIntent, RefundNo } from '../payment/refund.ts';
import type { KeptRefundState } from '../payment/refund-state.ts';
import type { KeptState, Status } from '../payment/state.ts';
import type { CashEntry } from '../shift/shift.ts';
import type { Slip, SlipKind, SlipOf } from './slip.ts';

/** What the journal holds of one charge: what was asked for, and its newest kept state. */
export type ChargeRecord = {
  readonly intent: Intent;
  readonly state: KeptState;
  readonly codeHint: string | null; // all that is ever kept of a payment code
  readonly updatedAtMs: number; // wall clock
  readonly seq: number; // number of its newest entry
  readonly refundedFen: Fen; // what succeeded of its refunds
};

/** Charges of one method and currency that stand alike. */
export type ChargeSum = {
  readonly method: Method;
  readonly currency: Currency;
  readonly status: Status;
  readonly count: number;
  readonly fen: Fen;
};

/** What the journal holds of one refund: what was asked for, and its newest kept state. */
export type RefundRecord = {
  readonly intent: RefundIntent;
  readonly state: KeptRefundState;
  readonly updatedAtMs: number; // wall clock
  readonly seq: number; // number of its newest entry
};

/** What the journal holds of one slip: as it was written last. */
export type SlipRecord<Written extends Slip = Slip> = {
  readonly slip: Written;
  readonly updatedAtMs: number; // wall clock
  readonly seq: number; // number of its newest entry
};

/** The charge as one entry left it, and the refund that the entry tells of, if it does. */
export type ChargeChange = ChargeRecord & { readonly refund: RefundRecord | null };

/** What one entry left behind. */
export type JournalChange = ({ readonly kind: 'charge' } & ChargeChange) | ({ readonly kind: 'slip' } & SlipRecord);

/** One line of the journal. Written once, never changed; a mistake is mended by a later line. */
export type Entry =
  | {
      readonly kind: 'charge_created';
      readonly intent: Intent;
      readonly state: KeptState;
      readonly codeHint: string | null;
      readonly atMs: number;
    }
  | {
      readonly kind: 'charge_changed';
      readonly chargeId: ChargeId;
      readonly state: KeptState;
      readonly codeHint: string | null;
      readonly atMs: number;
    }
  | { readonly kind: 'refund_created'; readonly intent: RefundIntent; readonly state: KeptRefundState; readonly atMs: number } // of a paid charge
  | { readonly kind: 'refund_changed'; readonly refundId: RefundId; readonly state: KeptRefundState; readonly atMs: number }
  | { readonly kind: 'slip_written'; readonly slip: Slip; readonly atMs: number }; // takes the place of the one of its name

export type ChargeFilter = {
  readonly orderNo?: OrderNo;
  readonly tillReference?: string;
  readonly shiftId?: string;
  readonly statuses?: readonly Status[];
  readonly numberTail?: string; // how the order number ends, ours or the acquirer's: 1 to 12 characters
  readonly tillReferenceStart?: string;
  readonly amountFen?: Fen;
  readonly fromMs?: number; // created at this wall time or later
  readonly untilMs?: number; // created before it
};

/** A page, newest first. `nextBefore` continues it; null at the end. */
export type ChargePage = { readonly items: readonly ChargeRecord[]; readonly nextBefore: number | null };

/** A page of refunds, newest first by their first entry. `nextBefore` continues it; null at the end. */
export type RefundPage = { readonly items: readonly RefundRecord[]; readonly nextBefore: number | null };

/** A page of slips of one kind, newest first by their first entry. `nextBefore` continues it; null at the end. */
export type SlipPage<Written extends Slip> = { readonly items: readonly SlipRecord<Written>[]; readonly nextBefore: number | null };

/** Takings of a stretch of time in one currency, by the time a charge was created. */
export type Takings = { readonly paidCount: number; readonly paidFen: Fen };

/** What moves money, and how each is read for a report. */
export type LedgerItems = {
  readonly charge: ChargeRecord & { readonly askedCustomer: boolean }; // it waited for the customer's phone at some time
  readonly refund: RefundRecord & { readonly method: Method }; // of its charge
  readonly cash_entry: SlipRecord<CashEntry>;
};
export type LedgerPart = keyof LedgerItems;

/** Moments of the wall clock, the second one excluded. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** What a look found, oldest first, perhaps nothing yet. `nextAfter` continues it; null at the end. */
export type LedgerSlice<Part extends LedgerPart> = { readonly items: readonly LedgerItems[Part][]; readonly nextAfter: number | null };

/** Where a journal is not what was written. `entry`: the number of the first bad one, null when no entry can be named. */
export type JournalDamage = { readonly entry: number | null; readonly message: string };

/** What became of an append that threw. Nothing of it is kept, whatever the kind. */
export type AppendFailureKind =
  | 'full' // no room on the disk: heals with room
  | 'read_only' // the file or its disk takes no writes
  | 'disk' // the disk failed under a read or write
  | 'busy' // another program holds the file
  | 'damaged' // the file is not what was written: see `damage`
  | 'refused'; // the entries themselves cannot be: a bug

/** What `append` throws. */
export class AppendFailure extends Error {
  readonly kind: AppendFailureKind;
  constructor(kind: AppendFailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppendFailure';
    this.kind = kind;
  }
}

/**
 * The port of the journal: an append-only record on disk and what can be asked of it.
 * Synchronous on purpose: when `append` returns, the entries survive a power cut; when it throws, none of them is kept.
 */
export interface Journal {
  /** Makes entries durable, all or none. Throws an `AppendFailure`. @returns the number of the last one; numbers only grow */
  append(entries: readonly Entry[]): number;
  charge(id: ChargeId): ChargeRecord | null;
  chargeByOrderNo(orderNo: OrderNo): ChargeRecord | null;
  chargeByIdempotencyKey(key: string): ChargeRecord | null;
  /** @param before the `nextBefore` of the page before, or null for the newest; @param limit 1 to 200 */
  charges(filter: ChargeFilter, before: number | null, limit: number): ChargePage;
  /**
   * Prepares what `charges` searches by, a piece of some milliseconds at a time; what is not prepared then is so by the first search.
   * @returns whether all is
   */
  makeSearchReadier(): boolean;
  /** How many charges there are before a place (null: at all): the length of a list that stays as it was. */
  countCharges(before: number | null): number;
  /** For a list that jumps: what continues it so many charges further on. @returns a `before` for `charges`; null when there are not so many */
  chargesFurther(before: number | null, skip: number): number | null;
  /** The charges of a shift as they stand, counted and summed by method, currency and status, in no order. */
  chargeSums(shiftId: string): readonly ChargeSum[];
  /** Every charge of a shift as it stands, oldest first; read piece by piece, so others may write meanwhile. */
  chargesOfShift(shiftId: string): Iterable<ChargeRecord>;
  /**
   * Charges that became paid in the entries after `afterSeq` up to `toSeq`, as they stand, oldest first.
   * @param createdUpTo the last entry by which they were created
   */
  paidBetween(afterSeq: number, toSeq: number, createdUpTo: number): readonly ChargeRecord[];
  /** Every charge whose newest state is not final, oldest first. */
  openCharges(): readonly ChargeRecord[];
  refund(id: RefundId): RefundRecord | null;
  refundByNo(refundNo: RefundNo): RefundRecord | null;
  refundByIdempotencyKey(key: string): RefundRecord | null;
  /** Every refund of a charge, oldest first. */
  refundsOf(chargeId: ChargeId): readonly RefundRecord[];
  /** @param before the `nextBefore` of the page before, or null for the newest; @param limit 1 to 200 */
  refunds(before: number | null, limit: number): RefundPage;
  /** Refunds that the entries after `afterSeq` up to `toSeq` tell of, begun or changed, as they stand, oldest first. */
  refundsBetween(afterSeq: number, toSeq: number): readonly RefundRecord[];
  /** Every refund whose newest state is not final, oldest first. */
  openRefunds(): readonly RefundRecord[];
  slip<Kind extends SlipKind>(kind: Kind, id: string): SlipRecord<SlipOf<Kind>> | null;
  slipByKey<Kind extends SlipKind>(kind: Kind, idempotencyKey: string): SlipRecord<SlipOf<Kind>> | null;
  /** Every slip of a kind that is open, oldest first. */
  openSlips<Kind extends SlipKind>(kind: Kind): readonly SlipRecord<SlipOf<Kind>>[];
  /** @param before the `nextBefore` of the page before, or null for the newest; @param limit 1 to 200 */
  slips<Kind extends SlipKind>(kind: Kind, before: number | null, limit: number): SlipPage<SlipOf<Kind>>;
  /** Every slip of a kind whose first entry comes after `afterSeq`, up to `toSeq`, as it stands, oldest first. */
  slipsBetween<Kind extends SlipKind>(kind: Kind, afterSeq: number, toSeq: number): readonly SlipRecord<SlipOf<Kind>>[];
  /** What each entry after `seq` left behind, oldest first, at most `limit`; for listeners that come back. */
  changesAfter(seq: number, limit: number): readonly JournalChange[];
  /** Number of the newest entry; 0 when there is none. */
  lastSeq(): number;
  /** Sums what was paid in a currency among charges created from `fromMs` (wall clock) on. Amounts of two currencies are never added. */
  takingsSince(fromMs: number, currency: Currency): Takings;
  /**
   * Reads what was begun within a span, each as it stands now. In slices of a few milliseconds, so that a long span holds up nobody.
   *
   * @param after the `nextAfter` of the slice before, or null for the first
   */
  ledger<Part extends LedgerPart>(part: Part, span: Span, after: number | null): LedgerSlice<Part>;
  /** What is known to be wrong with it; null while nothing is. A damaged journal takes no new charge. */
  damage(): JournalDamage | null;
  close(): void;
}
