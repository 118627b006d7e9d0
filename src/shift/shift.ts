import type { Currency } from '../money/currency.ts';
import type { Fen, FenDelta } from '../money/fen.ts';
import type { Method } from '../payment/charge.ts';
import type { Actor, PersonId } from '../people/person.ts';

declare const brand: unique symbol;

/** Our own name of a shift, unique on this terminal. */
export type ShiftId = string & { readonly [brand]: 'ShiftId' };

const SHIFT_ID = /^[0-9A-Za-z_-]{1,40}$/;

/** Reads a shift's name at a door. @returns null when it cannot be one */
export function parseShiftId(text: string): ShiftId | null {
  return SHIFT_ID.test(text) ? (text as ShiftId) : null;
}

/** One cashier taking over from another, with the line open. */
export type HandOver = { readonly atMs: number; readonly from: string; readonly to: string };

/** A cashier's stint, across midnight if need be. One is open at a time. */
export type Shift = {
  readonly kind: 'shift';
  readonly id: ShiftId;
  readonly status: 'open' | 'closed';
  readonly cashier: string; // whose it is now, 1 to 40 characters
  readonly personId: PersonId | null; // null: a name that the till gave
  readonly openedBy: Actor;
  readonly openedAtMs: number; // wall clock
  readonly openedAfterSeq: number; // what the journal holds from the next entry on happened in it
  readonly sinceSeq: number; // the last entry that the Z before covers: what became of earlier charges since then is told in this one
  readonly openingFloatFen: Fen; // cash in the drawer when it began
  readonly count: Count | null; // of the drawer before closing; null: nobody counted yet
  readonly handOvers: readonly HandOver[];
  readonly carriedOver: readonly string[]; // charges that the shift before left unknown
  readonly idempotencyKey: string | null; // of the request that opened it
  readonly closing: Closing | null; // null while it is open; written once
};

/** Cash that was counted blind, and what should have been there at that moment. What moves later moves both. */
export type Count = { readonly fen: Fen; readonly expectedFen: FenDelta; readonly atMs: number; readonly by: Actor };

/** What closing a shift wrote down for good: the Z reading. Reprinted from here, never summed again. */
export type Closing = {
  readonly number: number; // Z 1, 2, 3, … of this terminal
  readonly atMs: number; // wall clock
  readonly afterSeq: number; // the last entry that is in it
  readonly by: Actor;
  readonly countedFen: Fen | null; // cash that was counted, blind; null: nobody counted
  readonly leftOpen: readonly string[]; // charges and refunds that are not known yet: the next shift carries them
  readonly totals: ShiftTotals;
};

/** A count and its sum. */
export type Sum = { readonly count: number; readonly fen: Fen };

/**
 * What a shift took and gave: the X reading while it is open. Wallet charges count where they were begun, whenever they are settled. Each
 * sum is of the store's currency alone; counts of what is not paid or not known are of every currency.
 */
export type ShiftTotals = {
  readonly wallet: readonly ({ readonly method: Method } & Sum)[]; // paid charges, by method
  readonly walletRefunds: Sum; // refunds begun in this shift that succeeded
  readonly cash: CashTotals;
  readonly others: readonly ({ readonly name: string } & Sum)[]; // free-named tenders
  readonly otherRefunds: Sum;
  readonly settledLater: Sum; // charges of earlier shifts that became paid in this one: in their own shift's money, told here
  readonly refundsSettledLater: Sum; // the same of refunds that earlier shifts began
  readonly notPaid: { readonly declined: number; readonly reversed: number; readonly canceled: number };
  readonly unknown: number; // charges that are not final
  readonly paidCount: number; // every tender
  readonly grossFen: Fen; // every tender
  readonly refundedFen: Fen; // every tender
  readonly netFen: FenDelta;
  readonly currency?: Currency; // of every sum but those of other currencies: the store's then; left out: CNY
  readonly otherCurrencies?: readonly CurrencySum[]; // left out: nothing was charged in another than the store's
};

/** What a shift took and gave in a currency that is not the store's, with what earlier shifts left and it settled: in no other sum. */
export type CurrencySum = { readonly currency: Currency; readonly refundedFen: Fen } & Sum;

export type CashTotals = {
  readonly floatFen: Fen;
  readonly sales: Sum;
  readonly refunds: Sum;
  readonly payIns: Sum;
  readonly payOuts: Sum;
  readonly expectedFen: FenDelta; // float + sales − refunds + pay-ins − pay-outs
};

/** Cash in or out of the drawer, or a sale settled with a tender that the terminal only writes down. */
export type CashEntry = {
  readonly kind: 'cash_entry';
  readonly id: string;
  readonly what: 'sale' | 'refund' | 'pay_in' | 'pay_out';
  readonly tender: string | null; // null: cash; else the name of another, 1 to 20 characters
  readonly currency?: Currency; // the store's then; left out: CNY
  readonly amountFen: Fen;
  readonly receivedFen: Fen | null; // of a cash sale: what the customer handed over
  readonly saleId: string | null; // of a sale: a parked one's, or its own
  readonly refundOf: string | null; // of a refund: the cash entry that it gives back
  readonly note: string | null; // at most 80 characters
  readonly shiftId: ShiftId | null;
  readonly by: Actor;
  readonly approvedBy: Actor | null;
  readonly atMs: number; // wall clock
  readonly idempotencyKey: string | null;
};
