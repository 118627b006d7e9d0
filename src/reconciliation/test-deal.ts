import type { BillLine } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import type { LedgerLine, LedgerPayment, LedgerRefund } from './ledger.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Midnight at the acquirer's, in the test's world. */
export const BILL = { fromMs: 100 * DAY_MS, toMs: 101 * DAY_MS };
export const TERMINAL = 'T01';
/** The second one crosses midnight. */
export const SHIFTS = [
  { id: 'early', fromMs: BILL.fromMs + 8 * HOUR_MS, toMs: BILL.fromMs + 16 * HOUR_MS },
  { id: 'late', fromMs: BILL.fromMs + 16 * HOUR_MS, toMs: BILL.toMs + 2 * HOUR_MS },
];

/** One charge with its refunds, as both sides tell it. */
export type Deal = {
  readonly n: number;
  readonly charge: LedgerPayment;
  readonly refunds: readonly LedgerRefund[];
  readonly ours: readonly LedgerLine[];
  readonly theirs: readonly BillLine[];
};

/** What a deal is made of: its amount, when it was paid, and what went back at which distance. */
export type DealSeed = {
  readonly n: number;
  readonly amountFen: number; // 100 or more
  readonly minute: number; // of the day
  readonly second: number;
  readonly refunds: number; // 0 to 3, together less than the whole
  readonly skewMs: number; // how far our clock is before the acquirer's
};

/** A day's charge without any difference. Names have the numbers of their deals in front. */
export function makeDeal({ n, amountFen, minute, second, refunds: count, skewMs }: DealSeed): Deal {
  const atMs = BILL.fromMs + minute * MINUTE_MS + second * 1_000;
  const shift = SHIFTS.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const common = {
    place: 0,
    chargeId: `charge-${n}`,
    shiftId: shift?.id ?? null,
    orderNo: `order-${n}`,
    transactionId: `42000${String(n).padStart(23, '0')}`,
    amountFen: fen(amountFen),
  };
  const charge: LedgerPayment = { ...common, kind: 'payment', status: 'paid', atMs, settledAtMs: atMs };
  const refunds = Array.from({ length: count }, (_, at): LedgerRefund => {
    const askedMs = atMs + (at + 1) * MINUTE_MS + skewMs;
    return {
      ...common,
      kind: 'refund',
      status: 'succeeded',
      refundId: `refund-${n}-${at}`,
      refundNo: `back-${n}-${at}`,
      refundFen: fen(Math.floor(amountFen / 4) - at),
      atMs: askedMs,
      settledAtMs: askedMs + 20_000,
    };
  });
  const theirs = [paymentLine(charge), ...refunds.map((refund) => refundLine(refund, refund.atMs - skewMs))];
  return { n, charge, refunds, ours: [charge, ...refunds], theirs };
}

export function paymentLine(charge: LedgerPayment, changes: Partial<BillLine> = {}): BillLine {
  return {
    kind: 'payment',
    atMs: charge.atMs,
    orderNo: charge.orderNo,
    transactionId: charge.transactionId ?? 'told later',
    deviceInfo: TERMINAL,
    tradeType: 'MICROPAY',
    amountFen: charge.amountFen,
    couponFen: fen(0),
    refundNo: null,
    acquirerRefundNo: null,
    refundFen: null,
    refundStatus: null,
    feeMicroYuan: charge.amountFen * 60,
    ...changes,
  };
}

export function refundLine(refund: LedgerRefund, atMs: number, changes: Partial<BillLine> = {}): BillLine {
  return {
    kind: 'refund',
    atMs,
    orderNo: refund.orderNo,
    transactionId: refund.transactionId ?? 'told later',
    deviceInfo: TERMINAL,
    tradeType: 'MICROPAY',
    amountFen: refund.amountFen,
    couponFen: fen(0),
    refundNo: refund.refundNo,
    acquirerRefundNo: `50000${refund.refundNo}`,
    refundFen: refund.refundFen,
    refundStatus: 'succeeded',
    feeMicroYuan: -refund.refundFen * 60,
    ...changes,
  };
}

/** The line of a payment that was taken and undone. */
export function reversalLine(charge: LedgerPayment, atMs: number, changes: Partial<BillLine> = {}): BillLine {
  const back = { refundNo: `undo-${charge.orderNo}`, acquirerRefundNo: `50000${charge.orderNo}`, refundFen: charge.amountFen };
  return paymentLine(charge, {
    kind: 'reversal',
    atMs,
    ...back,
    refundStatus: 'succeeded',
    feeMicroYuan: -charge.amountFen * 60,
    ...changes,
  });
}
