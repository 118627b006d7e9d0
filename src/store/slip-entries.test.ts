import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen, fenDelta } from '../money/fen.ts';
import { parseSaleId, parseTransactionId, type SaleId, type TransactionId } from '../payment/charge.ts';
import type { AttachedPayment, Finding, ParkedSale } from '../sale/slip.ts';
import { cashEntry } from '../shift/cash-entry.ts';
import { type CashEntry, parseShiftId, type Shift, type ShiftId } from '../shift/shift.ts';
import { changed, chargeId, created, PAID } from './entries.ts';
import type { Entry, Journal } from './journal.ts';
import { diskShelf, memoryShelf, type Shelf } from './shelves.ts';
import type { Slip } from './slip.ts';

const saleId = (n: number) => parseSaleId(`sale-${n}`) as SaleId;

function parked(n: number, changes: Partial<ParkedSale> = {}): ParkedSale {
  const asked = { amountFen: fen(8_900), description: null, tillReference: null, note: '蓝衣服，去拿鸡蛋' } as const;
  const key = { idempotencyKey: `key-${n}`, fingerprint: 'f' };
  return {
    kind: 'parked_sale',
    id: saleId(n),
    ...asked,
    ...key,
    parkedAtMs: n,
    by: 'cashier',
    status: 'parked',
    tender: null,
    chargeId: null,
    ...changes,
  };
}

function finding(n: number, changes: Partial<Finding> = {}): Finding {
  const pair = { evidence: 'same_payer', earlier: chargeId(1), later: chargeId(2), amountFen: fen(1280) } as const;
  const end = { status: 'open', remedy: null, refundId: null, reason: null } as const;
  return { kind: 'finding', id: `finding-${n}`, ...pair, raisedAtMs: n, ...end, ...changes };
}

const ATTACHED: AttachedPayment = {
  kind: 'attached_payment',
  id: parseTransactionId('4200001234202611220000000001') as TransactionId,
  saleId: saleId(1),
  chargeId: null,
  amountFen: fen(100),
  attachedAtMs: 5,
};

const NOBODY = { kind: 'counter' } as const;
const SUM = { count: 1, fen: fen(100) };

const SHIFT: Shift = {
  ...{
    kind: 'shift',
    id: parseShiftId('sh_1') as ShiftId,
    status: 'open',
    cashier: '林',
    personId: null,
    openedBy: { kind: 'till', name: 'till' },
  },
  ...{ openedAtMs: 1, openedAfterSeq: 7, sinceSeq: 5, openingFloatFen: fen(20_000), handOvers: [{ atMs: 2, from: '王', to: '林' }] },
  ...{
    count: { fen: fen(3), expectedFen: fenDelta(-4), atMs: 3, by: NOBODY },
    carriedOver: ['ch_1'],
    idempotencyKey: 'till:1',
    closing: null,
  },
};

const CLOSED: Shift = {
  ...SHIFT,
  status: 'closed',
  closing: {
    ...{ number: 1, atMs: 9, afterSeq: 8, by: NOBODY, countedFen: null, leftOpen: ['rf_1'] },
    totals: {
      ...{ wallet: [{ method: 'payment_code', ...SUM }], walletRefunds: SUM, others: [{ name: '会员卡', ...SUM }], otherRefunds: SUM },
      cash: { floatFen: fen(1), sales: SUM, refunds: SUM, payIns: SUM, payOuts: SUM, expectedFen: fenDelta(-1) },
      ...{ settledLater: SUM, refundsSettledLater: SUM, notPaid: { declined: 1, reversed: 2, canceled: 3 }, unknown: 4 },
      ...{ paidCount: 3, grossFen: fen(300), refundedFen: fen(301), netFen: fenDelta(-1) },
    },
  },
};

/** The same shift, with sales in a currency that is not the store's. */
function inPounds(shift: Shift): Shift {
  const { closing } = shift;
  const otherCurrencies = [{ currency: 'GBP' as const, count: 2, fen: fen(240), refundedFen: fen(0) }];
  return { ...shift, closing: closing && { ...closing, totals: { ...closing.totals, otherCurrencies } } };
}

const CASH: CashEntry = cashEntry(
  { id: 'ce_1', shiftId: SHIFT.id, by: NOBODY, atMs: 3, idempotencyKey: 'cashier:1' },
  { what: 'sale', amountFen: fen(90), receivedFen: fen(100), saleId: 'ps_1', note: '现金' },
);

const written = (slip: Slip, atMs = 7): Entry => ({ kind: 'slip_written', slip, atMs });

describe.each([
  ['in memory', memoryShelf],
  ['in SQLite', diskShelf],
])('slips in a journal %s', (_, makeShelf) => {
  let shelf: Shelf;
  let journal: Journal;

  beforeEach(() => {
    shelf = makeShelf();
    journal = shelf.open();
  });
  afterEach(() => {
    shelf.discard();
  });

  it('a journal without slips has none', () => {
    expect(journal.slip('parked_sale', 'sale-1')).toBeNull();
    expect(journal.slipByKey('parked_sale', 'key-1')).toBeNull();
    expect(journal.openSlips('finding')).toEqual([]);
    expect(journal.slips('finding', null, 50)).toEqual({ items: [], nextBefore: null });
  });

  it.each([
    ['a parked sale', parked(1)],
    ['a collected one', parked(1, { status: 'collected', tender: 'wallet', chargeId: chargeId(3) })],
    ['one of the till', parked(1, { tillReference: 'R1', description: '坚果', note: null, idempotencyKey: null, fingerprint: null })],
    ['a finding', finding(1)],
    [
      'one that is settled',
      finding(1, { earlier: null, evidence: 'cash_and_wallet', status: 'settled', remedy: 'dismissed', reason: 'two_sales' }),
    ],
    ['an attached payment', ATTACHED],
    ['money that came late', { kind: 'late_payment', id: chargeId(1), policy: 'refund', status: 'due', foundAtMs: 5 }],
    ['an open shift', SHIFT],
    ['a closed one', CLOSED],
    ['one that took pounds too', inPounds(CLOSED)],
    ['a line of the drawer', CASH],
  ] satisfies [string, Slip][])('%s comes back whole', (_name, slip) => {
    const seq = journal.append([written(slip)]);
    expect(shelf.reopen().slip(slip.kind, slip.id)).toEqual({ slip, updatedAtMs: 7, seq });
  });

  it('the newest slip of a name stands, and keeps its place', () => {
    journal.append([written(parked(1)), written(parked(2))]);
    const seq = journal.append([written(parked(1, { note: 'later' }), 9)]);
    expect(journal.slip('parked_sale', 'sale-1')).toEqual({ slip: parked(1, { note: 'later' }), updatedAtMs: 9, seq });
    expect(journal.slipByKey('parked_sale', 'key-1')?.seq).toBe(seq);
    expect(journal.openSlips('parked_sale').map(({ slip }) => slip.id)).toEqual(['sale-1', 'sale-2']);
  });

  it('open ones are those that somebody must still settle, over reopening too', () => {
    journal.append([written(parked(1)), written(parked(2)), written(finding(1)), written(finding(2)), written(ATTACHED)]);
    journal.append([written(parked(1, { status: 'dropped' })), written(finding(2, { status: 'settled', remedy: 'refund' }))]);
    const reopened = shelf.reopen();
    expect(reopened.openSlips('parked_sale').map(({ slip }) => slip.id)).toEqual(['sale-2']);
    expect(reopened.openSlips('finding').map(({ slip }) => slip.id)).toEqual(['finding-1']);
    expect(reopened.openSlips('attached_payment')).toEqual([]);
  });

  it('a shift and a line of the drawer are found by the key of their request; a closed shift is open no more', () => {
    journal.append([written(SHIFT), written(CASH)]);
    expect(journal.openSlips('shift')).toHaveLength(1);
    journal.append([written(CLOSED)]);
    expect(journal.openSlips('shift')).toEqual([]);
    expect(journal.slipByKey('shift', 'till:1')?.slip).toEqual(CLOSED);
    expect(journal.slipByKey('cash_entry', 'cashier:1')?.slip).toEqual(CASH);
  });

  it('a kind is read page by page, newest first', () => {
    journal.append([written(parked(1)), written(finding(1)), written(parked(2)), written(parked(3))]);
    journal.append([written(parked(1, { note: 'later' }))]);
    const first = journal.slips('parked_sale', null, 2);
    expect(first.items.map(({ slip }) => slip.id)).toEqual(['sale-3', 'sale-2']);
    const second = journal.slips('parked_sale', first.nextBefore, 2);
    expect(second.items.map(({ slip }) => slip.id)).toEqual(['sale-1']);
    expect(second.nextBefore).toBeNull();
  });

  it('a key that another slip of its kind has is refused, and nothing of that append is kept', () => {
    journal.append([written(parked(1))]);
    expect(() => journal.append([created(1), written(parked(2, { idempotencyKey: 'key-1' }))])).toThrow();
    expect(() => journal.append([written(parked(3)), written(parked(4, { idempotencyKey: 'key-3' }))])).toThrow();
    expect(journal.lastSeq()).toBe(1);
    expect(journal.openCharges()).toEqual([]);
  });

  it('a name that is written under another key is found by the newest one', () => {
    journal.append([written(parked(1)), written(parked(1, { status: 'dropped' }))]);
    journal.append([written(parked(1, { idempotencyKey: 'key-9' }))]);
    const reopened = shelf.reopen();
    expect(reopened.slipByKey('parked_sale', 'key-9')?.slip.id).toBe('sale-1');
    expect(reopened.slipByKey('parked_sale', 'key-1')).toBeNull();
  });

  it('slips and charges are told together, in their order', () => {
    journal.append([created(1), written(parked(1)), changed(1, PAID), written(finding(1))]);
    expect(journal.changesAfter(1, 100).map((change) => [change.seq, change.kind])).toEqual([
      [2, 'slip'],
      [3, 'charge'],
      [4, 'slip'],
    ]);
    expect(journal.changesAfter(0, 2).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('what a slip carries beside its fields is not written', () => {
    journal.append([written({ ...parked(1), authCode: '134567890123456789' } as ParkedSale)]);
    expect(journal.slip('parked_sale', 'sale-1')?.slip).toEqual(parked(1));
    expect(JSON.stringify(journal.changesAfter(0, 1))).not.toContain('134567890123456789');
  });

  it('a charge tells which sale it is of: the one it was begun for, else the reference of the till, else its own', () => {
    journal.append([created(1), created(2, { tillReference: 'R1' }), created(3, { saleId: saleId(9) })]);
    const reopened = shelf.reopen();
    expect([1, 2, 3].map((n) => reopened.charge(chargeId(n))?.intent.saleId)).toEqual(['charge-1', 'till:R1', 'sale-9']);
  });
});
