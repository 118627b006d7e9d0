import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../money/fen.ts';
import { parseTransactionId, type TransactionId } from '../payment/charge.ts';
import { parseRefundId, parseRefundNo, type RefundId, type RefundIntent, type RefundNo } from '../payment/refund.ts';
import type { CashEntry } from '../shift/shift.ts';
import { changed, chargeId, created, intent, orderNo, PAID } from './entries.ts';
import type { ChargeFilter, Entry, Journal } from './journal.ts';
import { diskShelf, memoryShelf, type Shelf } from './shelves.ts';

const PENDING = { status: 'pending', from: 'unsettled' } as const;
const DONE = { status: 'succeeded', from: 'unsettled', succeededAtMs: 9 } as const;
const refundId = (n: number) => parseRefundId(`refund-${n}`) as RefundId;

function refund(n: number, of: number): Entry {
  const asked: RefundIntent = {
    ...{ id: refundId(n), refundNo: parseRefundNo(`refund-no-${n}`) as RefundNo, chargeId: chargeId(of), orderNo: orderNo(of) },
    ...{ chargeFen: intent(of).amountFen, amountFen: fen(5), currency: 'CNY', origin: 'till', reason: null },
    ...{ idempotencyKey: null, fingerprint: null, shiftId: 'S1', createdAtMs: n },
  };
  return { kind: 'refund_created', intent: asked, state: PENDING, atMs: n };
}

const ended = (n: number): Entry => ({ kind: 'refund_changed', refundId: refundId(n), state: DONE, atMs: n });

function cash(n: number, note: string | null = null): Entry {
  const slip: CashEntry = {
    ...{ kind: 'cash_entry', id: `cash-${n}`, what: 'sale', tender: null, amountFen: fen(n), receivedFen: null, saleId: null },
    ...{ refundOf: null, note, shiftId: null, by: { kind: 'counter' }, approvedBy: null, atMs: n, idempotencyKey: null },
  };
  return { kind: 'slip_written', slip, atMs: n };
}

describe.each([
  ['in memory', memoryShelf],
  ['in SQLite', diskShelf],
])('stretches of a journal %s', (_, makeShelf) => {
  let shelf: Shelf;
  let journal: Journal;

  beforeEach(() => {
    shelf = makeShelf();
    journal = shelf.open();
  });
  afterEach(() => {
    shelf.discard();
  });

  it('a shift is walked through from its first charge on, however many, while others are written', () => {
    journal.append(Array.from({ length: 450 }, (_, n) => created(n, { shiftId: n % 2 === 0 ? 'S1' : 'S2' })));
    const found: string[] = [];
    for (const { intent: asked } of journal.chargesOfShift('S1')) {
      found.push(asked.id);
      if (found.length < 3) journal.append([created(1000 + found.length)]);
    }
    expect(found).toEqual(Array.from({ length: 225 }, (_, n) => chargeId(2 * n)));
    expect([...journal.chargesOfShift('S3')]).toEqual([]);
  });

  it('the charges of a shift are summed as they stand, by method, currency and status', () => {
    const some = (n: number, method: 'payment_code' | 'link') => created(n, { shiftId: 'S1', amountFen: fen(10 ** n), method });
    const inPounds = created(6, { shiftId: 'S1', amountFen: fen(7), currency: 'GBP' });
    journal.append([some(1, 'payment_code'), some(2, 'link'), some(3, 'payment_code'), some(4, 'payment_code'), inPounds]);
    journal.append([
      changed(6, PAID),
      changed(1, { status: 'queued' }),
      changed(1, PAID),
      changed(2, PAID),
      changed(3, PAID),
      created(5),
      changed(5, PAID),
    ]);
    journal.append([refund(1, 3), ended(1)]); // it stays paid
    const sums = [...journal.chargeSums('S1')].sort((a, b) => a.fen - b.fen);
    expect(sums).toEqual([
      { method: 'payment_code', currency: 'GBP', status: 'paid', count: 1, fen: 7 },
      { method: 'link', currency: 'CNY', status: 'paid', count: 1, fen: 100 },
      { method: 'payment_code', currency: 'CNY', status: 'paid', count: 2, fen: 1_010 },
      { method: 'payment_code', currency: 'CNY', status: 'awaiting_code', count: 1, fen: 10_000 },
    ]);
    expect(journal.chargeSums('S3')).toEqual([]);
  });

  it('a charge became paid in the stretch that first says so, whatever is written of it before and later', () => {
    journal.append([created(1), created(2), created(3, {}, PAID)]); // to 3
    journal.append([changed(1, { status: 'queued' }), changed(2, PAID), created(4)]); // to 6
    journal.append([changed(1, PAID), refund(1, 2), ended(1)]); // to 9
    const paid = (after: number, to: number) => journal.paidBetween(after, to, Number.MAX_SAFE_INTEGER).map(({ intent: { id } }) => id);
    expect(paid(0, 3)).toEqual([chargeId(3)]);
    expect(paid(3, 6)).toEqual([chargeId(2)]);
    expect(paid(6, 9)).toEqual([chargeId(1)]);
    expect(paid(0, 99)).toEqual([1, 2, 3].map(chargeId));
    expect(journal.paidBetween(3, 6, 2)[0]?.refundedFen).toBe(5); // as it stands
    expect(journal.paidBetween(0, 99, 2).map(({ intent: { id } }) => id)).toEqual([1, 2].map(chargeId));
  });

  it('a refund is told of by its stretches, as it stands', () => {
    journal.append([created(1, {}, PAID), created(2, {}, PAID), refund(1, 2), refund(2, 1)]); // to 4
    journal.append([refund(3, 1), ended(2)]); // to 6
    const told = (after: number, to: number) => journal.refundsBetween(after, to).map(({ intent: { id }, state }) => [id, state.status]);
    expect(told(0, 3)).toEqual([['refund-1', 'pending']]);
    expect(told(3, 4)).toEqual([['refund-2', 'succeeded']]);
    expect(told(4, 6)).toEqual([
      ['refund-2', 'succeeded'],
      ['refund-3', 'pending'],
    ]);
    expect(told(6, 99)).toEqual([]);
  });

  it('slips come by their first entry, as they stand', () => {
    journal.append([cash(1), created(1), cash(2), cash(3)]);
    journal.append([cash(2, 'later')]);
    expect(journal.slipsBetween('cash_entry', 1, 3).map(({ slip }) => [slip.id, slip.note])).toEqual([['cash-2', 'later']]);
    expect(journal.slipsBetween('cash_entry', 0, 99).map(({ slip }) => slip.id)).toEqual(['cash-1', 'cash-2', 'cash-3']);
    expect(journal.slipsBetween('shift', 0, 99)).toEqual([]);
  });

  it('what is searched for narrows a page, alone and with filters, also what was written between two searches', () => {
    const payment = { ...PAID, transactionId: parseTransactionId('4200001234202611220000007712') as TransactionId };
    journal.append([
      created(1, { tillReference: 'A%7', amountFen: fen(1280), createdAtMs: 100 }),
      created(2, { tillReference: 'B_7', amountFen: fen(1280), createdAtMs: 200 }),
      created(37712, { amountFen: fen(5), createdAtMs: 300 }),
    ]);
    const found = (filter: ChargeFilter) => journal.charges(filter, null, 50).items.map(({ intent: { id } }) => id);
    expect(found({ numberTail: '7712' })).toEqual([chargeId(37712)]);
    journal.append([changed(1, payment), created(4, { amountFen: fen(1280), createdAtMs: 150 })]);
    expect(found({ numberTail: '7712' })).toEqual([chargeId(37712), chargeId(1)]);
    expect(found({ numberTail: '000000007712' })).toEqual([]);
    expect(found({ amountFen: fen(1280) })).toEqual([4, 2, 1].map(chargeId));
    expect(found({ tillReferenceStart: 'A%' })).toEqual([chargeId(1)]);
    expect(found({ tillReferenceStart: 'B%' })).toEqual([]);
    expect(found({ tillReferenceStart: 'a' })).toEqual([]);
    expect(found({ fromMs: 150 })).toEqual([4, 37712, 2].map(chargeId));
    expect(found({ fromMs: 100, untilMs: 200 })).toEqual([4, 1].map(chargeId));
    expect(found({ amountFen: fen(1280), statuses: ['paid'] })).toEqual([chargeId(1)]);
    expect(found({ amountFen: fen(1280), statuses: ['awaiting_code'] })).toEqual([4, 2].map(chargeId));
    expect(found({ amountFen: fen(1280), tillReference: 'B_7' })).toEqual([chargeId(2)]);
  });

  it('a search that is made ready in pieces finds the same', () => {
    journal.append(Array.from({ length: 12_000 }, (_, n) => created(n, { amountFen: fen(n % 100 === 7 ? 7 : 8) })));
    let pieces = 1;
    while (!journal.makeSearchReadier()) pieces += 1;
    expect(pieces).toBeLessThan(3);
    journal.append([changed(1_207, PAID)]);
    expect(journal.charges({ amountFen: fen(7) }, null, 200).items).toHaveLength(120);
    const paid = journal.charges({ numberTail: '20000000001', amountFen: fen(7) }, null, 200);
    expect(paid.items.map(({ intent: { id } }) => id)).toEqual([chargeId(1_207)]);
  });

  it('a list jumps to any of its charges, and stays as long as it was', () => {
    journal.append([1, 2, 3, 4, 5].flatMap((n) => [created(n), cash(n)]));
    const top = journal.lastSeq() + 1;
    journal.append([changed(2, PAID), created(6)]);
    expect([journal.countCharges(null), journal.countCharges(top), journal.countCharges(1)]).toEqual([6, 5, 0]);
    const from = (skip: number) => {
      const before = journal.chargesFurther(top, skip);
      return before === null ? null : journal.charges({}, before, 2).items.map(({ intent: { id } }) => id);
    };
    expect(from(0)).toEqual([5, 4].map(chargeId));
    expect(from(3)).toEqual([2, 1].map(chargeId));
    expect(from(4)).toEqual([1].map(chargeId));
    expect(from(5)).toBeNull();
  });

  it('what a search finds is paged like any list', () => {
    journal.append([1, 2, 3, 4, 5].map((n) => created(n, { amountFen: fen(n === 3 ? 1 : 700) })));
    const first = journal.charges({ amountFen: fen(700) }, null, 3);
    const second = journal.charges({ amountFen: fen(700) }, first.nextBefore, 3);
    expect([...first.items, ...second.items].map(({ intent: { id } }) => id)).toEqual([5, 4, 2, 1].map(chargeId));
    expect(second.nextBefore).toBeNull();
  });
});
