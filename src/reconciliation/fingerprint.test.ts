import { expect, test } from 'vitest';
import type { BillLine } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import { fingerprintsOf, takeFingerprints } from './fingerprint.ts';
import { packBill, packLedger } from './pack-rows.ts';
import { makeDeal } from './test-deal.ts';

function printsOf(lines: readonly BillLine[]): string[] {
  const prints = fingerprintsOf(0);
  takeFingerprints(packBill(lines), prints);
  return lines.map((_, row) => `${prints.high[row]} ${prints.low[row]}`);
}

const deal = (n: number) => makeDeal({ n, amountFen: 100 + (n % 7), minute: 60, second: 0, refunds: 1, skewMs: 5_000 });
const [PAID, BACK] = deal(1).theirs as readonly [BillLine, BillLine];

test('both sides take the same of what is alike', () => {
  const { ours, theirs } = deal(1);
  const [page] = [...packLedger(ours)];
  const prints = fingerprintsOf(0);
  if (page) takeFingerprints(page, prints);
  expect([0, 1].map((row) => `${prints.high[row]} ${prints.low[row]}`)).toEqual(printsOf(theirs));
});

test('every part of a line is in it', () => {
  const other = (changes: Partial<BillLine>) => ({ ...PAID, ...changes });
  const lines = [
    PAID,
    BACK,
    other({ orderNo: 'order-2' }),
    other({ orderNo: 'order-1x' }),
    other({ transactionId: PAID.transactionId.replace(/1$/, '2') }),
    other({ orderNo: `${PAID.orderNo}4`, transactionId: PAID.transactionId.slice(1) }),
    other({ amountFen: fen(PAID.amountFen + 1) }),
    other({ amountFen: fen(PAID.amountFen + 2 ** 32) }),
    { ...BACK, refundNo: 'back-1-1' },
    { ...BACK, refundFen: fen(99) },
  ];
  expect(new Set(printsOf(lines)).size).toBe(lines.length);
});

test('a hundred thousand neighbouring numbers have one of their own each', () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => deal(n).theirs).flat();
  expect(new Set(printsOf(lines)).size).toBe(100_000);
});
