import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import type { RefundId, RefundNo } from '../payment/refund.ts';
import type { Ledger, LedgerLine } from '../reconciliation/ledger.ts';
import { realClock } from '../sandbox/test-sandbox.ts';
import { changed, chargeId, created, intent, orderNo } from '../store/entries.ts';
import type { Entry, Journal } from '../store/journal.ts';
import { diskShelf, memoryShelf, type Shelf } from '../store/shelves.ts';
import { spanOf } from './bill-clock.ts';
import { openJournalLedger } from './journal-ledger.ts';

const DAY = spanOf('2026-11-22');
const HOUR_MS = 3_600_000;
const at = (hours: number) => DAY.fromMs + hours * HOUR_MS;

function paid(n: number, paidAtMs: number, createdAtMs = paidAtMs - 1_000): readonly Entry[] {
  const state = { status: 'paid', transactionId: `42-${n}` as TransactionId, wallet: 'wechat', paidAtMs, payer: null } as const;
  return [created(n, { createdAtMs, shiftId: 'shift-1' }), changed(n, state)];
}

function refunded(n: number, charge: number, createdAtMs: number): readonly Entry[] {
  const { id, orderNo: of, amountFen } = intent(charge);
  const names = { id: `refund-${n}` as RefundId, refundNo: `refund-no-${n}` as RefundNo, chargeId: id, orderNo: of };
  const asked = { ...names, chargeFen: amountFen, amountFen: fen(100), currency: 'CNY', origin: 'till', reason: null } as const;
  return [
    {
      ...{ kind: 'refund_created', state: { status: 'pending', from: 'unsettled' }, atMs: createdAtMs },
      intent: { ...asked, idempotencyKey: null, fingerprint: null, shiftId: 'shift-1', createdAtMs },
    },
    {
      ...{ kind: 'refund_changed', refundId: names.id, atMs: createdAtMs },
      state: { status: 'succeeded', from: 'unsettled', succeededAtMs: createdAtMs + 5_000 },
    },
  ];
}

const nameOf = (line: LedgerLine) => (line.kind === 'refund' ? line.refundId : line.chargeId);

describe.each([
  ['in memory', memoryShelf],
  ['in SQLite', diskShelf],
])('the ledger of a day, from a journal %s', (_, makeShelf) => {
  let shelf: Shelf;
  let journal: Journal;

  beforeEach(() => {
    shelf = makeShelf();
    journal = shelf.open();
  });
  afterEach(() => shelf.discard());

  async function ledger(carried: readonly string[] = []): Promise<Ledger> {
    const opened = await openJournalLedger({ journal, clock: realClock, isStopped: () => false }, DAY, carried);
    if (opened === null) throw new Error('stopped');
    return opened;
  }

  it('tells charges and refunds of the day and a quarter of an hour around it, in the order of their time', async () => {
    journal.append([
      ...[...paid(1, at(-1)), ...paid(2, at(-0.2)), ...paid(3, at(1)), created(4, { createdAtMs: at(2) }), ...paid(5, at(23))],
      ...[...refunded(1, 3, at(4)), ...refunded(2, 1, at(5)), ...paid(6, at(24.1)), ...paid(7, at(25))],
    ]);
    const { lines, at: lineAt } = await ledger();
    const told = [...lines()];
    expect(told.map(nameOf)).toEqual(['charge-2', 'charge-3', 'charge-4', 'refund-1', 'refund-2', 'charge-5', 'charge-6']);
    expect(told[3]).toMatchObject({
      kind: 'refund',
      status: 'succeeded',
      transactionId: '42-3',
      refundFen: 100,
      settledAtMs: at(4) + 5_000,
    });
    expect(told.map(({ place }) => lineAt(place))).toEqual(told);
    expect(new Set(told.map(({ place }) => place)).size).toBe(told.length);
  });

  it('is as long as it needs to be, and stays so while others write', async () => {
    journal.append(Array.from({ length: 450 }, (_, index) => paid(index + 1, at(1) + index * 1_000)).flat());
    const { lines, at: lineAt, rows } = await ledger();
    journal.append(paid(451, at(2)));
    const told = [...lines()];
    expect(told.map(nameOf)).toEqual(Array.from({ length: 450 }, (_, index) => chargeId(index + 1)));
    expect(lineAt(told[449]?.place ?? 0)).toEqual(told[449]);
    expect([...(rows?.() ?? [])].flatMap(({ place, count }) => [...place.slice(0, count)])).toEqual(told.map(({ place }) => place));
  });

  it('finds a charge of any day with all of its refunds, each under the place it was told with', async () => {
    journal.append([...paid(1, at(-30)), ...paid(2, at(3)), ...refunded(1, 2, at(3.5)), ...refunded(2, 2, at(30))]);
    const { lines, at: lineAt, charge } = await ledger();
    const [two, back] = [...lines()];
    for (const line of [two, back]) lineAt(line?.place ?? 0);
    expect(charge(orderNo(2))).toMatchObject({
      charge: { place: two?.place },
      refunds: [{ place: back?.place }, { refundId: 'refund-2' }],
    });
    expect(charge(orderNo(1))?.charge).toMatchObject({ chargeId: 'charge-1', status: 'paid', atMs: at(-30) - 1_000 });
    expect(charge('nobody`s')).toBeNull();
  });

  it('brings what the day before postponed, once', async () => {
    journal.append([...paid(1, at(-20)), ...refunded(1, 1, at(-15)), ...paid(2, at(1)), ...refunded(2, 2, at(2))]);
    const { lines, at: lineAt } = await ledger(['refund-1', 'refund-2', 'charge-9']);
    const told = [...lines()];
    expect(told.map(nameOf)).toEqual(['refund-1', 'refund-2', 'charge-2']);
    expect(told.map(({ place }) => lineAt(place))).toEqual(told);
  });

  it('a charge that was begun under a wrong clock is found all the same, and is missed by nobody', async () => {
    journal.append(paid(1, at(12), at(-24 * 400)));
    const { lines, charge } = await ledger();
    expect([...lines()]).toEqual([]);
    const { atMs } = charge(orderNo(1))?.charge ?? { atMs: at(1) };
    expect(atMs < DAY.fromMs).toBe(true); // counts to no bill: a line of one that is alike is a match, none is no difference
  });

  it('finds a paid charge of the same amount nearby', async () => {
    journal.append([...paid(1, at(5)), ...paid(2, at(5))]);
    const { paidNear } = await ledger();
    const amountFen = intent(2).amountFen;
    expect(paidNear({ amountFen, atMs: at(5) + 60_000, withinMs: 300_000 })?.chargeId).toBe(chargeId(2));
    expect(paidNear({ amountFen, atMs: at(6), withinMs: 300_000 })).toBeNull();
    expect(paidNear({ amountFen: fen(1), atMs: at(5), withinMs: 300_000 })).toBeNull();
  });

  it('stops when it is told to', async () => {
    journal.append(paid(1, at(1)));
    expect(await openJournalLedger({ journal, clock: realClock, isStopped: () => true }, DAY, [])).toBeNull();
  });
});
