import type { CashRow } from '../../../src/contract/cash.ts';
import type { OfficeAnswer } from '../../../src/contract/office.ts';
import type { OfficeView } from '../../../src/contract/office-view.ts';
import type { ReconciliationView } from '../../../src/contract/reconciliation.ts';
import type { ShiftReading } from '../../../src/contract/shift.ts';
import { STORIES, type Story } from '../stories.ts';
import { BASE } from '../story-parts.ts';

const CASHIER = { id: 'pe_3', name: '收银员 A', role: 'cashier' } as const;
const MANAGER = { id: 'pe_1', name: '店长', role: 'manager' } as const;

const OFFICE = {
  ...{ person: { ...CASHIER, isResting: false }, hasPeople: true, people: [MANAGER, CASHIER], arePinsReadable: true },
  ...{ printers: [], drawer: { canOpen: true }, refundLimit: 10_000, openDiscrepancies: 0, reconciling: null },
  shift: {
    ...{ id: 'sh_story', cashier: '收银员 A', openedAt: '2026-11-22T08:02:00+08:00' },
    ...{ openingFloat: 30_000, isCounted: false, isClosing: false },
  },
} as unknown as OfficeView & ReconciliationView;
const NO_SHIFT: OfficeView = { ...OFFICE, shift: null };
const CLOSING: OfficeView & ReconciliationView = {
  ...OFFICE,
  shift: OFFICE.shift && { ...OFFICE.shift, isCounted: true, isClosing: true },
  reconciling: { shiftId: 'sh_story', billDate: null, done: 61, of: 85 },
};

const REPORT: ShiftReading = {
  ...{ kind: 'x', id: 'sh_story', status: 'open', cashier: '收银员 A', openedAt: '2026-11-22T08:02:00+08:00', closedAt: null },
  ...{ openingFloat: 30_000, handOvers: [], zNumber: null, countedCash: 91_350, cashDifference: -500, carriedOver: [] },
  totals: {
    ...{ paidCount: 104, gross: 519_910, refunded: 4_040, net: 515_870 },
    wallet: [
      { method: 'payment_code', count: 82, amount: 434_660 },
      { method: 'merchant_qr', count: 3, amount: 21_400 },
    ],
    walletRefunds: { count: 1, amount: 2_040 },
    cash: {
      openingFloat: 30_000,
      sales: { count: 17, amount: 63_850 },
      refunds: { count: 1, amount: 2_000 },
      payIns: { count: 0, amount: 0 },
      payOuts: { count: 0, amount: 0 },
      expected: 91_850,
    },
    others: [],
    otherRefunds: { count: 0, amount: 0 },
    settledLater: { count: 0, amount: 0 },
    refundsSettledLater: { count: 0, amount: 0 },
    notPaid: { declined: 4, reversed: 1, canceled: 2 },
    unknown: 1,
  },
  reconciliation: null,
};
const BLIND: ShiftReading = {
  ...REPORT,
  ...{ countedCash: null, cashDifference: null },
  totals: {
    ...{ ...REPORT.totals, gross: null, refunded: null, net: null },
    cash: {
      ...{ openingFloat: 30_000, sales: { count: 17, amount: null }, refunds: { count: 1, amount: null }, expected: null },
      ...{ payIns: { count: 0, amount: null }, payOuts: { count: 0, amount: null } },
    },
  },
};
const Z: ShiftReading = { ...REPORT, kind: 'z', status: 'closed', closedAt: '2026-11-22T16:02:00+08:00', zNumber: 128 };

const ROWS: readonly CashRow[] = [
  row({ id: 'c5', what: 'pay_out', amount: 20_000, at: '15:20', note: '存银行' }),
  row({ id: 'c4', what: 'sale', amount: 3_580, received: 5_000, leftAmount: 3_580, at: '14:58' }),
  row({ id: 'c3', what: 'refund', amount: 2_000, at: '13:20' }),
  row({ id: 'c2', what: 'sale', amount: 6_400, received: 10_000, leftAmount: 4_400, at: '13:11' }),
  row({ id: 'c1', what: 'sale', amount: 12_800, tender: '储值卡', leftAmount: 0, at: '09:12' }),
];

function row({ at, ...given }: Pick<CashRow, 'id' | 'what' | 'amount' | 'at'> & Partial<CashRow>): CashRow {
  return { tender: null, received: null, leftAmount: null, note: null, by: '收银员 A', ...given, at: `2026-11-22T${at}:00+08:00` };
}

const COUNTED: OfficeAnswer = { ok: true, value: { counted: 91_350, expected: 91_850, difference: -500 } };
const CLOSED: OfficeAnswer = { ok: true, value: { shiftId: 'sh_story', zNumber: 128 } };
const SOLD: OfficeAnswer = { ok: true, value: { entryId: 'c4', change: 1_420 } };
const NEEDED: OfficeAnswer = { ok: false, code: 'approval_needed', deed: 'pay_out' };

const view = BASE;
const unknown = STORIES.find(({ name }) => name === 'todo')?.view.todo.slice(0, 1) ?? [];
const SALE = ['Digit3', 'Digit5', 'Period', 'Digit8'];
const COUNT = ['F10', 'Digit1', ...[...'913'].map((digit) => `Digit${digit}`), 'Period', 'Digit5'];
const AT = { view, office: OFFICE, reads: { shift: REPORT, cash: { items: ROWS } } } as const;
const DONE = { ...AT, officeAnswers: { count_cash: COUNTED, close_shift: CLOSED, cash_sale: SOLD } } as const;

/** Shift and drawer. Nobody and nothing in them is real. */
export const SHIFT_STORIES: readonly Story[] = [
  { name: 'no-shift', view, office: NO_SHIFT },
  { name: 'menu', ...AT, keys: ['F10'] },
  { name: 'menu-no-shift', view, office: NO_SHIFT, keys: ['F10'] },
  { name: 'shift-opening', view, office: NO_SHIFT, keys: ['F10', 'Digit1', 'Digit3', 'Digit0', 'Digit0'] },
  { name: 'shift-opening-nobody', view, office: { ...NO_SHIFT, hasPeople: false, person: null, people: [] }, keys: ['F10', 'Digit1'] },
  { name: 'cash', ...DONE, keys: [...SALE, 'F4'] },
  { name: 'cash-handed', ...DONE, keys: [...SALE, 'F4', 'Digit5', 'Digit0'] },
  { name: 'cash-short', ...DONE, keys: [...SALE, 'F4', 'Digit2', 'Digit0', 'Enter'] },
  { name: 'cash-other', ...DONE, keys: [...SALE, 'F4', 'F4'] },
  { name: 'cash-taken', ...DONE, keys: [...SALE, 'F4', 'Digit5', 'Digit0', 'Enter'] },
  {
    name: 'cash-taken-training',
    ...DONE,
    view: { ...view, mode: 'sandbox', practice: { phoneUrl: 'about:blank#phone', faultsUrl: 'about:blank#faults' } },
    keys: [...SALE, 'F4', 'Digit5', 'Digit0', 'Enter'],
  },
  { name: 'pay-out', ...AT, keys: ['F10', 'Digit6', 'Digit2', 'Digit0', 'Digit0'] },
  { name: 'pay-out-approval', ...AT, officeAnswers: { pay_out: NEEDED }, keys: ['F10', 'Digit6', 'Digit2', 'Digit0', 'Digit0', 'Enter'] },
  { name: 'drawer-lines', ...AT, keys: ['F10', 'Digit4', 'ArrowDown', 'ArrowDown'] },
  { name: 'cash-return', ...AT, keys: ['F10', 'Digit4', 'ArrowDown', 'ArrowDown', 'Enter'] },
  { name: 'shift-reading', ...AT, reads: { shift: BLIND }, keys: ['F10', 'Digit3'] },
  { name: 'shift-reading-all', ...AT, keys: ['F10', 'Digit3'] },
  { name: 'shift-count', ...AT, keys: COUNT },
  { name: 'shift-count-pieces', ...AT, keys: ['F10', 'Digit1', 'ArrowDown', 'Digit6', 'Enter', 'Digit4', 'Enter', 'Digit5', 'Enter'] },
  { name: 'shift-counted', ...DONE, view: { ...view, todo: unknown }, keys: [...COUNT, 'Enter'] },
  { name: 'shift-counted-calm', ...DONE, keys: [...COUNT, 'Enter'] },
  { name: 'shift-asking', ...DONE, office: CLOSING, keys: ['F10', 'Digit1'] },
  {
    name: 'shift-closed',
    ...{ ...DONE, reads: { shift: Z } },
    view: { ...view, todo: unknown },
    ...{ keys: [...COUNT, 'Enter'], thenMs: 600, thenKeys: ['Enter'] },
  },
];
