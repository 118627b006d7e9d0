import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../basics/clock.ts';
import type { ReportAnswer } from '../contract/report.ts';
import { fen } from '../money/fen.ts';
import type { KeptState } from '../payment/state.ts';
import type { Press, PressJob } from '../report/press.ts';
import { sampleDiscrepancy, sampleShift } from '../report/sample-z.ts';
import type { CashEntry, Shift } from '../shift/shift.ts';
import { changed, created, PAID } from '../store/entries.ts';
import type { Entry } from '../store/journal.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { COUNTER, type OfficeFile } from './office.ts';
import { createReportDesk } from './report-desk.ts';

const NOW = Date.parse('2026-11-24T15:24:00+08:00');
const at = (text: string) => Date.parse(`${text}+08:00`);
const READER = { seat: COUNTER, actor: { kind: 'counter' }, approvedBy: null } as const;

function desk(entries: readonly Entry[]) {
  const journal = memoryJournal();
  journal.append(entries);
  const jobs: PressJob[] = [];
  const press: Press = {
    async make(job) {
      jobs.push(job);
      return new TextEncoder().encode(job.kind);
    },
    stop() {},
  };
  const waiting = { wallMs: () => NOW, after: (_: number, then: () => void) => void setImmediate(then) } as unknown as Clock;
  const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
  const reports = createReportDesk({ journal, clock: waiting, press, store, isTraining: false });
  const read = async (name: string, query: Readonly<Record<string, string>>) => reports.readings[name]?.read(query, READER);
  return { journal, jobs, reports, read };
}

function charge(n: number, createdAtMs: number, state: KeptState, changes = {}): Entry[] {
  return [created(n, { createdAtMs, amountFen: fen(1_000), shiftId: 'shift-3', ...changes }), changed(n, state)];
}

function cash(id: string, atMs: number, changes: Partial<CashEntry> = {}): Entry {
  const of = { tender: null, amountFen: fen(500), receivedFen: null, saleId: null, refundOf: null, note: '=1+1', shiftId: null } as const;
  const who = { by: { kind: 'counter' }, approvedBy: null, atMs, idempotencyKey: null } as const;
  return { kind: 'slip_written', slip: { kind: 'cash_entry', id, what: 'sale', ...of, ...who, ...changes }, atMs };
}

const shiftSlip = (shift: Shift): Entry => ({ kind: 'slip_written', slip: shift, atMs: 0 });
const DECLINED: KeptState = { status: 'declined', code: 'code_expired', acquirerCode: null, message: null };

const WEEK: readonly Entry[] = [
  shiftSlip({ ...sampleShift(), handOvers: [{ atMs: at('2026-11-24T12:00:00'), from: '值班', to: '早班' }] }),
  ...charge(1, at('2026-11-17T10:00:00'), PAID),
  ...charge(2, at('2026-11-17T18:00:00'), PAID),
  ...charge(3, at('2026-11-23T10:00:00'), PAID),
  ...charge(4, at('2026-11-24T09:00:00'), DECLINED, { saleId: 'sale-9' }),
  cash('k1', at('2026-11-24T09:00:30'), { saleId: 'sale-9' as CashEntry['saleId'] }),
  cash('k2', at('2026-11-24T09:10:00'), { what: 'pay_in' }),
  ...charge(5, at('2026-11-24T10:00:00'), { ...PAID, tookMs: 1_800 } as KeptState),
  ...charge(6, at('2026-11-24T13:00:00'), PAID, { description: '=cmd|x', shiftId: null }),
  ...charge(7, at('2026-11-24T15:00:00'), { status: 'submitting', cancelWanted: false }),
];

async function textOf({ body }: OfficeFile): Promise<string> {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('the report desk', () => {
  it('sums today, and as much of the same day a week before', async () => {
    const answer = (await desk(WEEK).read('report', { stretch: 'today' })) as { ok: true; value: ReportAnswer };
    const { report, before, today, hour } = answer.value;
    expect([today, hour]).toEqual(['2026-11-24', 15]);
    expect(report).toMatchObject({ from: '2026-11-24', to: '2026-11-24', taken: { count: 3, fen: 2_500 }, unknown: { count: 1 } });
    expect(report.notPaid).toEqual([{ reason: 'code_expired', count: 1, paidAfterAll: 0, paidInCash: 1 }]);
    expect(report.cashiers.map(({ name, taken }) => [name, taken.fen])).toEqual([
      [null, 1_500],
      ['值班', 1_000],
    ]);
    expect(before).toMatchObject({ from: '2026-11-17', taken: { count: 2, fen: 2_000 }, upTo: { taken: { count: 1, fen: 1_000 } } });
  });

  it.each([
    [{ stretch: 'yesterday' }, '2026-11-23', '2026-11-23', 1],
    [{ stretch: 'week' }, '2026-11-23', '2026-11-24', 4],
    [{ stretch: 'month' }, '2026-11-01', '2026-11-24', 6],
    [{ from: '2026-11-17', to: '2026-11-23' }, '2026-11-17', '2026-11-23', 3],
  ])('%o is %s to %s', async (query, from, to, count) => {
    const answer = (await desk(WEEK).read('report', { ...query, compare: 'none' })) as { ok: true; value: ReportAnswer };
    expect(answer.value).toMatchObject({ report: { from, to, taken: { count } }, before: null });
  });

  it.each([{}, { from: '2026-02-30' }, { from: '2026-11-24', to: '2026-11-01' }, { from: '2020-01-01', to: '2026-01-01' }])(
    '%o is no stretch',
    async (query) => {
      expect(await desk([]).read('report', query)).toEqual({ ok: false, code: 'invalid_stretch' });
    },
  );

  it('charges as CSV: one line each, slice by slice, formulas defused', async () => {
    const many = Array.from({ length: 350 }, (_, n) => charge(n + 10, at('2026-11-24T11:00:00') + n, PAID)).flat();
    const file = (await desk([...WEEK, ...many]).read('export', { what: 'charges', format: 'csv', stretch: 'today' })) as OfficeFile;
    expect([file.name, file.contentType]).toEqual(['T01-收款-2026-11-24.csv', 'text/csv; charset=utf-8']);
    const rows = parse(await textOf(file), { bom: true, columns: true }) as readonly Readonly<Record<string, string>>[];
    expect(rows).toHaveLength(354);
    expect(rows.find(({ 商品 }) => 商品 === "'=cmd|x")).toMatchObject({
      金额: '10.00',
      状态: '已收款',
      微信单号: '4200001234202611220000000001\t',
    });
    expect(rows[0]).toMatchObject({ 时间: '2026-11-24 09:00:00', 状态: '付款失败', 原因: '付款码过期', 收银员: '值班' });
  });

  it.each(['refunds', 'cash', 'shifts', 'discrepancies', 'report'])('%s as CSV and as a workbook have a row of heads', async (what) => {
    const found = { ...sampleDiscrepancy(), foundAtMs: NOW };
    const t = desk([...WEEK, { kind: 'slip_written', slip: found, atMs: NOW }]);
    const csv = parse(await textOf((await t.read('export', { what, format: 'csv', stretch: 'today' })) as OfficeFile), {
      bom: true,
    }) as string[][];
    expect(new Set(csv.map((row) => row.length)).size).toBe(1);
    await t.read('export', { what, format: 'xlsx', stretch: 'today' });
    const [job] = t.jobs;
    expect(job?.kind === 'xlsx' && job.table.rows.length).toBe(csv.length - 1);
    expect(job?.kind === 'xlsx' && job.table.columns.map(({ head }) => head)).toEqual(csv[0]);
    for (const row of job?.kind === 'xlsx' ? job.table.rows : []) expect(row.length).toBe(csv[0]?.length);
  });

  it('a workbook has an end; a page is of the report alone', async () => {
    const query = { what: 'charges', stretch: 'today' };
    const full = desk(WEEK);
    const { items } = full.journal.ledger('charge', { fromMs: 0, toMs: NOW }, null);
    full.journal.ledger = () => ({ items: Array.from({ length: 20_001 }, () => items[0]) as never, nextAfter: null });
    expect(await full.read('export', { ...query, format: 'xlsx' })).toEqual({ ok: false, code: 'too_many_rows' });
    expect(await desk([]).read('export', { ...query, format: 'pdf' })).toEqual({ ok: false, code: 'invalid_request' });
    const t = desk(WEEK);
    await t.read('export', { what: 'report', stretch: 'today', format: 'pdf' });
    expect(t.jobs).toMatchObject([{ kind: 'report', sheet: { report: { taken: { fen: 2_500 } }, before: { from: '2026-11-17' } } }]);
  });

  it('a Z is what was written down: what came after its closing is not in it', async () => {
    const shift = sampleShift();
    const [then, later] = [
      sampleDiscrepancy({ id: 'then', foundAtMs: shift.closing.atMs - 1 }),
      sampleDiscrepancy({ id: 'later', foundAtMs: shift.closing.atMs + 1 }),
    ];
    const reconciliation = {
      askedAtMs: 0,
      bill: 'pending',
      bills: [],
      asked: { charges: 0, refunds: 0 },
      postponed: [],
      matched: 1,
      discrepancies: ['then', 'later'],
      unsettled: [],
      atMs: 0,
    } as const;
    const t = desk([
      ...charge(2, at('2026-11-22T14:33:00'), PAID),
      ...[shift, then, later, { kind: 'reconciliation', id: shift.id, ...reconciliation } as const].map(
        (slip): Entry => ({ kind: 'slip_written', slip, atMs: 0 }),
      ),
    ]);
    const file = (await t.read('z_report', { shiftId: 'shift-3', format: 'pdf' })) as OfficeFile;
    expect(file.name).toBe('T01-Z报表-3-2026-11-22.pdf');
    expect(t.jobs).toMatchObject([{ kind: 'z', reading: { shift: { closing: { number: 3 } }, discrepancies: [{ id: 'then' }] } }]);
    const csv = await textOf((await t.read('z_report', { shiftId: 'shift-3', format: 'csv' })) as OfficeFile);
    expect(parse(csv, { bom: true, columns: true })).toMatchObject([{ 号: '3', 净收: '5158.70', 相差: '-5.00', '微信 付款码': '4346.60' }]);
  });

  it('an open shift has no Z, and a reading of now for who asks for that', async () => {
    const open: Shift = { ...sampleShift(), status: 'open', closing: null };
    const t = desk([shiftSlip(open)]);
    expect(await t.read('z_report', { shiftId: 'shift-3', format: 'pdf' })).toEqual({ ok: false, code: 'shift_open' });
    expect((await t.reports.shiftReport(open, 'csv')).name).toBe('T01-X-2026-11-24.csv');
  });
});
