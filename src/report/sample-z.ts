import { fen, fenDelta } from '../money/fen.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import type { ShiftId } from '../shift/shift.ts';
import type { Locale } from './report-text.ts';
import type { ClosedShift, Unsettled, ZReading } from './z-reading.ts';

const none = { count: 0, fen: fen(0) };
/** Of the store's 2026-11-22, in Shanghai. */
const MIDNIGHT_MS = 1_795_276_800_000;
const COUNTER = { kind: 'counter' } as const;

/** The shift of the drawings, for tests and pictures. Nothing in it is real. */
export function sampleShift(changes: Partial<ClosedShift['closing']['totals']> = {}): ClosedShift {
  return {
    kind: 'shift',
    id: 'shift-3' as ShiftId,
    status: 'closed',
    cashier: '早班',
    personId: null,
    openedBy: COUNTER,
    openedAtMs: MIDNIGHT_MS + 482 * 60_000,
    openedAfterSeq: 100,
    sinceSeq: 100,
    openingFloatFen: fen(30_000),
    count: null,
    handOvers: [{ atMs: MIDNIGHT_MS + 720 * 60_000, from: '值班', to: '早班' }],
    carriedOver: ['c-1'],
    idempotencyKey: null,
    closing: {
      number: 3,
      atMs: MIDNIGHT_MS + 962 * 60_000,
      afterSeq: 400,
      by: COUNTER,
      countedFen: fen(91_350),
      leftOpen: ['c-2'],
      totals: {
        wallet: [
          { method: 'payment_code', count: 82, fen: fen(434_660) },
          { method: 'merchant_qr', count: 3, fen: fen(21_400) },
        ],
        walletRefunds: { count: 1, fen: fen(2_040) },
        cash: {
          floatFen: fen(30_000),
          sales: { count: 17, fen: fen(63_850) },
          refunds: { count: 1, fen: fen(2_000) },
          payIns: none,
          payOuts: none,
          expectedFen: fenDelta(91_850),
        },
        others: [],
        otherRefunds: none,
        settledLater: { count: 1, fen: fen(8_900) },
        refundsSettledLater: none,
        notPaid: { declined: 3, reversed: 1, canceled: 2 },
        unknown: 1,
        paidCount: 102,
        grossFen: fen(519_910),
        refundedFen: fen(4_040),
        netFen: fenDelta(515_870),
        ...changes,
      },
    },
  };
}

export function sampleDiscrepancy(changes: Partial<Discrepancy> = {}): Discrepancy {
  const ours = { amountFen: fen(2_040), status: 'succeeded', atMs: null, detail: '' };
  return {
    kind: 'discrepancy',
    id: 'd-1',
    source: 'closing',
    shiftId: 'shift-3' as ShiftId,
    billDate: null,
    difference: 'refund_differs',
    cause: 'refund_amount',
    chargeId: 'c-3',
    nearChargeId: null,
    back: null,
    orderNo: 'S2611221320000004410',
    refundNo: null,
    ours,
    theirs: { ...ours, amountFen: fen(2_000) },
    remedies: ['adopt'],
    status: 'open',
    assignedTo: null,
    settledBy: null,
    remedy: null,
    reason: null,
    by: null,
    foundAtMs: 0,
    settledAtMs: null,
    ...changes,
  };
}

const UNKNOWN: Unsettled = { orderNo: 'S2611221433000008814', amountFen: fen(12_800) };

export function sampleReading(locale: Locale, changes: Partial<ZReading> = {}): ZReading {
  return {
    locale,
    store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai' },
    isTraining: false,
    shift: sampleShift(),
    carriedIn: [],
    carriedOver: [UNKNOWN],
    discrepancies: [sampleDiscrepancy()],
    ...changes,
  };
}

/** One that has too much of everything. */
export function fullReading(locale: Locale): ZReading {
  const many = Array.from({ length: 40 }, (_, index) => index);
  const shift = sampleShift({
    others: many.map((index) => ({ name: `食堂饭卡和公司购物券第${index}种抵用`, count: 12_345, fen: fen(9_999_999_999) })),
    otherRefunds: { count: 3, fen: fen(9_999_999_999) },
    refundsSettledLater: { count: 99, fen: fen(9_999_999_999) },
    grossFen: fen(9_999_999_999_999),
    otherCurrencies: (['GBP', 'USD', 'EUR', 'HKD'] as const).map((currency) => {
      return { currency, count: 12_345, fen: fen(9_999_999_999), refundedFen: fen(9_999_999_999) };
    }),
  });
  const unsettled = many.map((): Unsettled => ({ orderNo: 'W'.repeat(32), amountFen: fen(9_999_999_999) }));
  return sampleReading(locale, {
    store: { name: '一家名字非常长长长长长长长长长长长长长长长长长长长的店', terminalId: 'T01', timeZone: 'Asia/Shanghai' },
    isTraining: true,
    shift: {
      ...shift,
      handOvers: many.map((index) => ({ atMs: index * 3_600_000, from: '一二三四五六七八九十一二三四五六七八九十', to: '오전반' })),
    },
    carriedIn: unsettled,
    carriedOver: unsettled,
    discrepancies: many.map((index) => sampleDiscrepancy({ id: `d-${index}`, difference: 'missing_in_ledger', orderNo: 'W'.repeat(32) })),
  });
}
