import { expect, test } from 'vitest';
import { heldBytes } from '../../scripts/house/held-memory.ts';
import type { Clock } from '../basics/clock.ts';
import type { BillLine, ReadBill } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo, TransactionId } from '../payment/charge.ts';
import { packBill } from '../reconciliation/pack-rows.ts';
import { realClock } from '../sandbox/test-sandbox.ts';
import { intent } from '../store/entries.ts';
import type { ChargeRecord, Journal } from '../store/journal.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { spanOf } from './bill-clock.ts';
import { readDay } from './read-day.ts';

const DATE = '2026-11-20';
const DAY = spanOf(DATE);
const CHARGES = 300_000;
const SLICE = 100;
const AT_ONCE = 400;
const MISSING = 123_456;

const orderNo = (n: number) => `T01D2611${String(n).padStart(9, '0')}` as OrderNo;
const transactionId = (n: number) => `42${String(n).padStart(26, '0')}` as TransactionId;
const atMs = (n: number) => DAY.fromMs + Math.floor((n * (DAY.toMs - DAY.fromMs)) / CHARGES);

function record(n: number): ChargeRecord {
  const asked = { id: `ch_${n}` as never, orderNo: orderNo(n), amountFen: fen(100 + (n % 9_000)), shiftId: 'sh_1', createdAtMs: atMs(n) };
  const state = { status: 'paid', transactionId: transactionId(n), wallet: 'wechat', paidAtMs: atMs(n), payer: null } as const;
  return { intent: intent(n, asked), state, codeHint: null, updatedAtMs: atMs(n), seq: n + 1, refundedFen: fen(0) };
}

/** A journal of a busy day that exists only while it is read. */
function busyJournal(sliceRead: () => void = () => {}): Journal {
  const ledger = ((part: string, _: unknown, after: number | null) => {
    sliceRead();
    const from = after ?? 0;
    const count = part === 'charge' ? Math.min(SLICE, CHARGES - from) : 0;
    const items = Array.from({ length: count }, (__, index) => ({ ...record(from + index), askedCustomer: false }));
    return { items, nextAfter: part === 'charge' && from + SLICE < CHARGES ? from + SLICE : null };
  }) as Journal['ledger'];
  const numberOf = (no: string) => Number(no.slice(8));
  return { ...memoryJournal(), ledger, chargeByOrderNo: (no) => record(numberOf(no)), refundsOf: () => [], lastSeq: () => CHARGES };
}

function line(n: number): BillLine {
  const { intent: asked } = record(n);
  const of = {
    orderNo: asked.orderNo,
    amountFen: asked.amountFen,
    transactionId: transactionId(n),
    deviceInfo: 'T01',
    tradeType: 'MICROPAY',
  };
  return {
    ...{ kind: 'payment', atMs: atMs(n), ...of, couponFen: fen(0), refundNo: null, acquirerRefundNo: null },
    ...{ refundFen: null, refundStatus: null, feeMicroYuan: 1 },
  };
}

const SUMMARY = { count: CHARGES - 1, amountFen: fen(0), refundFen: fen(0), feeMicroYuan: 0 };
const TERMS = { date: DATE, shifts: [{ id: 'sh_1', ...DAY }], carried: new Set<string>() };

/** A clock whose pauses take no time, but let others have their turn. */
function clockOf(paused: () => void = () => {}): Clock {
  return {
    ...realClock,
    after(_, next) {
      setImmediate(() => {
        paused();
        next();
      });
      return () => {};
    },
  };
}

/** The bill that lacks one. */
const bill: ReadBill = async (_, take) => {
  for (let from = 0; from < CHARGES; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, CHARGES - from) }, (__, index) => from + index);
    await take(packBill(numbers.filter((n) => n !== MISSING).map(line)));
  }
  return { kind: 'read', summary: SUMMARY };
};

test('three hundred thousand charges against as many lines: the one that is missing is found, in the memory of a few', async () => {
  const beganWith = heldBytes();
  let [told, mostHeap] = [0, 0];
  const outcome = await readDay(
    {
      journal: busyJournal(),
      clock: clockOf(),
      terminalIds: ['T01'],
      isStopped: () => false,
      bill,
    },
    {
      ...TERMS,
      progress() {
        told += 1;
        if (told % 20 === 0) mostHeap = Math.max(mostHeap, heldBytes() - beganWith);
      },
    },
  );
  if (outcome.kind !== 'compared') throw new Error(outcome.kind);
  expect(outcome.findings.drafts).toMatchObject([{ cause: 'never_arrived', orderNo: orderNo(MISSING), shiftId: 'sh_1' }]);
  expect(outcome.findings.tallies).toMatchObject([{ shiftId: 'sh_1', matched: CHARGES - 1, paidCount: CHARGES }]);
  expect(told).toBeGreaterThan(100);
  expect(mostHeap).toBeLessThan(20 * 1024 * 1024); // held whole it would be 200
}, 60_000);

test('a line at the end of the day: our ledger is read up to it in pieces, and everybody else has his turn between them', async () => {
  let slices = 0;
  let mostSlices = 0;
  const outcome = await readDay(
    {
      journal: busyJournal(() => {
        slices += 1;
        mostSlices = Math.max(mostSlices, slices);
      }),
      clock: clockOf(() => {
        slices = 0;
      }),
      terminalIds: ['T01'],
      isStopped: () => false,
      async bill(_, take) {
        await take(packBill([line(CHARGES - 1)]));
        return { kind: 'malformed', line: 2, why: 'sums' };
      },
    },
    { ...TERMS, progress() {} },
  );
  expect(outcome.kind).toBe('malformed');
  expect(mostSlices).toBeLessThanOrEqual(4); // some of each part of the journal
}, 60_000);

test.each([
  ['between two blocks', 2],
  ['while our ledger is read on', 1],
])(
  'the terminal is shut down %s: the bill is let go, and nothing is told of the day',
  async (_, atBlock) => {
    let blocks = 0;
    let isStopped = false;
    let after = 0;
    const outcome = await readDay(
      {
        journal: busyJournal(),
        clock: clockOf(() => {
          if (blocks === 1 && atBlock === 1) isStopped = true;
        }),
        terminalIds: ['T01'],
        isStopped: () => isStopped,
        async bill(__, take) {
          blocks = 1;
          await take(packBill([line(CHARGES / 2)]));
          blocks = 2;
          isStopped = true;
          await take(packBill([line(CHARGES / 2 + 1)]));
          after += 1;
          return { kind: 'read', summary: SUMMARY };
        },
      },
      { ...TERMS, progress() {} },
    );
    expect([outcome, blocks, after]).toEqual([{ kind: 'stopped' }, atBlock, 0]);
  },
  60_000,
);
