import * as v from 'valibot';
import { METHODS } from './charge.ts';
import { Approval, anyFen, line, requestId } from './office.ts';

const timestamp = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer());
const amount = v.pipe(v.number(), v.integer());
const sum = v.object({ count, amount });

/** What a shift took and gave. Amounts in hundredths of the store's currency. Wallet charges count where they were begun, whenever they are settled. */
export const ShiftTotals = v.object({
  paidCount: v.pipe(count, v.description('Paid sales of every tender.')),
  gross: v.pipe(amount, v.description('Of every tender.')),
  refunded: v.pipe(amount, v.description('Of every tender.')),
  net: v.pipe(amount, v.description('gross less refunded; negative when more went back than came in.')),
  wallet: v.array(v.object({ method: v.picklist(METHODS), ...sum.entries })),
  walletRefunds: sum,
  cash: v.object({
    openingFloat: amount,
    sales: sum,
    refunds: sum,
    payIns: sum,
    payOuts: sum,
    expected: v.pipe(v.nullable(amount), v.description('What should be in the drawer; null while it is not to be told.')),
  }),
  others: v.array(v.object({ name: v.string(), ...sum.entries })),
  otherRefunds: sum,
  settledLater: v.pipe(sum, v.description('Charges of earlier shifts that became paid in this one; in no other sum.')),
  refundsSettledLater: v.pipe(sum, v.description('The same of refunds that earlier shifts began.')),
  notPaid: v.object({ declined: count, reversed: count, canceled: count }),
  unknown: v.pipe(count, v.description('Charges that have no end yet.')),
  currency: v.exactOptional(
    v.pipe(v.string(), v.description('The store’s when it was summed: of every amount but those of other currencies. Left out: CNY.')),
  ),
  otherCurrencies: v.exactOptional(
    v.pipe(
      v.array(v.object({ currency: v.string(), ...sum.entries, refunded: amount })),
      v.description(
        'What was taken and given back in currencies that are not the store’s; in no other sum. Left out when there was nothing.',
      ),
    ),
  ),
});
export type ShiftTotals = v.InferOutput<typeof ShiftTotals>;

/** A difference between the ledger and the acquirer. Source: interface of the terminal, "Till API". */
export const DISCREPANCY_KINDS = [
  'missing_at_acquirer',
  'missing_in_ledger',
  'amount_differs',
  'status_differs',
  'refund_differs',
] as const;

export const Reconciliation = v.object({
  matched: v.pipe(count, v.description('Charges and refunds that both sides tell alike.')),
  discrepancies: v.array(
    v.object({
      kind: v.picklist(DISCREPANCY_KINDS),
      chargeId: v.optional(v.string()),
      orderNo: v.string(),
      ledgerAmount: v.optional(amount),
      acquirerAmount: v.optional(amount),
      detail: v.pipe(v.string(), v.description('What differs, in a sentence.')),
      id: v.pipe(v.string(), v.description('Names the same difference at each look.')),
      cause: v.pipe(v.string(), v.description('Why, as far as both records tell; more may be added.')),
      status: v.pipe(v.picklist(['open', 'settled']), v.description('settled: somebody has dealt with it, the records still differ.')),
    }),
  ),
  unsettled: v.pipe(v.array(v.string()), v.description('Charges and refunds that nobody knows the end of yet: carried over.')),
  totals: v.pipe(
    v.object({ paidCount: count, gross: amount, refunded: amount, net: amount }),
    v.description('Of the wallet alone: what the acquirer knows of.'),
  ),
  acquirerBill: v.picklist(['pending', 'matched', 'differs']),
});
export type Reconciliation = v.InferOutput<typeof Reconciliation>;

/** A shift as the till, the event stream and the screens see it. */
export const Shift = v.object({
  id: v.string(),
  status: v.picklist(['open', 'closed']),
  cashier: v.string(),
  openedAt: timestamp,
  closedAt: v.nullable(timestamp),
  openingFloat: amount,
  handOvers: v.array(v.object({ at: timestamp, from: v.string(), to: v.string() })),
  zNumber: v.pipe(v.nullable(count), v.description('Of the Z reading: 1, 2, 3, … of this terminal; null while it is open.')),
  countedCash: v.pipe(v.nullable(amount), v.description('null: nobody counted.')),
  cashDifference: v.pipe(v.nullable(amount), v.description('countedCash less what was expected; negative when money is missing.')),
  carriedOver: v.pipe(v.array(v.string()), v.description('Charges and refunds that the shift before left without an end.')),
  totals: v.pipe(ShiftTotals, v.description('Of a closed shift as they were when it was closed, for good.')),
  reconciliation: v.pipe(v.nullable(Reconciliation), v.description('null while it is open.')),
});
export type Shift = v.InferOutput<typeof Shift>;

/** A page of shifts, newest first. */
export const ShiftPage = v.object({ items: v.array(Shift), nextCursor: v.nullable(v.string()) });
export type ShiftPage = v.InferOutput<typeof ShiftPage>;

/** A shift's report: the Z reading, or while it is open an X reading, which has no effect. */
export const ShiftReport = v.object({ kind: v.picklist(['x', 'z']), ...Shift.entries });
export type ShiftReport = v.InferOutput<typeof ShiftReport>;

/** A sum whose amount is null while it is not to be told. */
type ToldSum = { readonly count: number; readonly amount: number | null };

/** What a window is told of `ShiftTotals`: null stands for each amount from which could be told what is in the drawer. */
export type ToldTotals = Omit<ShiftTotals, 'gross' | 'refunded' | 'net' | 'cash'> & {
  readonly gross: number | null;
  readonly refunded: number | null;
  readonly net: number | null;
  readonly cash: Readonly<Record<'sales' | 'refunds' | 'payIns' | 'payOuts', ToldSum>> & {
    readonly openingFloat: number;
    readonly expected: number | null;
  };
};

/** A `ShiftReport` as a window reads it: until an open shift is counted, whoever may see no reports is told no sum of its cash. */
export type ShiftReading = Omit<ShiftReport, 'totals'> & { readonly totals: ToldTotals };

/** What a window may ask of shifts. */
export const SHIFT_COMMANDS = [
  /** Opens a shift of whoever is signed in. `cashier`: the name, while nobody has been set up. Answers `{ shiftId }`. `shift_already_open`. */
  v.object({ kind: v.literal('open_shift'), requestId, openingFloat: anyFen, cashier: v.optional(line(20)) }),
  /** Gives the open shift to whoever has just signed in here, with the line open. `no_shift`; `too_many_hand_overs` after 100. */
  v.object({ kind: v.literal('hand_over'), cashier: v.optional(line(20)) }),
  /**
   * Tells what was counted in the drawer, blind: what should be there is said in the answer, `{ counted, expected, difference }`.
   * Once: another number needs `correct_count`. `no_shift`, `already_counted`.
   */
  v.object({ kind: v.literal('count_cash'), counted: anyFen }),
  /** A recount: compared with what should be in the drawer by then. With a manager's word. Answers as `count_cash`. `not_counted`. */
  v.object({ kind: v.literal('correct_count'), counted: anyFen, reason: v.optional(line(80)), approval: v.optional(Approval) }),
  /**
   * Asks about what has no end yet, a few seconds at most, then closes the shift. `countedCash`: null when nobody counts, or `count_cash` told
   * it. Answers `{ shiftId, zNumber, expected, difference }`. `no_shift`, `already_counted` with another number.
   */
  v.object({ kind: v.literal('close_shift'), requestId, countedCash: v.nullable(anyFen) }),
] as const;

/** What the view says of shifts: little, for it is sent at each change. Sums are asked for. */
export type ShiftView = {
  readonly shift: {
    readonly id: string;
    readonly cashier: string;
    readonly openedAt: string; // RFC 3339
    readonly openingFloat: number; // fen
    readonly isCounted: boolean;
    readonly isClosing: boolean; // asking about what has no end yet
  } | null;
};

/**
 * `GET /ui/v1/office/read/shifts?cursor=&limit=`: a `ShiftPage`; `…/read/shift?id=`: a `ShiftReading`; without id, of the open shift;
 * `…/read/shift_acts?id=`: what needed a word in it, an `ActPage` of at most 200, oldest first.
 */
export const ShiftPageQuery = v.object({
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)), '50'),
});
export const ShiftQuery = v.object({ id: v.optional(v.pipe(v.string(), v.maxLength(40))) });
