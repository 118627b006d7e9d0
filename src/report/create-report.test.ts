import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldBytes } from '../../scripts/house/held-memory.ts';
import { fen } from '../money/fen.ts';
import { createCalendar, type Day } from './calendar.ts';
import { createReport } from './create-report.ts';
import type { ChargeLine, RefundLine, ReportLine, TenderLine } from './line.ts';

const SHANGHAI = createCalendar('Asia/Shanghai');
const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const DAY: Day = '2026-11-22' as Day;
const day = (text: string) => text as Day;

function charge(changes: Partial<ChargeLine> = {}): ChargeLine {
  return {
    kind: 'charge',
    currency: 'CNY',
    id: 'c',
    saleId: 's',
    atMs: NOON,
    amountFen: fen(1280),
    cashier: '早班',
    terminal: 'T01',
    method: 'payment_code',
    status: 'paid',
    reason: null,
    askedCustomer: false,
    tookMs: 1_800,
    ...changes,
  };
}

function refund(changes: Partial<RefundLine> = {}): RefundLine {
  const of = { atMs: NOON, amountFen: fen(280), cashier: '早班', terminal: 'T01' } as const;
  return { kind: 'refund', currency: 'CNY', method: 'payment_code', status: 'succeeded', ...of, ...changes };
}

function tender(changes: Partial<TenderLine> = {}): TenderLine {
  const of = { atMs: NOON, amountFen: fen(500), cashier: '早班', terminal: 'T01' } as const;
  return { kind: 'tender', currency: 'CNY', what: 'sale', tender: null, saleId: null, ...of, ...changes };
}

function reportOf(lines: readonly ReportLine[], from = DAY, to = DAY, calendar = SHANGHAI, upToMs: number | null = null) {
  const report = createReport({ from, to }, calendar, 'CNY', upToMs);
  for (const line of lines) report.add(line);
  return report.result();
}

describe('a report', () => {
  it('of nothing has no average and no median', () => {
    const report = reportOf([]);
    expect(report).toMatchObject({ taken: { count: 0, fen: 0 }, netFen: 0, averageFen: null, notPaid: [], cashiers: [], upTo: null });
    expect(report.wallet.waits).toEqual({ count: 0, medianMs: null, p99Ms: null });
    expect(report.days).toEqual([{ day: DAY, count: 0, fen: 0, refundedFen: 0 }]);
  });

  it('what was charged in other currencies is in no sum but its own', () => {
    const [pounds, dollars] = [{ currency: 'GBP' }, { currency: 'HKD' }] as const;
    const ours = [charge(), refund(), tender(), charge({ status: 'unresolved' })];
    const plain = reportOf(ours);
    const mixed = reportOf([
      ...ours,
      ...[
        charge({ ...pounds, amountFen: fen(2_490) }),
        charge({ ...pounds, amountFen: fen(10) }),
        charge({ ...dollars, status: 'declined' }),
      ],
      ...[
        refund({ ...pounds, amountFen: fen(490) }),
        refund({ ...pounds, status: 'failed' }),
        tender({ ...pounds, amountFen: fen(100) }),
        charge({ ...dollars, status: 'unresolved' }),
      ],
    ]);
    const { wallet: _, notPaid: _reasons, cashiers, terminals: _terminals, otherCurrencies, ...sums } = mixed;
    expect(plain).toMatchObject(sums);
    expect(cashiers[0]).toMatchObject({ taken: plain.cashiers[0]?.taken, refunded: plain.cashiers[0]?.refunded });
    expect(plain.otherCurrencies).toEqual([]);
    expect(otherCurrencies).toEqual([
      { currency: 'GBP', taken: { count: 3, fen: 2_600 }, refunded: { count: 1, fen: 490 }, unknown: { count: 0, fen: 0 } },
      { currency: 'HKD', taken: { count: 0, fen: 0 }, refunded: { count: 0, fen: 0 }, unknown: { count: 1, fen: 1_280 } },
    ]);
  });

  it('wallet, cash and other tenders stand side by side, refunds with theirs', () => {
    const report = reportOf([
      charge(),
      charge({ method: 'merchant_qr', amountFen: fen(300) }),
      tender(),
      tender({ tender: 'cash', amountFen: fen(70) }), // somebody's name for a voucher
      refund(),
      tender({ what: 'refund', amountFen: fen(100) }),
      refund({ status: 'pending' }),
      refund({ status: 'failed' }),
    ]);
    const none = { count: 0, fen: 0 };
    expect(report.tenders).toEqual([
      { kind: 'payment_code', name: null, taken: { count: 1, fen: 1280 }, refunded: { count: 1, fen: 280 } },
      { kind: 'merchant_qr', name: null, taken: { count: 1, fen: 300 }, refunded: none },
      { kind: 'cash', name: null, taken: { count: 1, fen: 500 }, refunded: { count: 1, fen: 100 } },
      { kind: 'other', name: 'cash', taken: { count: 1, fen: 70 }, refunded: none },
    ]);
    expect(report).toMatchObject({ taken: { count: 4, fen: 2150 }, refunded: { count: 2, fen: 380 }, netFen: 1770, averageFen: 537 });
  });

  it('what was not paid says whether the sale was paid after all, and how', () => {
    const failed = (saleId: string, reason: ChargeLine['reason'], status: 'declined' | 'reversed' = 'declined') =>
      charge({ saleId, status, reason, tookMs: null });
    const report = reportOf([
      failed('a', 'code_expired'),
      charge({ saleId: 'a' }),
      failed('b', 'code_expired'),
      failed('b', 'code_expired'),
      charge({ saleId: 'b' }),
      failed('c', 'insufficient_funds'),
      tender({ saleId: 'c' }),
      failed('d', 'customer_timeout', 'reversed'),
      charge({ saleId: 'e' }),
      charge({ saleId: 'f', status: 'canceled' }),
    ]);
    expect(report.notPaid).toEqual([
      { reason: 'code_expired', count: 3, paidAfterAll: 3, paidInCash: 0 },
      { reason: 'customer_timeout', count: 1, paidAfterAll: 0, paidInCash: 0 },
      { reason: 'insufficient_funds', count: 1, paidAfterAll: 0, paidInCash: 1 },
    ]);
    expect(report.wallet).toMatchObject({ paid: 3, notPaid: 5, canceled: 1, paidAtOnce: 1 });
  });

  it('the password share counts payment codes alone; waits are median and 99th', () => {
    const quick = Array.from({ length: 98 }, () => charge({ tookMs: 1_000 }));
    const slow = [charge({ tookMs: 9_400, askedCustomer: true }), charge({ tookMs: 20_000, askedCustomer: true })];
    const { wallet } = reportOf([
      ...quick,
      ...slow,
      charge({ method: 'merchant_qr', askedCustomer: true, tookMs: null }),
      charge({ tookMs: null }),
    ]);
    expect(wallet.codes).toEqual({ paid: 101, askedCustomer: 2 });
    expect(wallet.waits.count).toBe(100);
    expect((wallet.waits.medianMs ?? 0) / 1_000).toBeCloseTo(1, 1);
    expect((wallet.waits.p99Ms ?? 0) / 9_400).toBeCloseTo(1, 1);
    expect(wallet.waitsWithPassword.count).toBe(2);
  });

  it('what nobody knows yet is named with its age and is in no sum', () => {
    const report = reportOf([charge({ id: 'u1', status: 'unresolved', atMs: NOON + 5 }), charge({ id: 'u2', status: 'submitting' })]);
    expect(report.unknown).toMatchObject({ count: 2, fen: 2560, oldestMs: NOON });
    expect(report.unknown.charges.map(({ id }) => id)).toEqual(['u1', 'u2']);
    expect(report.taken.count).toBe(0);
  });

  it('per cashier and terminal, nobody among them', () => {
    const report = reportOf([
      charge(),
      charge({ cashier: null, amountFen: fen(9) }),
      charge({ status: 'declined', reason: 'offline' }),
      refund({ cashier: '值班' }),
    ]);
    expect(report.cashiers).toEqual([
      { name: '早班', taken: { count: 1, fen: 1280 }, refunded: { count: 0, fen: 0 }, notPaid: 1 },
      { name: null, taken: { count: 1, fen: 9 }, refunded: { count: 0, fen: 0 }, notPaid: 0 },
      { name: '值班', taken: { count: 0, fen: 0 }, refunded: { count: 1, fen: 280 }, notPaid: 0 },
    ]);
    expect(report.terminals.map(({ name }) => name)).toEqual(['T01']);
  });

  it('hours are the wall clock’s, on days on which it was changed too', () => {
    const berlin = createCalendar('Europe/Berlin');
    const at = (text: string) => charge({ atMs: Date.parse(text), amountFen: fen(1) });
    const spring = reportOf(
      [at('2026-03-29T01:30:00+01:00'), at('2026-03-29T03:30:00+02:00')],
      day('2026-03-29'),
      day('2026-03-29'),
      berlin,
    );
    expect(spring.hours.flatMap(({ hour, count }) => (count ? [hour] : []))).toEqual([1, 3]);
    const autumn = reportOf(
      [at('2026-10-25T02:30:00+02:00'), at('2026-10-25T02:30:00+01:00')],
      day('2026-10-25'),
      day('2026-10-25'),
      berlin,
    );
    expect(autumn.hours[2]).toEqual({ hour: 2, count: 2, fen: 2 });
  });

  it('what was begun before a moment is summed by itself too', () => {
    const lines = [charge({ atMs: NOON - 1 }), charge(), refund({ atMs: NOON - 5 })];
    expect(reportOf(lines, DAY, DAY, SHANGHAI, NOON).upTo).toEqual({
      ms: NOON,
      taken: { count: 1, fen: 1280 },
      refunded: { count: 1, fen: 280 },
      netFen: 1000,
    });
  });

  it('any lines: the sums are those of simple adding, and agree among themselves', () => {
    const startMs = Date.parse('2026-10-23T00:00:00+02:00');
    const berlin = createCalendar('Europe/Berlin');
    const of = {
      atMs: fc.integer({ min: startMs - 86_400_000, max: startMs + 6 * 86_400_000 }),
      amountFen: fc.integer({ min: 1, max: 9_999_999_999 }).map(fen),
      cashier: fc.constantFrom('早班', '值班', null),
    };
    const line = fc.oneof(
      fc
        .record({
          ...of,
          saleId: fc.constantFrom('a', 'b', 'c'),
          status: fc.constantFrom('paid', 'declined', 'unresolved', 'canceled' as const),
          method: fc.constantFrom('payment_code', 'merchant_qr' as const),
        })
        .map((changes) => charge({ ...changes, reason: changes.status === 'declined' ? 'offline' : null } as Partial<ChargeLine>)),
      fc.record({ ...of, status: fc.constantFrom('succeeded', 'failed' as const) }).map((changes) => refund(changes)),
      fc
        .record({ ...of, what: fc.constantFrom('sale', 'refund' as const), tender: fc.constantFrom(null, '饭卡') })
        .map((changes) => tender(changes)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const report = reportOf(lines, day('2026-10-23'), day('2026-10-26'), berlin);
        const inside = lines.filter(({ atMs }) => ['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26'].includes(berlin.dayOf(atMs)));
        const isTaken = (one: ReportLine) => (one.kind === 'charge' ? one.status === 'paid' : one.kind === 'tender' && one.what === 'sale');
        const isRefund = (one: ReportLine) =>
          one.kind === 'refund' ? one.status === 'succeeded' : one.kind === 'tender' && one.what === 'refund';
        const total = (some: readonly { readonly amountFen: number }[]) => some.reduce((all, { amountFen }) => all + amountFen, 0);
        const sumOf = (sums: readonly { readonly fen: number }[]) => sums.reduce((all, sum) => all + sum.fen, 0);

        expect(report.taken).toEqual({ count: inside.filter(isTaken).length, fen: total(inside.filter(isTaken)) });
        expect(report.refunded).toEqual({ count: inside.filter(isRefund).length, fen: total(inside.filter(isRefund)) });
        expect(report.netFen).toBe(report.taken.fen - report.refunded.fen);
        for (const parts of [report.hours, report.days]) expect(sumOf(parts)).toBe(report.taken.fen);
        for (const parts of [report.tenders, report.cashiers, report.terminals]) {
          expect(sumOf(parts.map(({ taken }) => taken))).toBe(report.taken.fen);
          expect(sumOf(parts.map(({ refunded }) => refunded))).toBe(report.refunded.fen);
        }
        for (const { day: of, fen: takenFen, refundedFen } of report.days) {
          const its = inside.filter(({ atMs }) => berlin.dayOf(atMs) === of);
          expect([takenFen, refundedFen]).toEqual([total(its.filter(isTaken)), total(its.filter(isRefund))]);
        }
        for (const { hour, fen: takenFen } of report.hours) {
          expect(takenFen).toBe(total(inside.filter((one) => isTaken(one) && berlin.hourOf(one.atMs) === hour)));
        }
        const attempts = inside.filter(({ kind }) => kind === 'charge') as readonly ChargeLine[];
        expect(report.wallet.notPaid).toBe(attempts.filter(({ status }) => status === 'declined').length);
        expect(report.unknown.count).toBe(attempts.filter(({ status }) => status === 'unresolved').length);
      }),
    );
  });

  it('a million charges, a quarter of a million sales that failed: memory stays that of the sums', () => {
    const report = createReport({ from: day('2026-10-23'), to: day('2026-11-22') }, SHANGHAI, 'CNY');
    const startMs = SHANGHAI.startMs(day('2026-10-23'));
    const line = { ...charge() };
    const before = heldBytes();
    let naive = 0;
    for (let n = 0; n < 1_000_000; n += 1) {
      const isPaid = n % 4 !== 0;
      if (isPaid) naive += 100 + (n % 977);
      const amountFen = fen(100 + (n % 977));
      const end = isPaid ? { status: 'paid' as const, reason: null } : { status: 'declined' as const, reason: 'code_expired' as const };
      report.add(Object.assign(line, { saleId: `sale-${n}`, atMs: startMs + n * 2_600, amountFen, tookMs: n % 3_000, ...end }));
    }
    expect(report.result().taken).toEqual({ count: 750_000, fen: naive });
    expect(report.result().notPaid).toEqual([{ reason: 'code_expired', count: 250_000, paidAfterAll: 0, paidInCash: 0 }]);
    expect(heldBytes() - before).toBeLessThan(20_000_000);
  });
});
