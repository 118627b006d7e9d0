import { CURRENCIES, type Currency } from '../money/currency.ts';
import { addFen, type Fen, fen, fenDelta } from '../money/fen.ts';
import { METHODS, type Method } from '../payment/charge.ts';
import { isFinal } from '../payment/state.ts';
import type { ChargeRecord, ChargeSum, RefundRecord } from '../store/journal.ts';
import type { CashEntry, CashTotals, CurrencySum, Shift, ShiftTotals, Sum } from './shift.ts';

/** What the journal holds of a shift, each as it stands. */
export type ShiftLedger = {
  readonly charges: readonly ChargeSum[]; // that carry its id
  readonly paidSince: Iterable<ChargeRecord>; // of before it, that became paid since the Z before
  readonly refundsSince: Iterable<RefundRecord>; // begun or changed since the Z before, whosever they are
  readonly cash: Iterable<CashEntry>; // that carry its id
};

const NOTHING: Sum = { count: 0, fen: fen(0) };

/** Told of also when they took nothing. */
const ALWAYS_TOLD: ReadonlySet<Method> = new Set<Method>(['payment_code', 'merchant_qr', 'link']);

/**
 * Adds up a shift: what was begun in it counts in it, whenever it is settled. What earlier shifts left open and is settled now is
 * told apart and is in no other sum; so over all Z readings each payment is counted once.
 *
 * @param currency the store's, and of every sum but `otherCurrencies`
 */
export function sumShift(
  { id, openingFloatFen }: Pick<Shift, 'id' | 'openingFloatFen'>,
  currency: Currency,
  ledger: ShiftLedger,
): ShiftTotals {
  const { charges } = ledger;
  const isOurs = (of: { readonly currency: Currency }) => of.currency === currency;
  const allRefunds = [...ledger.refundsSince].filter(({ state }) => state.status === 'succeeded').map(({ intent }) => intent);
  const refunds = allRefunds.filter(isOurs);
  const allLater = [...ledger.paidSince].map(({ intent }) => intent).filter((intent) => isEarlier(id, intent));
  const allCash = [...ledger.cash].map(inItsCurrency);
  const entries = allCash.filter(isOurs);
  const allPaid = charges.filter(({ status }) => status === 'paid');
  const paid = allPaid.filter(isOurs);
  const sums = METHODS.map((method) => ({ method, ...together(paid.filter((sum) => sum.method === method)) }));
  const wallet = sums.filter(({ method, count }) => count > 0 || ALWAYS_TOLD.has(method));
  const walletRefunds = sumOf(refunds.filter(({ shiftId }) => shiftId === id));
  const cash = cashTotals(
    openingFloatFen,
    entries.filter(({ tender }) => tender === null),
  );
  const named = entries.filter(({ tender, what }) => tender !== null && what === 'sale');
  const names = [...new Set(named.map(({ tender }) => tender ?? ''))].sort();
  const otherRefunds = sumOf(entries.filter(({ tender, what }) => tender !== null && what === 'refund'));
  const sales = [together(paid), cash.sales, sumOf(named)];
  const grossFen = addFen(...sales.map((sum) => sum.fen));
  const refundedFen = addFen(walletRefunds.fen, cash.refunds.fen, otherRefunds.fen);
  const back = [...allRefunds.filter(({ shiftId }) => shiftId !== null), ...allCash.filter(({ what }) => what === 'refund')];
  const late = [...allLater, ...allCash.filter(({ what }) => what === 'sale')]; // cash: of before the store's currency was changed
  const others = CURRENCIES.filter((other) => other !== currency).map((other) => currencySum(other, allPaid, late, back));
  const otherCurrencies = others.filter(({ count, refundedFen }) => count > 0 || refundedFen > 0);
  return {
    wallet: wallet.filter(({ count }) => count > 0),
    walletRefunds,
    cash,
    others: names.map((name) => ({ name, ...sumOf(named.filter(({ tender }) => tender === name)) })),
    otherRefunds,
    settledLater: sumOf(allLater.filter(isOurs)),
    refundsSettledLater: sumOf(refunds.filter((intent) => isEarlier(id, intent))),
    notPaid: { declined: countOf(charges, 'declined'), reversed: countOf(charges, 'reversed'), canceled: countOf(charges, 'canceled') },
    unknown: together(charges.filter(({ status }) => !isFinal(status))).count,
    paidCount: sales.reduce((count, sum) => count + sum.count, 0),
    grossFen,
    refundedFen,
    netFen: fenDelta(grossFen - refundedFen),
    currency,
    ...(otherCurrencies.length > 0 && { otherCurrencies }),
  };
}

type Amount = { readonly currency: Currency; readonly amountFen: Fen };

/** @param sums paid charges of the shift @param later of earlier ones, paid in it, and cash @param back refunds that succeeded */
function currencySum(currency: Currency, sums: readonly ChargeSum[], later: readonly Amount[], back: readonly Amount[]): CurrencySum {
  const isOfIt = (of: { readonly currency: Currency }) => of.currency === currency;
  return { currency, ...together([...sums.filter(isOfIt), sumOf(later.filter(isOfIt))]), refundedFen: sumOf(back.filter(isOfIt)).fen };
}

/** What was taken while no shift was open is nobody's, also later. */
function isEarlier(id: Shift['id'], { shiftId }: { readonly shiftId: string | null }): boolean {
  return shiftId !== null && shiftId !== id;
}

function inItsCurrency(entry: CashEntry): CashEntry & { readonly currency: Currency } {
  return { ...entry, currency: entry.currency ?? 'CNY' };
}

function cashTotals(floatFen: Fen, entries: readonly CashEntry[]): CashTotals {
  const of = (what: CashEntry['what']) => sumOf(entries.filter((entry) => entry.what === what));
  const [sales, refunds, payIns, payOuts] = [of('sale'), of('refund'), of('pay_in'), of('pay_out')];
  const expectedFen = fenDelta(floatFen + sales.fen - refunds.fen + payIns.fen - payOuts.fen);
  return { floatFen, sales, refunds, payIns, payOuts, expectedFen };
}

function sumOf(amounts: readonly { readonly amountFen: Fen }[]): Sum {
  return amounts.length === 0 ? NOTHING : { count: amounts.length, fen: fen(amounts.reduce((sum, { amountFen }) => sum + amountFen, 0)) };
}

function together(sums: readonly Sum[]): Sum {
  return { count: sums.reduce((count, sum) => count + sum.count, 0), fen: addFen(...sums.map((sum) => sum.fen)) };
}

function countOf(charges: readonly ChargeSum[], status: ChargeSum['status']): number {
  return together(charges.filter((sum) => sum.status === status)).count;
}
