import type { ReportAnswer, ReportView } from '../../../src/contract/report.ts';
import { OPEN_DIFFERENCES } from '../reconciliation/stories.ts';
import type { ManagerStory } from '../story.ts';

const HOURS = [18_000, 42_000, 61_000, 89_000, 132_000, 76_000, 54_000, 49_800];
const BEFORE = [16_000, 46_000, 56_000, 82_000, 118_000, 69_000, 61_000, 56_000, 72_000, 104_000, 141_000, 98_000, 42_000];
const none = { count: 0, fen: 0 };

function report(hours: readonly number[], changes: Partial<ReportView>): ReportView {
  const fen = hours.reduce((all, amount) => all + amount, 0);
  const taken = { count: 104, fen };
  return {
    from: '2026-11-24',
    to: '2026-11-24',
    currency: 'CNY',
    otherCurrencies: [],
    taken,
    refunded: none,
    netFen: fen,
    averageFen: Math.floor(fen / 104),
    tenders: [],
    hours: Array.from({ length: 24 }, (_, hour) => ({ hour, count: hours[hour - 8] ? 13 : 0, fen: hours[hour - 8] ?? 0 })),
    days: [{ day: '2026-11-24', ...taken, refundedFen: 0 }],
    wallet: {
      paid: 87,
      notPaid: 4,
      canceled: 2,
      paidAtOnce: 85,
      codes: { paid: 82, askedCustomer: 21 },
      waits: { count: 82, medianMs: 1_800, p99Ms: 21_000 },
      waitsWithPassword: { count: 21, medianMs: 9_400, p99Ms: 28_000 },
    },
    notPaid: [],
    unknown: { ...none, oldestMs: null, charges: [] },
    cashiers: [],
    terminals: [],
    upTo: null,
    ...changes,
  };
}

const NOW = Date.parse('2026-11-24T15:24:00+08:00');

const TODAY: ReportAnswer = {
  report: report(HOURS, {
    refunded: { count: 1, fen: 2_040 },
    netFen: 519_760,
    tenders: [
      { kind: 'payment_code', name: null, taken: { count: 82, fen: 434_660 }, refunded: { count: 1, fen: 2_040 } },
      { kind: 'merchant_qr', name: null, taken: { count: 5, fen: 25_330 }, refunded: none },
      { kind: 'cash', name: null, taken: { count: 17, fen: 61_810 }, refunded: none },
    ],
    notPaid: [
      { reason: 'code_expired', count: 2, paidAfterAll: 2, paidInCash: 0 },
      { reason: 'insufficient_funds', count: 1, paidAfterAll: 0, paidInCash: 1 },
      { reason: 'customer_timeout', count: 1, paidAfterAll: 0, paidInCash: 0 },
    ],
    unknown: { count: 1, fen: 12_800, oldestMs: NOW - 51 * 60_000, charges: [{ id: 'u', atMs: NOW - 51 * 60_000, amountFen: 12_800 }] },
    cashiers: [
      { name: '早班', taken: { count: 70, fen: 361_200 }, refunded: { count: 1, fen: 2_040 }, notPaid: 3 },
      { name: '晚班', taken: { count: 34, fen: 160_600 }, refunded: none, notPaid: 1 },
    ],
  }),
  before: report(BEFORE, { from: '2026-11-17', to: '2026-11-17', upTo: { ms: NOW, taken: none, refunded: none, netFen: 501_960 } }),
  nowMs: NOW,
  today: '2026-11-24',
  hour: 15,
  timeZone: 'Asia/Shanghai',
};

const DAYS = [412_300, 388_000, 501_200, 455_000, 690_100, 812_400, 730_900];
const days = (from: number) =>
  DAYS.map((fen, index) => ({ day: `2026-11-${from + index}`, count: 90, fen: fen + from * 1_000, refundedFen: 0 }));

const WEEK: ReportAnswer = {
  ...TODAY,
  report: { ...TODAY.report, from: '2026-11-16', to: '2026-11-22', days: days(16), unknown: { ...none, oldestMs: null, charges: [] } },
  before: { ...TODAY.report, from: '2026-11-09', to: '2026-11-15', days: days(10), upTo: null },
};

const EMPTY: ReportAnswer = {
  ...TODAY,
  report: report([], {
    taken: none,
    averageFen: null,
    wallet: {
      ...TODAY.report.wallet,
      ...{ paid: 0, notPaid: 0, canceled: 0, paidAtOnce: 0, codes: { paid: 0, askedCustomer: 0 } },
      waits: { count: 0, medianMs: null, p99Ms: null },
      waitsWithPassword: { count: 0, medianMs: null, p99Ms: null },
    },
  }),
  before: null,
};

export const REPORT_STORIES: readonly ManagerStory[] = [
  { name: 'overview', hash: '#/overview', readings: { report: () => TODAY } },
  {
    name: 'overview-needs-you',
    hash: '#/overview',
    people: { openDiscrepancies: 3 },
    readings: { report: () => TODAY, discrepancies: () => ({ items: OPEN_DIFFERENCES, nextCursor: null }) },
  },
  { name: 'overview-empty', hash: '#/overview', readings: { report: () => EMPTY } },
  { name: 'reports', hash: '#/reports', readings: { report: () => WEEK } },
];
