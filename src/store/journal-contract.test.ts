import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFinal } from '../payment/state.ts';
import { changed, chargeId, created, intent, orderNo, PAID, STATES } from './entries.ts';
import type { Journal } from './journal.ts';
import { diskShelf, memoryShelf, type Shelf } from './shelves.ts';

describe.each([
  ['in memory', memoryShelf],
  ['in SQLite', diskShelf],
])('a journal %s', (_, makeShelf) => {
  let shelf: Shelf;
  let journal: Journal;

  beforeEach(() => {
    shelf = makeShelf();
    journal = shelf.open();
  });
  afterEach(() => {
    shelf.discard();
  });

  it('an empty journal knows nothing', () => {
    expect(journal.charge(chargeId(1))).toBeNull();
    expect(journal.chargeByOrderNo(orderNo(1))).toBeNull();
    expect(journal.chargeByIdempotencyKey('key')).toBeNull();
    expect(journal.charges({}, null, 50)).toEqual({ items: [], nextBefore: null });
    expect(journal.openCharges()).toEqual([]);
    expect(journal.changesAfter(0, 100)).toEqual([]);
    expect(journal.lastSeq()).toBe(0);
    expect(journal.takingsSince(0, 'CNY')).toEqual({ paidCount: 0, paidFen: 0 });
  });

  it('a charge is found by each of its names, as its newest entry left it', () => {
    journal.append([created(1, { idempotencyKey: 'key-1', fingerprint: 'f', tillReference: 'R1', shiftId: 'S1' })]);
    const seq = journal.append([changed(1, PAID)]);

    const record = journal.charge(chargeId(1));
    expect(record).toEqual({
      intent: intent(1, { idempotencyKey: 'key-1', fingerprint: 'f', tillReference: 'R1', shiftId: 'S1' }),
      state: PAID,
      codeHint: '1345••••••••••7712',
      updatedAtMs: 2_000_001,
      seq,
      refundedFen: 0,
    });
    expect(journal.chargeByOrderNo(orderNo(1))).toEqual(record);
    expect(journal.chargeByIdempotencyKey('key-1')).toEqual(record);
  });

  it.each(STATES)('a charge comes back whole as $status', (state) => {
    journal.append([created(1), changed(1, state)]);
    const reopened = shelf.reopen();
    expect(reopened.charge(chargeId(1))?.state).toEqual(state);
    expect(reopened.openCharges().length).toBe(isFinal(state.status) ? 0 : 1);
  });

  it('what a state carries beside its kept fields is not written', () => {
    const carrying = { status: 'submitting', cancelWanted: true, codeDead: true, authCode: '134567890123456789' } as const;
    journal.append([created(1, {}, carrying)]);
    expect(journal.charge(chargeId(1))?.state).toEqual({ status: 'submitting', cancelWanted: true });
  });

  it('numbers only grow, over reopening too', () => {
    expect(journal.append([created(1), created(2)])).toBe(2);
    expect(journal.append([changed(1, PAID)])).toBe(3);
    const reopened = shelf.reopen();
    expect(reopened.lastSeq()).toBe(3);
    expect(reopened.append([changed(2, PAID)])).toBe(4);
  });

  it('an empty append is durable already', () => {
    journal.append([created(1)]);
    expect(journal.append([])).toBe(1);
  });

  it.each([
    ['the id again', created(1, { orderNo: orderNo(9) })],
    ['the order number again', created(9, { orderNo: orderNo(1) })],
    ['the idempotency key again', created(9, { idempotencyKey: 'key-1' })],
    ['a change of nothing', changed(9, PAID)],
    ['a whole payment code as its hint', changed(1, PAID, '134567890123456789')],
    ['a code with a mask at its end', changed(1, PAID, '134567890123456789•••')],
    ['an unmasked hint', changed(1, PAID, '1345')],
  ])('%s is refused, and with it everything of its append', (_, bad) => {
    journal.append([created(1, { idempotencyKey: 'key-1' })]);
    const before = journal.charge(chargeId(1));

    expect(() => journal.append([created(2), changed(2, PAID), bad])).toThrow();

    expect(journal.charge(chargeId(2))).toBeNull();
    expect(journal.charge(chargeId(1))).toEqual(before);
    expect(journal.lastSeq()).toBe(1);
    expect(journal.append([created(2)])).toBe(2);
  });

  it('a repeat within one append is refused too', () => {
    expect(() => journal.append([created(1), created(2, { orderNo: orderNo(1) })])).toThrow();
    expect(journal.lastSeq()).toBe(0);
  });

  it('pages run newest first to the end and stand still while charges arrive', () => {
    journal.append([1, 2, 3, 4, 5].map((n) => created(n)));
    const first = journal.charges({}, null, 2);
    journal.append([created(6), changed(1, PAID)]);
    const second = journal.charges({}, first.nextBefore, 2);
    const third = journal.charges({}, second.nextBefore, 2);
    expect([first, second, third].map(({ items }) => items.map(({ intent }) => intent.id))).toEqual([
      [chargeId(5), chargeId(4)],
      [chargeId(3), chargeId(2)],
      [chargeId(1)],
    ]);
    expect(third.nextBefore).toBeNull();
    expect(third.items[0]?.state).toEqual(PAID);
  });

  it('a page that takes exactly the rest is the last', () => {
    journal.append([created(1), created(2)]);
    expect(journal.charges({}, null, 2).nextBefore).toBeNull();
  });

  it.each([0, 201, 1.5])('a page of %d charges is a bug', (limit) => {
    expect(() => journal.charges({}, null, limit)).toThrow('page size');
  });

  it('filters narrow a page, alone and together', () => {
    journal.append([
      created(1, { tillReference: 'A', shiftId: 'S1' }),
      created(2, { tillReference: 'A', shiftId: 'S2' }, PAID),
      created(3, { tillReference: 'B', shiftId: 'S2' }, { status: 'canceled' }),
      created(4, { shiftId: 'S2' }, { status: 'queued' }),
    ]);
    const found = (filter: Parameters<Journal['charges']>[0]) => journal.charges(filter, null, 50).items.map(({ intent }) => intent.id);
    expect(found({ orderNo: orderNo(3) })).toEqual([chargeId(3)]);
    expect(found({ tillReference: 'A' })).toEqual([chargeId(2), chargeId(1)]);
    expect(found({ tillReference: '' })).toEqual([]);
    expect(found({ shiftId: 'S2' })).toEqual([chargeId(4), chargeId(3), chargeId(2)]);
    expect(found({ statuses: ['paid'] })).toEqual([chargeId(2)]);
    expect(found({ statuses: ['canceled', 'queued', 'queued'] })).toEqual([chargeId(4), chargeId(3)]);
    expect(found({ statuses: ['paid', 'canceled'] })).toEqual([chargeId(3), chargeId(2)]);
    expect(found({ statuses: [] })).toEqual([]);
    expect(found({ shiftId: 'S2', statuses: ['queued'] })).toEqual([chargeId(4)]);
    expect(found({ tillReference: 'A', shiftId: 'S1', statuses: ['paid'] })).toEqual([]);
  });

  it('a filtered list is paged like any other', () => {
    journal.append([1, 2, 3, 4, 5].map((n) => created(n, {}, n === 3 ? PAID : { status: 'queued' })));
    const first = journal.charges({ statuses: ['queued'] }, null, 3);
    const second = journal.charges({ statuses: ['queued'] }, first.nextBefore, 3);
    expect([...first.items, ...second.items].map(({ intent }) => intent.id)).toEqual([5, 4, 2, 1].map(chargeId));
    expect(second.nextBefore).toBeNull();
  });

  it('open charges come oldest first, whatever happened to them last', () => {
    journal.append([created(1), created(2, {}, { status: 'queued' }), created(3), created(4)]);
    journal.append([changed(1, { status: 'submitting', cancelWanted: false }), changed(3, PAID)]);
    expect(journal.openCharges().map(({ intent }) => intent.id)).toEqual([1, 2, 4].map(chargeId));
  });

  it('changes are told one by one, each with the state and the hint it left', () => {
    journal.append([created(1), created(2)]);
    journal.append([changed(1, { status: 'submitting', cancelWanted: false }), changed(1, PAID)]);
    const changes = journal.changesAfter(1, 100).filter((change) => change.kind === 'charge');
    expect(changes.map(({ seq, intent, state, codeHint }) => [seq, intent.id, state.status, codeHint])).toEqual([
      [2, chargeId(2), 'awaiting_code', null],
      [3, chargeId(1), 'submitting', '1345••••••••••7712'],
      [4, chargeId(1), 'paid', '1345••••••••••7712'],
    ]);
    expect(journal.changesAfter(0, 2).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(journal.changesAfter(4, 2)).toEqual([]);
  });

  it('takings count what was paid among the charges created since, though the clock jumped', () => {
    journal.append([
      created(1, { createdAtMs: 500 }, PAID),
      created(2, { createdAtMs: 100 }, PAID),
      created(3, { createdAtMs: 600 }, PAID),
      created(4, { createdAtMs: 600 }),
    ]);
    expect(journal.takingsSince(500, 'CNY')).toEqual({ paidCount: 2, paidFen: 1001 + 1003 });
  });

  it('takings are of one currency, whichever is asked for after which', () => {
    journal.append([created(1, {}, PAID), created(2, { currency: 'GBP' }, PAID), created(3, { currency: 'GBP' }, PAID)]);
    expect(journal.takingsSince(0, 'CNY')).toEqual({ paidCount: 1, paidFen: 1001 });
    expect(journal.takingsSince(0, 'GBP')).toEqual({ paidCount: 2, paidFen: 1002 + 1003 });
    journal.append([created(4, {}, PAID)]);
    expect(journal.takingsSince(0, 'CNY')).toEqual({ paidCount: 2, paidFen: 1001 + 1004 });
    expect(journal.takingsSince(0, 'USD')).toEqual({ paidCount: 0, paidFen: 0 });
  });

  it('text that looks like a number, SQL or nothing comes back as it was', () => {
    const odd = { tillReference: '007', idempotencyKey: "'; DROP TABLE charges; --", description: '"\u0000€𠮷', shiftId: '' };
    journal.append([created(1, odd)]);
    expect(journal.chargeByIdempotencyKey(odd.idempotencyKey)?.intent).toMatchObject(odd);
    expect(journal.charges({ tillReference: '7' }, null, 1).items).toEqual([]);
  });
});
