import type { Shift, ShiftTotals } from '../../../src/contract/shift.ts';
import type { ManagerStory } from '../story.ts';

const none = { count: 0, amount: 0 };

const TOTALS: ShiftTotals = {
  paidCount: 104,
  gross: 519_910,
  refunded: 4_040,
  net: 515_870,
  wallet: [
    { method: 'payment_code', count: 82, amount: 434_660 },
    { method: 'merchant_qr', count: 3, amount: 21_400 },
  ],
  walletRefunds: { count: 1, amount: 2_040 },
  cash: {
    openingFloat: 30_000,
    sales: { count: 19, amount: 63_850 },
    refunds: { count: 1, amount: 2_000 },
    payIns: none,
    payOuts: none,
    expected: 91_850,
  },
  others: [],
  otherRefunds: none,
  settledLater: { count: 1, amount: 5_800 },
  refundsSettledLater: none,
  notPaid: { declined: 3, reversed: 1, canceled: 2 },
  unknown: 1,
};

const CLOSED: Shift = {
  id: 'story-shift',
  status: 'closed',
  cashier: '早班',
  openedAt: '2026-11-22T08:02:00+08:00',
  closedAt: '2026-11-22T16:02:00+08:00',
  openingFloat: 30_000,
  handOvers: [{ at: '2026-11-22T12:31:00+08:00', from: '晚班', to: '早班' }],
  zNumber: 318,
  countedCash: 91_350,
  cashDifference: -500,
  carriedOver: ['story-carried'],
  totals: TOTALS,
  reconciliation: {
    matched: 85,
    discrepancies: [
      {
        kind: 'missing_in_ledger',
        orderNo: 'ST01261122002207',
        acquirerAmount: 4_500,
        detail: '',
        id: 'd1',
        cause: 'double_payment',
        status: 'open',
      },
      {
        kind: 'refund_differs',
        orderNo: 'ST01261122004410',
        ledgerAmount: 2_040,
        acquirerAmount: 2_000,
        detail: '',
        id: 'd2',
        cause: 'refund_amount',
        status: 'open',
      },
    ],
    unsettled: ['story-left'],
    totals: { paidCount: 85, gross: 456_060, refunded: 2_040, net: 454_020 },
    acquirerBill: 'differs',
  },
};

const MATCHED = { matched: 97, discrepancies: [], unsettled: [], acquirerBill: 'matched' } as const;

function closed(days: number, changes: Partial<Shift>): Shift {
  const earlier = (at: string | null) => at && new Date(Date.parse(at) - days * 86_400_000).toISOString();
  return {
    ...CLOSED,
    id: `story-shift-${days}`,
    openedAt: earlier(CLOSED.openedAt) as string,
    closedAt: earlier(CLOSED.closedAt),
    zNumber: 318 - Math.ceil(days * 2),
    cashDifference: 0,
    totals: { ...TOTALS, net: 515_870 + Math.round(days * 7_919), paidCount: 104 + Math.round(days) },
    reconciliation: CLOSED.reconciliation && { ...CLOSED.reconciliation, ...MATCHED, discrepancies: [], unsettled: [] },
    ...changes,
  };
}

const OPEN: Shift = {
  ...CLOSED,
  id: 'story-open',
  status: 'open',
  cashier: '晚班',
  openedAt: '2026-11-22T16:04:00+08:00',
  closedAt: null,
  handOvers: [],
  zNumber: null,
  countedCash: null,
  cashDifference: null,
  carriedOver: [],
  totals: {
    ...TOTALS,
    paidCount: 31,
    gross: 148_200,
    refunded: 0,
    net: 148_200,
    cash: { ...TOTALS.cash, sales: { count: 6, amount: 18_400 } },
  },
  reconciliation: null,
};

const LIST = [
  OPEN,
  CLOSED,
  closed(0.5, { cashier: '晚班' }),
  closed(1, { cashDifference: 200 }),
  closed(1.5, { cashier: '晚班', openedAt: '2026-11-20T20:00:00+08:00', closedAt: '2026-11-21T04:10:00+08:00' }),
  closed(2, { countedCash: null, cashDifference: null }),
];

const ACTS = [
  {
    id: 'a1',
    deed: 'refund_above_limit',
    subject: 'story-3',
    amount: 2_040,
    by: { kind: 'person', name: '早班' },
    approvedBy: { kind: 'person', name: '值班' },
    reason: '多收了',
    at: '2026-11-22T13:20:00+08:00',
  },
  {
    id: 'a2',
    deed: 'correct_count',
    subject: CLOSED.id,
    amount: 91_350,
    by: { kind: 'person', name: '早班' },
    approvedBy: { kind: 'person', name: '值班' },
    reason: '一张夹在下面',
    at: '2026-11-22T16:00:00+08:00',
  },
];

/** A charge of which nobody knows the end, as the record has it. */
const LEFT = {
  charge: { id: 'story-left', status: 'unresolved', amount: 12_800, orderNo: 'ST01261122008814', createdAt: '2026-11-22T14:33:00+08:00' },
};

const PRINTER = { name: '前台', status: 'ready', waiting: 0, papers: [] } as const;
const GOING_ON = {
  id: OPEN.id,
  cashier: OPEN.cashier,
  openedAt: OPEN.openedAt,
  openingFloat: 30_000,
  isCounted: false,
  isClosing: false,
};

const people = { shift: GOING_ON, printers: [PRINTER], reconciling: null, openDiscrepancies: 2 };
const readings = {
  shifts: () => ({ items: LIST, nextCursor: '17' }),
  shift: ({ id = OPEN.id }: Readonly<Record<string, string>>) => LIST.find((shift) => shift.id === id),
  shift_acts: ({ id = '' }: Readonly<Record<string, string>>) => ({ items: id === CLOSED.id ? ACTS : [], nextCursor: null }),
  charge: ({ id = '' }: Readonly<Record<string, string>>) => ({
    charge: { ...LEFT.charge, id, ...(id === 'story-carried' && { status: 'paid', amount: 5_800 }) },
  }),
};
const counted = { ...readings, shift: () => ({ ...OPEN, countedCash: 48_400, cashDifference: 0 }) };

export const SHIFT_STORIES: readonly ManagerStory[] = [
  { name: 'shifts', hash: '#/shifts', people, readings },
  {
    name: 'shifts-empty',
    hash: '#/shifts',
    people: { ...people, shift: null },
    readings: { shifts: () => ({ items: [], nextCursor: null }) },
  },
  { name: 'shifts-failed', hash: '#/shifts', people: { ...people, shift: null } },
  { name: 'shift', hash: `#/shifts/${CLOSED.id}`, people, readings },
  { name: 'shift-matched', hash: '#/shifts/story-shift-1', people, readings },
  {
    name: 'shift-reconciling',
    hash: '#/shifts/story-shift-1',
    people: { ...people, reconciling: { shiftId: 'story-shift-1', billDate: null, done: 31, of: 86 } },
    readings,
  },
  { name: 'shift-open', hash: `#/shifts/${OPEN.id}`, people: { ...people, printers: [] }, readings },
  {
    name: 'shift-correct',
    hash: `#/shifts/${OPEN.id}`,
    people,
    readings: counted,
    presses: ['section header button', 'form button[type=submit]'],
  },
];
