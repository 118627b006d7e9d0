import { type Fen, fen, fenDelta } from '../money/fen.ts';
import type { Actor } from '../people/person.ts';
import type { CashEntry, Shift, ShiftId, ShiftTotals } from '../shift/shift.ts';
import type { ChargeOnPaper, Receipt, RefundOnPaper } from './receipt.ts';

// One receipt of each kind, for tests and pictures.

const MORNING = 1_795_305_720_000; // 2026-11-22 08:02 in Shanghai
const NOON = MORNING + 16_085_000;
const AFTERNOON = MORNING + 8 * 3_600_000;

export const SAMPLE_PRINTED_AT_MS = AFTERNOON;

const COUNTER: Actor = { kind: 'counter' };
const SHIFT = 'sh_0001' as ShiftId;

const charge: ChargeOnPaper = {
  orderNo: 'T01D261122043000N7K3Q9WZ2',
  tillReference: 'A-0042',
  description: '坚果礼盒 500g',
  amountFen: fen(12_800),
  currency: 'CNY',
  refundedFen: fen(0),
  codeHint: '1345••••••••••7712',
  transactionId: '4200002261202611224433221100',
  atMs: NOON,
  cashier: '早班',
};

const sum = (count: number, amount: number): { readonly count: number; readonly fen: Fen } => ({ count, fen: fen(amount) });

const totals: ShiftTotals = {
  wallet: [
    { method: 'payment_code', ...sum(82, 434_660) },
    { method: 'merchant_qr', ...sum(3, 21_400) },
  ],
  walletRefunds: sum(2, 4_040),
  cash: {
    floatFen: fen(30_000),
    sales: sum(17, 63_850),
    refunds: sum(1, 2_000),
    payIns: sum(1, 10_000),
    payOuts: sum(1, 5_000),
    expectedFen: fenDelta(96_850),
  },
  others: [{ name: '礼品卡', ...sum(2, 20_000) }],
  otherRefunds: sum(0, 0),
  settledLater: sum(1, 4_500),
  refundsSettledLater: sum(1, 1_000),
  notPaid: { declined: 4, reversed: 2, canceled: 1 },
  unknown: 1,
  paidCount: 104,
  grossFen: fen(539_910),
  refundedFen: fen(6_040),
  netFen: fenDelta(533_870),
};

const shift: Shift = {
  kind: 'shift',
  id: SHIFT,
  status: 'open',
  cashier: '早班',
  personId: null,
  openedBy: COUNTER,
  openedAtMs: MORNING,
  openedAfterSeq: 0,
  sinceSeq: 0,
  count: null,
  openingFloatFen: fen(30_000),
  handOvers: [{ atMs: NOON, from: '晚班', to: '早班' }],
  carriedOver: [],
  idempotencyKey: null,
  closing: null,
};

const closed: Shift = {
  ...shift,
  status: 'closed',
  closing: { number: 17, atMs: AFTERNOON, afterSeq: 400, by: COUNTER, countedFen: fen(96_350), leftOpen: ['ch_1'], totals },
};

const cashSale: CashEntry = {
  kind: 'cash_entry',
  id: 'ca_1',
  what: 'sale',
  tender: null,
  amountFen: fen(3_650),
  receivedFen: fen(5_000),
  saleId: null,
  refundOf: null,
  note: null,
  shiftId: SHIFT,
  by: COUNTER,
  approvedBy: null,
  atMs: NOON,
  idempotencyKey: null,
};

const refund: RefundOnPaper = {
  refundNo: 'T01R261122071500N4XJ8B6ME',
  orderNo: charge.orderNo,
  amountFen: fen(2_040),
  currency: 'CNY',
  chargeFen: charge.amountFen,
  reason: '商品有问题',
  isDone: true,
  atMs: AFTERNOON,
  cashier: '早班',
};

/** By the name of its picture. */
export const SAMPLE_RECEIPTS: Readonly<Record<string, Receipt>> = {
  payment: { kind: 'payment', copy: 'customer', charge },
  'payment-merchant': { kind: 'payment', copy: 'merchant', charge: { ...charge, refundedFen: fen(2_040) } },
  'not-known': { kind: 'not_known', charge: { ...charge, transactionId: null } },
  refund: { kind: 'refund', copy: 'customer', refund },
  'refund-merchant': { kind: 'refund', copy: 'merchant', refund: { ...refund, isDone: false } },
  cash: { kind: 'cash', copy: 'customer', entry: cashSale, cashier: '早班' },
  'pay-out': {
    kind: 'cash',
    copy: 'merchant',
    entry: { ...cashSale, what: 'pay_out', receivedFen: null, note: '买冰块' },
    cashier: '早班',
  },
  x: { kind: 'x', shift, totals, atMs: AFTERNOON },
  z: { kind: 'z', shift: closed },
  test: { kind: 'test', printer: '192.168.1.50' },
};
