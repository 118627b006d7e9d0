import { expect, test } from 'vitest';
import type { BillLine } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo, TransactionId } from '../payment/charge.ts';
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
function busyJournal(): Journal {
  const ledger = ((part: string, _: unknown, after: number | null) => {
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

test('three hundred thousand charges against as many lines: the one that is missing is found, in the memory of a few', async () => {
  const beganWith = process.memoryUsage().heapUsed;
  let mostHeap = 0;
  const outcome = await readDay(
    {
      journal: busyJournal(),
      clock: {
        ...realClock,
        after(_, next) {
          setImmediate(next);
          return () => {};
        },
      },
      terminalIds: ['T01'],
      isStopped: () => false,
      async bill(_, tell) {
        for (let n = 0; n < CHARGES; n++) if (n !== MISSING) await tell(line(n));
        return { kind: 'read', summary: { count: CHARGES - 1, amountFen: fen(0), refundFen: fen(0), feeMicroYuan: 0 } };
      },
    },
    {
      ...{ date: DATE, shifts: [{ id: 'sh_1', ...DAY }], carried: new Set<string>() },
      progress() {
        mostHeap = Math.max(mostHeap, process.memoryUsage().heapUsed - beganWith);
      },
    },
  );
  if (outcome.kind !== 'compared') throw new Error(outcome.kind);
  expect(outcome.findings.drafts).toMatchObject([{ cause: 'never_arrived', orderNo: orderNo(MISSING), shiftId: 'sh_1' }]);
  expect(outcome.findings.tallies).toMatchObject([{ shiftId: 'sh_1', matched: CHARGES - 1, paidCount: CHARGES }]);
  expect(mostHeap).toBeLessThan(80 * 1024 * 1024); // held whole it would be 200
}, 60_000);
