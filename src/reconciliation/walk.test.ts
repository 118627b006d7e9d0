import { expect, test } from 'vitest';
import type { BillRows } from '../gateway/bill.ts';
import { memoryLedger } from './memory-ledger.ts';
import { packBill } from './pack-rows.ts';
import { createTallies } from './tally.ts';
import { BILL, makeDeal } from './test-deal.ts';
import { createWalk } from './walk.ts';

const DEALS = Array.from({ length: 2_000 }, (_, n) =>
  makeDeal({
    n,
    amountFen: 1_000 + (n % 50),
    minute: 60 + Math.floor(n / 2),
    second: n % 3,
    refunds: n % 4 === 0 ? 2 : 0,
    skewMs: 5 * 60_000,
  }),
);
const OURS = DEALS.flatMap((deal) => deal.ours);
const THEIRS = DEALS.flatMap((deal) => deal.theirs);

test.each([
  ['in time order', [...THEIRS].sort((a, b) => a.atMs - b.atMs)],
  ['backwards', [...THEIRS].sort((a, b) => b.atMs - a.atMs)],
  ['by its numbers', [...THEIRS].sort((a, b) => (a.transactionId < b.transactionId ? -1 : 1))],
  [
    'shuffled',
    THEIRS.map((line, n) => ({ line, key: Math.imul(n, 0x9e3779b1) }))
      .sort((a, b) => a.key - b.key)
      .map(({ line }) => line),
  ],
])('of a bill %s nothing is left over when both sides tell the same, and nothing waits as an object', (_, bill) => {
  const tallies = createTallies(BILL);
  const walk = createWalk(memoryLedger(OURS), tallies, () => false);
  for (let at = 0; at < bill.length; at += 300) walk.take(packBill(bill.slice(at, at + 300)));
  const { ours, theirs } = walk.end();
  expect([ours.size, theirs.size]).toEqual([0, 0]);
  expect(tallies.all().reduce((sum, { matched }) => sum + matched, 0)).toBe(THEIRS.length);
});

/** Rows that say how many of them became an object. */
function counted(rows: BillRows): BillRows & { made: number } {
  const told = {
    ...rows,
    made: 0,
    line(row: number) {
      told.made++;
      return rows.line(row);
    },
  };
  return told;
}

test.each([
  ['that comes a little before ours', 30_000, 'T01', 0],
  ['that comes long before ours', 120_000, 'T01', 1],
  ['of another terminal that nothing explains', 0, 'T02', 0],
])('a line %s', (_, earlyMs, device, made) => {
  const { ours, theirs } = makeDeal({ n: 1, amountFen: 100, minute: 60, second: 0, refunds: 0, skewMs: 0 });
  const walk = createWalk(memoryLedger(device === 'T01' ? ours : []), createTallies(BILL), (told) => told !== 'T01');
  const rows = counted(packBill(theirs.map((line) => ({ ...line, deviceInfo: device, atMs: line.atMs - earlyMs }))));
  walk.take(rows);
  const { ours: left, theirs: strays } = walk.end();
  expect([rows.made, left.size, strays.size]).toEqual([made, 0, 0]);
});
