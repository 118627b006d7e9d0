import type {
  Reconciliation as ReconciliationDocument,
  Shift as ShiftDocument,
  ShiftReading,
  ShiftReport,
  ToldTotals,
  ShiftTotals as TotalsDocument,
} from '../contract/shift.ts';
import type { Currency } from '../money/currency.ts';
import { addFen } from '../money/fen.ts';
import { parseChargeId } from '../payment/charge.ts';
import { parseRefundId } from '../payment/refund.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import { isFinal } from '../payment/state.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import { readTotals } from '../shift/read-shift.ts';
import type { Shift, ShiftTotals, Sum } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import { stillDiffers } from './discrepancy-book.ts';
import { discrepancyDetail } from './discrepancy-detail.ts';

/** Shows a shift as the contract has it: closed as its Z reading says, open as the journal stands. @param currency the store's */
export function shiftDocument(journal: Journal, shift: Shift, currency: Currency): ShiftDocument {
  // An entry of the past may be shown: what has been closed meanwhile is not summed again.
  const closing = shift.closing ?? journal.slip('shift', shift.id)?.slip.closing ?? null;
  const totals = closing?.totals ?? readTotals(journal, shift, currency, journal.lastSeq());
  const counted = shift.closing ? shift.closing.countedFen : (shift.count?.fen ?? null);
  const expected = shift.closing ? shift.closing.totals.cash.expectedFen : (shift.count?.expectedFen ?? null);
  return {
    id: shift.id,
    status: shift.status,
    cashier: shift.cashier,
    openedAt: timestamp(shift.openedAtMs),
    closedAt: shift.closing && timestamp(shift.closing.atMs),
    openingFloat: shift.openingFloatFen,
    handOvers: shift.handOvers.map(({ atMs, from, to }) => ({ at: timestamp(atMs), from, to })),
    zNumber: shift.closing?.number ?? null,
    countedCash: counted,
    cashDifference: counted === null || expected === null ? null : counted - expected,
    carriedOver: [...shift.carriedOver],
    totals: totalsDocument(totals),
    reconciliation: shift.closing && reconciliationDocument(journal, shift, shift.closing.totals),
  };
}

/** What was found when it was closed and since; without anything of that, what the closing itself left. */
function reconciliationDocument(journal: Journal, shift: Shift, totals: ShiftTotals): ReconciliationDocument {
  const found = journal.slip('reconciliation', shift.id)?.slip ?? null;
  const paid = { count: count(totals.wallet), fen: addFen(...totals.wallet.map((sum) => sum.fen)) };
  const discrepancies = (found?.discrepancies ?? []).flatMap((id) => journal.slip('discrepancy', id)?.slip ?? []);
  return {
    matched: found?.matched ?? paid.count + totals.walletRefunds.count,
    discrepancies: discrepancies.filter(stillDiffers).map(discrepancyDocument),
    unsettled: (found?.unsettled ?? shift.closing?.leftOpen ?? []).filter((id) => isUnknown(journal, id)),
    totals: { paidCount: paid.count, gross: paid.fen, refunded: totals.walletRefunds.fen, net: paid.fen - totals.walletRefunds.fen },
    acquirerBill: found?.bill ?? 'pending',
  };
}

function discrepancyDocument(found: Discrepancy): ReconciliationDocument['discrepancies'][number] {
  const { id, difference: kind, cause, chargeId, orderNo, ours, theirs, status } = found;
  return {
    kind,
    ...(chargeId !== null && { chargeId }),
    orderNo,
    ...(ours?.amountFen != null && { ledgerAmount: ours.amountFen }),
    ...(theirs?.amountFen != null && { acquirerAmount: theirs.amountFen }),
    detail: discrepancyDetail(found),
    ...{ id, cause, status: status === 'settled' ? 'settled' : 'open' },
  };
}

function isUnknown(journal: Journal, id: string): boolean {
  const chargeId = parseChargeId(id);
  const charge = chargeId && journal.charge(chargeId);
  if (charge) return !isFinal(charge.state.status);
  const refundId = parseRefundId(id);
  const refund = refundId && journal.refund(refundId);
  return refund !== null && !isRefundFinal(refund.state.status);
}

/** Sums as the contract has them. */
export function totalsDocument(totals: ShiftTotals): TotalsDocument {
  const { wallet, walletRefunds, cash, others, otherRefunds, settledLater, refundsSettledLater, notPaid, unknown, paidCount } = totals;
  const otherCurrencies = totals.otherCurrencies?.map(({ refundedFen: refunded, ...sum }) => ({
    ...{ currency: sum.currency, ...sumDocument(sum), refunded },
  }));
  return {
    paidCount,
    gross: totals.grossFen,
    refunded: totals.refundedFen,
    net: totals.netFen,
    wallet: wallet.map(({ method, ...sum }) => ({ method, ...sumDocument(sum) })),
    walletRefunds: sumDocument(walletRefunds),
    cash: {
      openingFloat: cash.floatFen,
      sales: sumDocument(cash.sales),
      refunds: sumDocument(cash.refunds),
      payIns: sumDocument(cash.payIns),
      payOuts: sumDocument(cash.payOuts),
      expected: cash.expectedFen,
    },
    others: others.map(({ name, ...sum }) => ({ name, ...sumDocument(sum) })),
    otherRefunds: sumDocument(otherRefunds),
    settledLater: sumDocument(settledLater),
    refundsSettledLater: sumDocument(refundsSettledLater),
    notPaid: { ...notPaid },
    unknown,
    currency: totals.currency ?? 'CNY',
    ...(otherCurrencies && { otherCurrencies }),
  };
}

/** A report as somebody may read it who counts blind: until he has, every amount is null from which the drawer's contents could be told. */
export function blindReading(report: ShiftReport): ShiftReading {
  const isToBeCounted = report.status === 'open' && report.countedCash === null;
  return isToBeCounted ? { ...report, totals: blindTotals(report.totals) } : report;
}

/** Without the sums of every tender too: less the wallet's they are the cash's. */
function blindTotals(totals: TotalsDocument): ToldTotals {
  const { openingFloat, sales, refunds, payIns, payOuts } = totals.cash;
  const untold = ({ count }: TotalsDocument['cash']['sales']) => ({ count, amount: null });
  return {
    ...totals,
    ...{ gross: null, refunded: null, net: null },
    cash: {
      ...{ openingFloat, sales: untold(sales), refunds: untold(refunds), payIns: untold(payIns), payOuts: untold(payOuts) },
      expected: null,
    },
  };
}

function sumDocument({ count, fen: amount }: Sum): { readonly count: number; readonly amount: number } {
  return { count, amount };
}

function count(sums: readonly Sum[]): number {
  return sums.reduce((all, sum) => all + sum.count, 0);
}

function timestamp(wallMs: number): string {
  return new Date(wallMs).toISOString();
}
