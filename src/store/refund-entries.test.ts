import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../money/fen.ts';
import { parseRefundId, parseRefundNo, type RefundId, type RefundIntent, type RefundNo } from '../payment/refund.ts';
import { isRefundFinal, type KeptRefundState } from '../payment/refund-state.ts';
import { changed, chargeId, created, intent, PAID } from './entries.ts';
import type { Entry, Journal } from './journal.ts';
import { diskShelf, memoryShelf, type Shelf } from './shelves.ts';

const refundId = (n: number) => parseRefundId(`refund-${n}`) as RefundId;
const refundNo = (n: number) => parseRefundNo(`refund-no-${n}`) as RefundNo;

function refund(n: number, charge: number, changes: Partial<RefundIntent> = {}): RefundIntent {
  return {
    id: refundId(n),
    refundNo: refundNo(n),
    chargeId: chargeId(charge),
    orderNo: intent(charge).orderNo,
    chargeFen: intent(charge).amountFen,
    amountFen: fen(100 + n),
    currency: 'CNY',
    origin: 'till',
    reason: '商品破损 "refund": 1',
    idempotencyKey: null,
    fingerprint: null,
    shiftId: null,
    createdAtMs: 3_000_000 + n,
    ...changes,
  };
}

const PENDING: KeptRefundState = { status: 'pending', from: 'unsettled' };
const SUCCEEDED: KeptRefundState = { status: 'succeeded', from: 'unsettled', succeededAtMs: 4_000_000 };
const FAILED: KeptRefundState = {
  status: 'failed',
  from: 'balance',
  code: 'too_old',
  acquirerCode: 'TRADE_OVERDUE',
  message: '订单已超期',
};
const STATES: readonly KeptRefundState[] = [
  PENDING,
  { status: 'pending', from: 'balance' },
  { status: 'unresolved', from: 'unsettled' },
  SUCCEEDED,
  { status: 'succeeded', from: 'balance', succeededAtMs: null },
  FAILED,
  { status: 'failed', from: 'unsettled', code: 'configuration_error', acquirerCode: null, message: null },
  ...([PENDING, SUCCEEDED, FAILED] as const).map((state) => ({ ...state, acquirerRefundId: 're_1' })),
];

function refunded(n: number, charge: number, changes: Partial<RefundIntent> = {}, state = PENDING): Entry {
  return { kind: 'refund_created', intent: refund(n, charge, changes), state, atMs: 3_000_000 + n };
}

function moved(n: number, state: KeptRefundState): Entry {
  return { kind: 'refund_changed', refundId: refundId(n), state, atMs: 3_500_000 + n };
}

describe.each([
  ['in memory', memoryShelf],
  ['in SQLite', diskShelf],
])('refunds in a journal %s', (_, makeShelf) => {
  let shelf: Shelf;
  let journal: Journal;

  beforeEach(() => {
    shelf = makeShelf();
    journal = shelf.open();
    journal.append([created(1), created(2), created(3)]);
    journal.append([changed(1, PAID), changed(2, PAID)]);
  });
  afterEach(() => {
    shelf.discard();
  });

  it('none', () => {
    expect(journal.refund(refundId(1))).toBeNull();
    expect(journal.refundByNo(refundNo(1))).toBeNull();
    expect(journal.refundByIdempotencyKey('key')).toBeNull();
    expect(journal.refundsOf(chargeId(1))).toEqual([]);
    expect(journal.refundsOf(chargeId(9))).toEqual([]);
    expect(journal.openRefunds()).toEqual([]);
  });

  it('one is found by each of its names, as its newest entry left it', () => {
    journal.append([refunded(1, 1, { idempotencyKey: 'key-1', fingerprint: 'f' })]);
    const seq = journal.append([moved(1, SUCCEEDED)]);
    const record = journal.refund(refundId(1));
    expect(record).toEqual({
      intent: refund(1, 1, { idempotencyKey: 'key-1', fingerprint: 'f' }),
      state: SUCCEEDED,
      updatedAtMs: 3_500_001,
      seq,
    });
    expect(journal.refundByNo(refundNo(1))).toEqual(record);
    expect(journal.refundByIdempotencyKey('key-1')).toEqual(record);
    expect(journal.refundsOf(chargeId(1))).toEqual([record]);
    expect(shelf.reopen().refund(refundId(1))).toEqual(record);
  });

  it.each(STATES)('one comes back whole as $status from $from', (state) => {
    journal.append([refunded(1, 1), moved(1, state)]);
    const reopened = shelf.reopen();
    expect(reopened.refund(refundId(1))?.state).toEqual(state);
    expect(reopened.openRefunds().length).toBe(isRefundFinal(state.status) ? 0 : 1);
  });

  it('what a state carries beside its kept fields is not written', () => {
    const carrying = { ...PENDING, inFlight: 'send', rounds: 3 };
    journal.append([refunded(1, 1, {}, carrying)]);
    expect(journal.refund(refundId(1))?.state).toEqual(PENDING);
  });

  it('the charge stays as it was, but for what succeeded of its refunds', () => {
    const before = journal.charge(chargeId(1));
    journal.append([refunded(1, 1), refunded(2, 1), refunded(3, 1), refunded(4, 2)]);
    expect(journal.charge(chargeId(1))).toMatchObject({ state: PAID, codeHint: before?.codeHint, refundedFen: 0 });
    journal.append([moved(1, SUCCEEDED)]);
    journal.append([moved(3, SUCCEEDED), moved(2, FAILED)]);
    const reopened = shelf.reopen();
    expect(reopened.charge(chargeId(1))).toMatchObject({ intent: intent(1), state: PAID, refundedFen: 101 + 103 });
    expect(reopened.charge(chargeId(2))?.refundedFen).toBe(0);
    expect(reopened.charges({}, null, 9).items.map(({ refundedFen }) => refundedFen)).toEqual([0, 0, 204]);
    expect(reopened.charges({ statuses: ['paid'] }, null, 9).items.length).toBe(2);
    expect(reopened.openCharges().map((charge) => charge.intent.id)).toEqual([chargeId(3)]);
    expect(reopened.refundsOf(chargeId(1)).map(({ state }) => state.status)).toEqual(['succeeded', 'failed', 'succeeded']);
  });

  it('takings are what was paid, whatever went back later', () => {
    const before = journal.takingsSince(0, 'CNY');
    journal.append([refunded(1, 1)]);
    journal.append([moved(1, SUCCEEDED)]);
    expect(journal.takingsSince(0, 'CNY')).toEqual(before);
  });

  it('open ones come oldest first, whatever happened to them last', () => {
    journal.append([refunded(1, 2), refunded(2, 1), refunded(3, 1)]);
    journal.append([moved(1, { status: 'unresolved', from: 'unsettled' }), moved(2, SUCCEEDED)]);
    expect(
      shelf
        .reopen()
        .openRefunds()
        .map((record) => record.intent.id),
    ).toEqual([refundId(1), refundId(3)]);
  });

  it('pages of them come newest first by when they were begun', () => {
    journal.append([refunded(1, 2), refunded(2, 1), refunded(3, 1)]);
    journal.append([moved(1, SUCCEEDED)]);
    const reopened = shelf.reopen();
    const first = reopened.refunds(null, 2);
    expect(first.items).toEqual([reopened.refund(refundId(3)), reopened.refund(refundId(2))]);
    expect(reopened.refunds(first.nextBefore, 2)).toEqual({ items: [reopened.refund(refundId(1))], nextBefore: null });
    expect(shelf.reopen().refunds(1, 2).items).toEqual([]);
  });

  it('one that failed for want of funds is open again', () => {
    journal.append([
      refunded(1, 1),
      moved(1, { ...FAILED, code: 'insufficient_balance' }),
      moved(1, { status: 'pending', from: 'balance' }),
    ]);
    expect(
      shelf
        .reopen()
        .openRefunds()
        .map(({ state }) => state),
    ).toEqual([{ status: 'pending', from: 'balance' }]);
  });

  it('changes are told one by one, with the refund that each tells of, as it then was', () => {
    journal.append([refunded(1, 1)]);
    journal.append([refunded(2, 1), moved(1, SUCCEEDED)]);
    const changes = shelf
      .reopen()
      .changesAfter(4, 100)
      .filter((change) => change.kind === 'charge');
    expect(
      changes.map(({ seq, intent: asked, refundedFen, refund: told }) => [
        seq,
        asked.id,
        refundedFen,
        told?.intent.id ?? null,
        told?.state.status,
      ]),
    ).toEqual([
      [5, chargeId(2), 0, null, undefined],
      [6, chargeId(1), 0, refundId(1), 'pending'],
      [7, chargeId(1), 0, refundId(2), 'pending'],
      [8, chargeId(1), 101, refundId(1), 'succeeded'],
    ]);
  });

  it.each([
    ['the id again', refunded(9, 1, { id: refundId(1) })],
    ['the number again', refunded(9, 1, { refundNo: refundNo(1) })],
    ['the idempotency key again', refunded(9, 2, { idempotencyKey: 'key-1' })],
    ['a change of nothing', moved(9, SUCCEEDED)],
    ['a refund of no charge', refunded(9, 9)],
    ['a refund of a charge that is not paid', refunded(9, 3)],
    ['a charge with refunds that is not paid any more', changed(1, { status: 'canceled' })],
  ])('%s is refused, and with it everything of its append', (_case, bad) => {
    journal.append([refunded(1, 1, { idempotencyKey: 'key-1' })]);
    const seq = journal.lastSeq();
    expect(() => journal.append([refunded(2, 2), bad])).toThrow();
    expect(() => journal.append([bad])).toThrow();
    expect(journal.lastSeq()).toBe(seq);
    expect(journal.refund(refundId(2))).toBeNull();
    expect(journal.append([refunded(2, 2)])).toBe(seq + 1);
  });
});
