import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillLine } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import type { LedgerLine, LedgerRows } from './ledger.ts';
import { packBill, packLedger } from './pack-rows.ts';
import { NOBODY } from './tally.ts';
import { makeDeal } from './test-deal.ts';
import { createWaiting } from './waiting.ts';

const deal = (n: number, refunds = 0) => makeDeal({ n, amountFen: 100 + (n % 7), minute: 60, second: 0, refunds, skewMs: 0 });
const pageOf = (lines: readonly LedgerLine[]) => [...packLedger(lines)][0] as LedgerRows;

/** Lets lines wait under owners and places of their own, and tells who is taken out by lines of the bill. */
function waitingFor(lines: readonly LedgerLine[]) {
  const waiting = createWaiting();
  let first = 0;
  for (const page of packLedger(lines)) {
    const placed = { ...page, place: page.place.map((_, row) => first + row) };
    const owners = Int32Array.from(page.place, (_, row) => (first + row) % 3);
    waiting.put(placed, 0, 1, owners);
    waiting.put(placed, 1, page.count, owners);
    first += page.count;
  }
  const take = (bill: readonly BillLine[]) => {
    const owners = new Int32Array(bill.length);
    waiting.take(packBill(bill), owners);
    return [...owners];
  };
  return { take, places: waiting.places };
}

test('what waits is taken once by what tells the same to the last byte, however it is mixed with the rest', () => {
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', '号'), minLength: 1, maxLength: 3 }),
    fc.constantFrom('x'.repeat(100), 'y'.repeat(140)),
  );
  const line = fc.record({ orderNo: name, number: name, amountFen: fc.nat({ max: 2 }).map(fen) });
  const act = fc.record({ isOurs: fc.boolean(), lines: fc.array(line, { maxLength: 9 }) });
  const [ours, theirs] = [deal(1).ours[0] as LedgerLine, deal(1).theirs[0] as BillLine];
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const waiting = createWaiting();
      const expected = new Map<string, number>();
      let place = 0;
      for (const { isOurs, lines } of acts) {
        const told = lines.map(({ number, ...rest }) => ({ ...rest, transactionId: number }));
        const keys = lines.map((one) => JSON.stringify(one));
        const owners = new Int32Array(lines.length).fill(4);
        if (isOurs) {
          for (const page of packLedger(told.map((one) => ({ ...ours, ...one }))))
            waiting.put({ ...page, place: page.place.map(() => place++) }, 0, lines.length, owners);
          for (const key of keys) expected.set(key, (expected.get(key) ?? 0) + 1);
        } else {
          waiting.take(packBill(told.map((one) => ({ ...theirs, ...one }))), owners);
          const wanted = keys.map((key) => {
            const left = expected.get(key) ?? 0;
            expected.set(key, Math.max(0, left - 1));
            return left > 0 ? 4 : NOBODY;
          });
          expect([...owners]).toEqual(wanted);
        }
      }
      expect(waiting.places()).toHaveLength([...expected.values()].reduce((sum, left) => sum + left, 0));
    }),
  );
});

test('every part of a line counts', () => {
  const [paid, back] = deal(1, 1).theirs as [BillLine, BillLine];
  const others = [
    { ...paid, orderNo: 'order-2' },
    { ...paid, orderNo: `${paid.orderNo}x` },
    { ...paid, transactionId: paid.transactionId.replace(/1$/, '2') },
    { ...paid, orderNo: `${paid.orderNo}4`, transactionId: paid.transactionId.slice(1) },
    { ...paid, amountFen: fen(paid.amountFen + 1) },
    { ...paid, amountFen: fen(paid.amountFen + 2 ** 32) },
    { ...back, refundNo: 'back-1-1' },
    { ...back, refundFen: fen(99) },
    { ...back, refundStatus: 'failed' as const },
  ];
  const { take } = waitingFor(deal(1, 1).ours);
  expect([take(others), take([paid, back]), take([paid])]).toEqual([others.map(() => NOBODY), [0, 1], [NOBODY]]);
});

test('a hundred thousand are found again as it grows, whoever stood beside them', () => {
  const deals = Array.from({ length: 100_000 }, (_, n) => deal(n));
  const { take, places } = waitingFor(deals.flatMap(({ ours }) => ours));
  const even = deals.filter((_, n) => n % 2 === 0);
  expect(take(even.flatMap(({ theirs }) => theirs))).toEqual(even.map((_, n) => (2 * n) % 3));
  expect(take([(deals[2] as (typeof deals)[0]).theirs[0] as BillLine])).toEqual([NOBODY]);
  expect(places()).toEqual(Array.from({ length: 50_000 }, (_, n) => 2 * n + 1));
});

test('of many that come and go the table stays small and finds them', () => {
  const [ours, theirs] = [deal(1).ours, deal(1).theirs];
  const waiting = createWaiting();
  const owners = new Int32Array(1);
  const [page, rows] = [pageOf(ours), packBill(theirs)];
  for (let n = 0; n < 20_000; n++) {
    owners[0] = 7;
    waiting.put(page, 0, 1, owners);
    waiting.take(rows, owners);
    if (owners[0] !== 7) break;
  }
  expect([owners[0], waiting.places()]).toEqual([7, []]);
});

test('names that need more room than there is are told in parts', () => {
  const long = (n: number) => `${n}-`.padEnd(2_000, 'n');
  const deals = Array.from({ length: 400 }, (_, n) => ({
    ours: deal(n).ours[0] as LedgerLine,
    theirs: deal(n).theirs[0] as BillLine,
    orderNo: long(n),
  }));
  const { take, places } = waitingFor(deals.map(({ ours, orderNo }) => ({ ...ours, orderNo })));
  expect(take(deals.map(({ theirs, orderNo }) => ({ ...theirs, orderNo })))).toEqual(deals.map((_, n) => n % 3));
  expect(places()).toEqual([]);
});
