import { CAUSES, type DiscrepancyView, type ReconciliationSummary } from '../../../src/contract/reconciliation.ts';
import type { ManagerStory } from '../story.ts';

const DAY = '2026-11-22';

const CLEAN: DiscrepancyView = {
  id: 'ST01261122002207/payment',
  source: 'bill',
  difference: 'missing_in_ledger',
  cause: 'double_payment',
  status: 'open',
  shiftId: 'story-shift',
  billDate: DAY,
  chargeId: null,
  nearChargeId: 'story-2206',
  near: { at: `${DAY}T11:46:12+08:00`, amount: 4_500, orderNo: 'ST01261122002206' },
  orderNo: 'ST01261122002207',
  refundNo: null,
  ours: null,
  theirs: { amount: 4_500, status: 'paid', at: `${DAY}T11:47:05+08:00`, detail: '4200002026112211470002207' },
  remedies: ['refund', 'write_off'],
  assignedTo: null,
  settledBy: null,
  remedy: null,
  reason: null,
  by: null,
  foundAt: '2026-11-23T10:04:00+08:00',
  settledAt: null,
};

const LEFT: DiscrepancyView = {
  ...CLEAN,
  id: 'ST01261122008814/payment',
  source: 'closing',
  difference: 'status_differs',
  cause: 'still_unknown',
  billDate: null,
  chargeId: 'story-8814',
  nearChargeId: null,
  near: null,
  orderNo: 'ST01261122008814',
  ours: { amount: 12_800, status: 'unknown', at: `${DAY}T14:33:02+08:00`, detail: '' },
  theirs: null,
  remedies: ['query_again'],
};

const REFUND: DiscrepancyView = {
  ...LEFT,
  id: 'ST01261122004410/refund/RT1',
  source: 'bill',
  difference: 'refund_differs',
  cause: 'refund_amount',
  status: 'assigned',
  billDate: DAY,
  chargeId: 'story-4410',
  orderNo: 'ST01261122004410',
  refundNo: 'RT0126112200004410',
  ours: { amount: 2_040, status: 'succeeded', at: `${DAY}T13:20:11+08:00`, detail: 'RT0126112200004410' },
  theirs: { amount: 2_000, status: 'succeeded', at: `${DAY}T13:20:15+08:00`, detail: 'RT0126112200004410' },
  remedies: ['query_again', 'write_off'],
  assignedTo: { id: 'p-wang', name: '早班' },
};

const AFTER_ALL: DiscrepancyView = {
  ...LEFT,
  id: 'ST01261122007702/payment',
  source: 'bill',
  cause: 'paid_after_all',
  billDate: DAY,
  chargeId: 'story-7702',
  orderNo: 'ST01261122007702',
  ours: { amount: 6_600, status: 'declined', at: `${DAY}T15:12:40+08:00`, detail: '' },
  theirs: { amount: 6_600, status: 'paid', at: `${DAY}T15:12:44+08:00`, detail: '4200002026112215120007702' },
  remedies: ['adopt', 'refund', 'query_again'],
};

const LI = { kind: 'person', name: '值班' } as const;
const done = { status: 'settled', settledBy: 'remedy', by: LI, settledAt: '2026-11-23T10:12:30+08:00' } as const;
const SETTLED: readonly DiscrepancyView[] = [
  { ...CLEAN, ...done, remedy: 'refund' },
  { ...AFTER_ALL, ...done, remedy: 'adopt' },
  { ...CLEAN, ...done, id: 'other', cause: 'other_terminal', near: null, remedy: 'write_off', reason: '已查清，是别的收银机' },
  { ...LEFT, ...done, settledBy: 'vanished', by: null },
];

export const OPEN_DIFFERENCES: readonly DiscrepancyView[] = [LEFT, CLEAN, AFTER_ALL];

const SUMMARY: ReconciliationSummary = {
  counts: { open: 3, assigned: 1, settled: 4 },
  matched: 85,
  shifts: [
    {
      id: 'story-shift',
      zNumber: 318,
      cashier: '早班',
      openedAt: `${DAY}T08:02:00+08:00`,
      closedAt: `${DAY}T16:02:00+08:00`,
      bill: 'differs',
      matched: 85,
      open: 4,
      unsettled: 1,
    },
    {
      id: 'story-shift-0.5',
      zNumber: 317,
      cashier: '晚班',
      openedAt: '2026-11-21T20:02:00+08:00',
      closedAt: `${DAY}T04:02:00+08:00`,
      bill: 'pending',
      matched: 97,
      open: 0,
      unsettled: 0,
    },
    {
      id: 'story-shift-1',
      zNumber: 316,
      cashier: '早班',
      openedAt: '2026-11-21T08:02:00+08:00',
      closedAt: '2026-11-21T16:02:00+08:00',
      bill: 'matched',
      matched: 91,
      open: 0,
      unsettled: 0,
    },
  ],
  days: [
    { date: '2026-11-23', state: 'waiting', dueAt: '2026-11-24T10:00:00+08:00', readAt: null, matched: 0, open: 0, problem: null },
    { date: DAY, state: 'read', dueAt: null, readAt: '2026-11-23T10:04:00+08:00', matched: 181, open: 3, problem: null },
    { date: '2026-11-21', state: 'read', dueAt: null, readAt: '2026-11-22T10:03:00+08:00', matched: 188, open: 0, problem: null },
    { date: '2026-11-20', state: 'malformed', dueAt: null, readAt: null, matched: 0, open: 0, problem: 'line 4: sum' },
    { date: '2026-11-19', state: 'none', dueAt: null, readAt: '2026-11-20T10:03:00+08:00', matched: 0, open: 0, problem: null },
  ],
};

const QUIET: ReconciliationSummary = {
  counts: { open: 0, assigned: 0, settled: 4 },
  matched: 85,
  shifts: SUMMARY.shifts.map((shift) => ({ ...shift, bill: 'matched', open: 0 })),
  days: SUMMARY.days.filter(({ state }) => state === 'read').map((day) => ({ ...day, open: 0 })),
};

/** Each cause once: for looking at the sentences. */
const EVERY: readonly DiscrepancyView[] = CAUSES.map((cause) => ({
  ...(cause.startsWith('refund') ? REFUND : CLEAN),
  id: cause,
  cause,
  near: null,
  status: 'open',
  assignedTo: null,
}));

const LISTS: Readonly<Record<string, readonly DiscrepancyView[]>> = { open: OPEN_DIFFERENCES, assigned: [REFUND], settled: SETTLED };
const readings = {
  reconciliation: () => SUMMARY,
  discrepancies: ({ status }: Readonly<Record<string, string>>) => ({
    items: (status && LISTS[status]) ?? [...OPEN_DIFFERENCES, REFUND],
    nextCursor: null,
  }),
};
const nothing = { reconciliation: () => QUIET, discrepancies: () => ({ items: [], nextCursor: null }) };
const people = { openDiscrepancies: 4, reconciling: null, shift: null };

export const RECONCILIATION_STORIES: readonly ManagerStory[] = [
  { name: 'reconciliation', hash: '#/reconciliation', people, readings },
  {
    name: 'reconciliation-evidence',
    hash: '#/reconciliation',
    people,
    readings,
    presses: ['article[data-cause=still_unknown] [aria-expanded]', 'article[data-cause=double_payment] [aria-expanded]'],
  },
  {
    name: 'reconciliation-underway',
    hash: '#/reconciliation',
    people,
    readings: { ...readings, discrepancies: () => ({ items: [{ ...CLEAN, remedy: 'refund', by: LI }, LEFT], nextCursor: null }) },
  },
  { name: 'reconciliation-shift', hash: '#/reconciliation/shift/story-shift', people, readings },
  { name: 'reconciliation-assigned', hash: '#/reconciliation/assigned', people, readings },
  { name: 'reconciliation-settled', hash: '#/reconciliation/settled', people, readings },
  { name: 'reconciliation-clear', hash: '#/reconciliation', people: { ...people, openDiscrepancies: 0 }, readings: nothing },
  {
    name: 'reconciliation-running',
    hash: '#/reconciliation',
    people: { ...people, reconciling: { shiftId: 'story-shift', billDate: null, done: 31, of: 86 } },
    readings,
  },
  { name: 'reconciliation-failed', hash: '#/reconciliation', people },
  {
    name: 'reconciliation-refused',
    hash: '#/reconciliation',
    people,
    readings,
    answers: () => ({ ok: false, code: 'no_answer' }),
    presses: ['[data-remedy=query_again] button'],
  },
  {
    name: 'write-off',
    hash: '#/reconciliation',
    people,
    readings,
    presses: ['[data-remedy=write_off] button', 'form button[type=submit]'],
  },
  {
    name: 'reconciliation-causes',
    hash: '#/reconciliation',
    people,
    readings: { ...readings, discrepancies: () => ({ items: EVERY, nextCursor: null }) },
  },
];
