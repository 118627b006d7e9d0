import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BillLine } from '../gateway/bill.ts';
import type { LedgerLine, LedgerRefund } from './ledger.ts';
import { memoryLedger } from './memory-ledger.ts';
import { packBill } from './pack-rows.ts';
import { type BillFindings, reconcileBill } from './reconcile-bill.ts';
import { BILL, type DealSeed, makeDeal, SHIFTS, TERMINAL } from './test-deal.ts';
import { PLANTERS, type Planted } from './test-planters.ts';

const NAMES = Object.keys(PLANTERS);

/** @param atOnce how many lines are given at once */
function findings(ours: readonly LedgerLine[], theirs: readonly BillLine[], inOrder = true, atOnce = 1): BillFindings {
  const comparison = reconcileBill({ ledger: memoryLedger(ours, { inOrder }), bill: BILL, shifts: SHIFTS, terminalIds: [TERMINAL, 'T00'] });
  for (let at = 0; at < theirs.length; at += atOnce) comparison.take(packBill(theirs.slice(at, at + atOnce)));
  return comparison.end();
}

const byTime = (lines: readonly BillLine[]) => [...lines].sort((a, b) => a.atMs - b.atMs);
const told = ({ drafts }: BillFindings) =>
  drafts.map(({ difference, cause, orderNo, refundNo }) => [difference, cause, orderNo, refundNo]).sort();

/** A sale at noon with two refunds. */
const SEED: DealSeed = { n: 1, amountFen: 4_800, minute: 12 * 60, second: 0, refunds: 2, skewMs: 0 };

describe('each difference alone', () => {
  test.each(NAMES)('%s', (name) => {
    const { ours, theirs, expected, postponed = [] } = (PLANTERS[name] as (typeof PLANTERS)[string])(makeDeal(SEED));
    const found = findings(ours, byTime(theirs));
    expect(told(found)).toEqual([...expected].sort());
    expect(found.postponed).toEqual(postponed);
  });
});

test('each shift has its own count, money and fees; what was postponed by one bill must be in the next', () => {
  const early = makeDeal({ ...SEED, n: 1 });
  const late = makeDeal({ ...SEED, n: 2, minute: 17 * 60, amountFen: 2_000 });
  const foreign = (PLANTERS['money of another terminal'] as (typeof PLANTERS)[string])(makeDeal({ ...SEED, n: 3, refunds: 2 }));
  const { tallies, drafts } = findings(
    [...early.ours, ...late.ours, ...foreign.ours],
    byTime([...early.theirs, ...late.theirs, ...foreign.theirs]),
  );
  const refunded = 1_200 + 1_199;
  const early_ = { matched: 6, paidCount: 2, grossFen: 9_600, refundedFen: 2 * refunded, netFen: 9_600 - 2 * refunded };
  expect(tallies).toEqual([
    { shiftId: 'early', ...early_, feeMicroYuan: (9_600 - 2 * refunded) * 60 },
    { shiftId: 'late', matched: 3, paidCount: 1, grossFen: 2_000, refundedFen: 999, netFen: 1_001, feeMicroYuan: 1_001 * 60 },
  ]);
  expect(drafts).toEqual([]);

  const yesterday = { ...(early.refunds[0] as LedgerRefund), atMs: BILL.fromMs - 60_000, settledAtMs: BILL.fromMs - 30_000 };
  const again = (carried: ReadonlySet<string>) => {
    const ledger = memoryLedger([early.charge, yesterday]);
    const comparison = reconcileBill({ ledger, bill: BILL, shifts: SHIFTS, terminalIds: [TERMINAL], carried });
    comparison.take(packBill(early.theirs.slice(0, 1)));
    return told(comparison.end());
  };
  expect(again(new Set())).toEqual([]);
  expect(again(new Set([yesterday.refundId]))).toEqual([['refund_differs', 'refund_missing_there', 'order-1', yesterday.refundNo]]);
});

const seeds = fc.array(
  fc.record({
    planter: fc.oneof(fc.constant('nothing'), fc.constantFrom(...NAMES)),
    amount: fc.nat({ max: 40 }),
    minute: fc.integer({ min: 9 * 60, max: 23 * 60 + 30 }),
    second: fc.constantFrom(0, 0, 17),
    skewMs: fc.constantFrom(0, 0, -4 * 60_000, 6 * 60_000),
    key: fc.nat(),
  }),
  { minLength: 1, maxLength: 60 },
);

test('a day with any mixture of differences: all are found, none is invented, however the bill and our ledger are sorted', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(seeds, fc.boolean(), fc.integer({ min: 1, max: 40 }), (day, isLedgerSorted, atOnce) => {
      const planted = day.map(({ planter, amount, ...seed }, n): Planted => {
        met.add(planter);
        // Each amount is of one deal, so that no payment looks like a repeat of another.
        return (PLANTERS[planter] as (typeof PLANTERS)[string])(makeDeal({ ...seed, n, amountFen: 4_000 + amount * 100 + n, refunds: 2 }));
      });
      const ours = planted.flatMap((deal) => deal.ours);
      const theirs = planted.flatMap((deal) => deal.theirs);
      const shuffled = theirs.map((line, at) => ({ line, key: Math.imul((day[at % day.length]?.key ?? 0) + at, 0x9e3779b1) }));
      const sorted = findings(ours, byTime(theirs), isLedgerSorted, atOnce);
      const mixed = findings(
        ours,
        shuffled.sort((a, b) => a.key - b.key).map(({ line }) => line),
        isLedgerSorted,
        atOnce,
      );
      expect(told(sorted)).toEqual(planted.flatMap((deal) => deal.expected).sort());
      expect(new Set(sorted.drafts.map(({ id }) => id)).size).toBe(sorted.drafts.length);
      expect([...sorted.postponed].sort()).toEqual(planted.flatMap((deal) => deal.postponed ?? []).sort());
      expect(mixed.drafts).toEqual(sorted.drafts);
      expect(mixed.postponed).toEqual(sorted.postponed);
      expect(sums(mixed)).toEqual(sums(sorted));
    }),
    { numRuns: Number(process.env.RECONCILE_DAYS ?? 400) },
  );
  expect([...met].sort()).toEqual([...NAMES].sort());
});

function sums({ tallies }: BillFindings) {
  return [...tallies].sort((a, b) => String(a.shiftId).localeCompare(String(b.shiftId)));
}
