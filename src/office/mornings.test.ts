import { beforeEach, expect, test } from 'vitest';
import type { BillDate, BillLine, BillOutcome, ReadBill } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import { packBill } from '../reconciliation/pack-rows.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import type { ReconcileParts } from './reconcile-desk.ts';
import { agreeingAcquirer } from './test-acquirer.ts';
import { type TestOffice, testOffice } from './test-office.ts';

const HOUR_MS = 3_600_000;
const SUMMARY = { count: 0, amountFen: fen(0), refundFen: fen(0), feeMicroYuan: 0 };

type Take = Parameters<ReadBill>[1];

let t: TestOffice;
let asked: string[];
let bill: (date: BillDate, take: Take) => Promise<BillOutcome> | BillOutcome;
let sales = 0;

/** The test's clock begins at 10:00 in Beijing. */
function boot(before: TestOffice | null = null): void {
  asked = [];
  let agreeing: ReconcileParts['gateway'] | null = null;
  const mine = () => (agreeing ??= agreeingAcquirer(t.journal));
  const gateway: ReconcileParts['gateway'] = {
    query: (order) => mine().query(order),
    queryRefund: (refund) => mine().queryRefund(refund),
    refund: (refund) => mine().refund(refund),
    line: () => 'online',
    onLine: () => () => {},
    async bill(date, take) {
      asked.push(`${date} ${new Date(t.clock.wallMs() + 8 * HOUR_MS).toISOString().slice(5, 16)}`);
      return bill(date, take);
    },
  };
  t = testOffice(before, { gateway });
}

beforeEach(() => {
  bill = honest;
  boot();
});

/** Lets time pass, and everything that waits for it. */
async function pass(ms: number): Promise<void> {
  const endMs = t.clock.monotonicMs() + ms;
  for (let quiet = 0; quiet < 3; ) {
    await new Promise(setImmediate);
    const due = t.clock.nextDueMs();
    if (due !== null && due <= endMs) {
      t.clock.crank();
      quiet = 0;
    } else quiet += 1;
  }
  t.clock.advance(Math.max(0, endMs - t.clock.monotonicMs()));
  await new Promise(setImmediate);
}

function open(): string {
  const opened = t.office.shifts.open({ cashier: '林', openingFloatFen: fen(0), idempotencyKey: null, tillName: 'till' });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value.shift.id;
}

async function sale(amountFen = 1_280): Promise<string> {
  sales += 1;
  const authCode = new AuthCode(String(130_000_000_000_000_000n + BigInt(sales)));
  const charge = t.till.begin({ authCode, idempotencyKey: `key-${sales}`, tillReference: `R${sales}`, amountFen: fen(amountFen) });
  const transactionId = `42${String(sales).padStart(26, '0')}` as TransactionId;
  const paidAtMs = Math.floor(t.clock.wallMs() / 1_000) * 1_000;
  await t.till.gateway.charges.at(-1)?.answer({ kind: 'paid', payment: { transactionId, wallet: 'wechat', paidAtMs, payer: null } });
  return charge.orderNo;
}

async function close(id: string): Promise<void> {
  const closing = t.office.shifts.close(id, null, 'till');
  await pass(2_000);
  expect(await closing).toMatchObject({ ok: true, value: { status: 'closed' } });
}

/** What the acquirer would say of our paid charges of a day; left out are those that `but` names. */
function linesOf(date: BillDate, but: readonly string[] = []): readonly BillLine[] {
  const records = [...t.journal.charges({ statuses: ['paid'] }, null, 200).items].reverse();
  return records.flatMap(({ intent, state }): BillLine[] => {
    if (state.status !== 'paid' || but.includes(intent.orderNo)) return [];
    if (new Date(state.paidAtMs + 8 * HOUR_MS).toISOString().slice(0, 10) !== date) return [];
    const { orderNo, amountFen } = intent;
    const of = { orderNo, amountFen, transactionId: state.transactionId, deviceInfo: 'T01', tradeType: 'MICROPAY', couponFen: fen(0) };
    return [
      {
        ...{ kind: 'payment', atMs: state.paidAtMs, ...of, refundNo: null, acquirerRefundNo: null },
        ...{ refundFen: null, refundStatus: null, feeMicroYuan: 0 },
      },
    ];
  });
}

async function tell(lines: readonly BillLine[], take: Take): Promise<BillOutcome> {
  for (const line of lines) await take(packBill([line]));
  return lines.length === 0 ? { kind: 'none' } : { kind: 'read', summary: SUMMARY };
}

const honest = (date: BillDate, take: Take) => tell(linesOf(date), take);
const reconciliation = (id: string) => t.journal.slip('reconciliation', id)?.slip;
const shown = (id: string) => {
  const shift = t.office.shifts.find(id);
  return shift.ok ? shift.value.reconciliation : null;
};

test('the bill is asked for at ten of the next morning, once, by itself', async () => {
  const id = open();
  await sale();
  await close(id);
  await pass(23 * HOUR_MS);
  expect(asked).toEqual([]);
  expect(shown(id)).toMatchObject({ matched: 1, acquirerBill: 'pending' });
  const told: unknown[] = [];
  t.till.terminal.feed(null, ({ type, data }) =>
    told.push([type, (data as { reconciliation?: { acquirerBill: string } }).reconciliation?.acquirerBill]),
  );
  await pass(1 * HOUR_MS);
  expect(asked).toEqual(['2026-11-22 11-23T10:00']);
  expect(shown(id)).toMatchObject({ matched: 1, acquirerBill: 'matched', discrepancies: [] });
  expect(told).toEqual([['shift.updated', 'matched']]);
  await pass(72 * HOUR_MS);
  expect(asked).toHaveLength(1);
});

test('what does not come is asked for again, each time later, also after a restart', async () => {
  const id = open();
  await sale();
  await close(id);
  bill = () => ({ kind: 'not_yet' });
  await pass(24 * HOUR_MS);
  expect(asked).toEqual(['2026-11-22 11-23T10:00']);
  await pass(40 * 60_000);
  expect(asked.map((line) => line.slice(-5))).toEqual(['10:00', '10:05', '10:15', '10:35']);
  bill = () => ({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null });
  await pass(48 * HOUR_MS);
  const [before, last] = asked.slice(-2).map((line) => Date.parse(`2026-${line.slice(11)}:00Z`));
  expect((last ?? 0) - (before ?? 0)).toBe(2 * HOUR_MS);
  boot(t);
  bill = honest;
  await pass(1_000);
  expect(asked).toHaveLength(1);
  expect(shown(id)).toMatchObject({ acquirerBill: 'matched' });
});

test('a shift over midnight is matched when the bills of both its days are', async () => {
  await pass(12 * HOUR_MS); // 22:00
  const id = open();
  await sale(100);
  await pass(3 * HOUR_MS);
  const late = await sale(200);
  await sale(300);
  await close(id); // 01:00
  bill = (date, take) => tell(linesOf(date, [late]), take);
  await pass(9 * HOUR_MS);
  expect(asked).toEqual(['2026-11-22 11-23T10:00']);
  expect(reconciliation(id)).toMatchObject({ bill: 'pending', bills: [{ date: '2026-11-22', isEmpty: false, matched: 1 }] });
  await pass(24 * HOUR_MS);
  expect(asked).toEqual(['2026-11-22 11-23T10:00', '2026-11-23 11-24T10:00']);
  expect(shown(id)).toMatchObject({
    ...{ matched: 2, acquirerBill: 'differs' },
    discrepancies: [{ kind: 'missing_at_acquirer', orderNo: late, ledgerAmount: 200 }],
  });
});

test('a day is read once for all of its shifts, and a day without trade is none', async () => {
  const first = open();
  await sale();
  await close(first);
  const second = open();
  await close(second);
  const third = open();
  await sale();
  await close(third);
  await pass(24 * HOUR_MS);
  expect(asked).toHaveLength(1);
  expect([first, second, third].map((id) => shown(id)?.matched)).toEqual([1, 0, 1]);
  const idle = open();
  await close(idle);
  await pass(24 * HOUR_MS);
  expect(reconciliation(idle)).toMatchObject({ bill: 'matched', bills: [{ isEmpty: true }] });
});

test('a bill of which only half came is forgotten, and a difference is found once however often it is read', async () => {
  const id = open();
  const lost = await sale();
  await sale();
  await close(id);
  bill = async (date, take) => {
    await tell(linesOf(date, [lost]), take);
    return { kind: 'malformed', line: 7, why: 'summary: order differs' };
  };
  await pass(24 * HOUR_MS);
  expect(t.journal.openSlips('discrepancy')).toEqual([]);
  bill = (date, take) => tell(linesOf(date, [lost]), take);
  await pass(10 * 60_000);
  expect(t.journal.openSlips('discrepancy')).toHaveLength(1);
  const before = t.journal.lastSeq();
  const again = t.office.shifts.reconcile(id);
  await pass(1_000);
  expect(await again).toMatchObject({
    ok: true,
    value: { reconciliation: { discrepancies: [{ orderNo: lost }], acquirerBill: 'differs' } },
  });
  expect(t.journal.slipsBetween('discrepancy', before, t.journal.lastSeq())).toEqual([]);
  bill = honest;
  void t.office.shifts.reconcile(id);
  await pass(1_000);
  expect(shown(id)).toMatchObject({ discrepancies: [], acquirerBill: 'matched' });
  expect(t.journal.openSlips('discrepancy')).toEqual([]);
});

test('what becomes known while a bill is compared is no difference', async () => {
  const id = open();
  await sale();
  await close(id);
  const next = open();
  let reads = 0;
  bill = async (date, take) => {
    reads += 1;
    const lines = linesOf(date);
    if (reads === 1) await sale(300); // after the acquirer wrote the bill
    return tell(lines, take);
  };
  void t.office.shifts.reconcile(id);
  await pass(1_000);
  expect(reads).toBe(1); // the open shift has its own morning
  expect(t.journal.openSlips('discrepancy')).toEqual([]);
  await close(next);
  await pass(24 * HOUR_MS);
  expect([shown(id)?.acquirerBill, shown(next)?.acquirerBill]).toEqual(['matched', 'matched']);
});

test('whoever asks waits for a bill no longer than half a minute', async () => {
  const id = open();
  await close(id);
  bill = () => new Promise(() => {});
  const asking = t.office.shifts.reconcile(id);
  let isAnswered = false;
  void asking.then(() => {
    isAnswered = true;
  });
  await pass(29_000);
  expect(isAnswered).toBe(false);
  await pass(1_000);
  expect(await asking).toMatchObject({ ok: true, value: { reconciliation: { acquirerBill: 'pending' } } });
});

test('what the acquirer has thrown away is not asked for any more', async () => {
  const id = open();
  await close(id);
  bill = () => ({ kind: 'not_yet' });
  await pass(HOUR_MS);
  t.clock.stepWall(120 * 24 * HOUR_MS);
  asked.length = 0;
  await pass(48 * HOUR_MS);
  expect(asked).toEqual([]);
});

test('"no bill" of a day with trade is believed two hours after bills are there, not before', async () => {
  const id = open();
  await sale();
  await close(id);
  bill = () => ({ kind: 'none' });
  void t.office.shifts.reconcile(id); // the day is not over
  await pass(1_000);
  expect(shown(id)).toMatchObject({ discrepancies: [], acquirerBill: 'pending' });
  await pass(25 * HOUR_MS);
  expect(shown(id)).toMatchObject({ discrepancies: [], acquirerBill: 'pending' });
  await pass(3 * HOUR_MS);
  expect(shown(id)).toMatchObject({ discrepancies: [{ kind: 'missing_at_acquirer' }], acquirerBill: 'differs' });
});

test('what ends while a bill is compared makes it be compared again', async () => {
  const id = open();
  await sale();
  const authCode = new AuthCode('139999999999999999');
  const charge = t.till.begin({ authCode, idempotencyKey: 'key-unknown', tillReference: 'unknown', amountFen: fen(700) });
  await t.till.gateway.charges.at(-1)?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: true });
  const closing = t.office.shifts.close(id, null, 'till');
  await pass(6_000);
  expect(await closing).toMatchObject({ ok: true, value: { reconciliation: { unsettled: [charge.id] } } });
  const transactionId = '4299' as TransactionId;
  const paidAtMs = Math.floor(t.clock.wallMs() / 1_000) * 1_000;
  let reads = 0;
  bill = async (date, take) => {
    reads += 1;
    const [one] = linesOf(date);
    const theirs = { ...(one as BillLine), orderNo: charge.orderNo, amountFen: fen(700), transactionId, atMs: paidAtMs };
    const told = await tell([one as BillLine, theirs], take);
    if (reads === 1)
      await t.till.gateway.queries.at(-1)?.answer({ kind: 'paid', payment: { transactionId, wallet: 'wechat', paidAtMs, payer: null } });
    return told;
  };
  void t.office.shifts.reconcile(id);
  await pass(1_000);
  expect(t.till.terminal.find(charge.id)?.status).toBe('paid');
  expect(reads).toBe(2);
  expect(shown(id)).toMatchObject({ matched: 2, discrepancies: [], unsettled: [], acquirerBill: 'matched' });
});
