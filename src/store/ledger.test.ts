import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../money/fen.ts';
import { parseRefundId, parseRefundNo, type RefundId, type RefundNo } from '../payment/refund.ts';
import type { KeptState } from '../payment/state.ts';
import type { CashEntry } from '../shift/shift.ts';
import { changed, chargeId, created, intent, PAID } from './entries.ts';
import type { Entry, Journal, LedgerItems, LedgerPart, LedgerSlice, Span } from './journal.ts';
import { diskShelf, memoryShelf, type Shelf } from './shelves.ts';

const ASKED = {
  status: 'awaiting_customer',
  armedOnly: false,
  undo: null,
  known: true,
  reversalsOpen: false,
  reversalRefused: null,
} as const;

function refunded(n: number, createdAtMs: number): Entry {
  const names = { id: parseRefundId(`refund-${n}`) as RefundId, refundNo: parseRefundNo(`refund-no-${n}`) as RefundNo };
  const of = {
    chargeId: chargeId(n),
    orderNo: intent(n).orderNo,
    chargeFen: intent(n).amountFen,
    amountFen: fen(100),
    currency: 'CNY',
  } as const;
  const asked = { origin: 'till', reason: null, idempotencyKey: null, fingerprint: null, shiftId: null, createdAtMs } as const;
  return {
    kind: 'refund_created',
    intent: { ...names, ...of, ...asked },
    state: { status: 'pending', from: 'unsettled' },
    atMs: createdAtMs,
  };
}

function cash(id: string, atMs: number): Entry {
  const of = { tender: null, amountFen: fen(500), receivedFen: null, saleId: null, refundOf: null, note: null, shiftId: null } as const;
  const slip: CashEntry = {
    kind: 'cash_entry',
    id,
    what: 'sale',
    ...of,
    by: { kind: 'counter' },
    approvedBy: null,
    atMs,
    idempotencyKey: null,
  };
  return { kind: 'slip_written', slip, atMs };
}

function all<Part extends LedgerPart>(journal: Journal, part: Part, span: Span): readonly LedgerItems[Part][] {
  const found: LedgerItems[Part][] = [];
  for (let after: number | null = null; ; ) {
    const slice: LedgerSlice<Part> = journal.ledger(part, span, after);
    found.push(...slice.items);
    if (slice.nextAfter === null) return found;
    expect(slice.nextAfter).toBeGreaterThan(after ?? -1);
    after = slice.nextAfter;
  }
}

const ids = (records: readonly { readonly intent: { readonly id: string } }[]) => records.map(({ intent: { id } }) => id);
const at = (fromMs: number, toMs: number): Span => ({ fromMs, toMs });

describe.each([
  ['in memory', memoryShelf],
  ['in SQLite', diskShelf],
])('the ledger of a journal %s', (_, makeShelf) => {
  let shelf: Shelf;
  let journal: Journal;

  beforeEach(() => {
    shelf = makeShelf();
    journal = shelf.open();
  });
  afterEach(() => {
    shelf.discard();
  });

  it('of an empty journal is empty', () => {
    expect(all(journal, 'charge', at(0, 9_999_999))).toEqual([]);
    expect(all(journal, 'refund', at(0, 9_999_999))).toEqual([]);
    expect(all(journal, 'cash_entry', at(0, 9_999_999))).toEqual([]);
  });

  it('holds the charges begun within the span, each as it stands now, in many slices', () => {
    for (let n = 1; n <= 350; n += 1) journal.append([created(n), changed(n, PAID)]);
    expect(ids(all(journal, 'charge', at(1_000_021, 1_000_341)))).toEqual(Array.from({ length: 320 }, (_, index) => chargeId(21 + index)));
    expect(all(journal, 'charge', at(1_000_021, 1_000_022))).toEqual([{ ...journal.charge(chargeId(21)), askedCustomer: false }]);
  });

  it('says which charge waited for its customer, and how long it took', () => {
    journal.append([created(1), changed(1, ASKED), changed(1, { ...PAID, tookMs: 9_400 } as KeptState), created(2), changed(2, PAID)]);
    const found = all(journal, 'charge', at(0, 2_000_000));
    expect(found.map(({ askedCustomer }) => askedCustomer)).toEqual([true, false]);
    expect(found.map(({ state }) => state.status === 'paid' && state.tookMs)).toEqual([9_400, undefined]);
  });

  it('refunds and cash count by their own time, also before the first charge of the span', () => {
    journal.append([created(1), changed(1, PAID)]); // of 1,000,001
    journal.append([refunded(1, 1_000_500), cash('k1', 1_000_600)]);
    journal.append([
      created(2, { createdAtMs: 1_000_900, method: 'merchant_qr' }),
      changed(2, PAID),
      refunded(2, 1_001_500),
      cash('k2', 1_002_000),
    ]);
    const span = at(1_000_400, 1_002_000);
    expect(ids(all(journal, 'charge', span))).toEqual(['charge-2']);
    expect(all(journal, 'refund', span).map(({ intent: { id }, method }) => [id, method])).toEqual([
      ['refund-1', 'payment_code'],
      ['refund-2', 'merchant_qr'],
    ]);
    expect(all(journal, 'cash_entry', span).map(({ slip }) => slip.id)).toEqual(['k1']);
    const reopened = shelf.reopen();
    expect(all(reopened, 'refund', span)).toHaveLength(2);
  });

  it('a refund is told once, as it stands now', () => {
    journal.append([created(1), changed(1, PAID), refunded(1, 1_000_500)]);
    const state = { status: 'succeeded', from: 'unsettled', succeededAtMs: 1_000_700 } as const;
    journal.append([{ kind: 'refund_changed', refundId: parseRefundId('refund-1') as RefundId, state, atMs: 1_000_700 }]);
    expect(all(journal, 'refund', at(0, 2_000_000)).map((refund) => refund.state)).toEqual([state]);
  });

  it('a clock that was an hour ahead and was put right hides nothing', () => {
    for (const [n, createdAtMs] of [
      [1, 1_000_000],
      [2, 4_600_000],
      [3, 1_100_000],
      [4, 1_200_000],
    ] as const)
      journal.append([created(n, { createdAtMs })]);
    expect(ids(all(journal, 'charge', at(1_050_000, 1_150_000)))).toEqual(['charge-3']);
    expect(ids(all(journal, 'charge', at(1_150_000, 5_000_000)))).toEqual(['charge-2', 'charge-4']);
  });
});

describe('slices', () => {
  it('a slice takes a few milliseconds, whether much of it counts or nothing', () => {
    const shelf = diskShelf();
    const journal = shelf.open();
    for (let n = 1; n <= 20_000; n += 500) {
      journal.append(
        Array.from({ length: 500 }, (_, index) => [created(n + index), changed(n + index, ASKED), changed(n + index, PAID)]).flat(),
      );
    }
    const took: number[] = [];
    for (const span of [at(0, 2_000_000), at(1_000_001, 1_000_002)]) {
      for (let after: number | null = null; ; ) {
        const startMs = performance.now();
        const { nextAfter }: LedgerSlice<'charge'> = journal.ledger('charge', span, after);
        took.push(performance.now() - startMs);
        if (nextAfter === null) break;
        after = nextAfter;
      }
    }
    shelf.discard();
    const ordered = took.sort((a, b) => a - b);
    expect(took.length).toBeGreaterThan(200);
    expect(ordered[Math.floor(ordered.length / 2)]).toBeLessThan(5); // the slowest may have met another program
  });
});
