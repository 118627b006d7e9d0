import type { Database } from 'better-sqlite3';
import type { ChargeId, Intent } from '../payment/charge.ts';
import type { RefundRecord } from './journal.ts';
import { type RefundCells, readRefunds } from './refund-row.ts';

/** Where a refund stands: the entry that created it, and the one that created its charge. */
export type RefundPlace = { readonly seq: number; readonly charge: number };

const PLACE = 'SELECT seq, charge FROM refunds';

/** What a name of a refund is called in the file. */
export type RefundName = 'id' | 'refund_no' | 'idempotency_key';

/** Everything the journal asks of its file about refunds. Prepared when it is first asked: a terminal that refunds nothing pays nothing. */
export type RefundQueries = {
  /** Every refund of a charge by the number of its first entry, oldest first. */
  ofCharge(charge: Intent): ReadonlyMap<number, RefundRecord>;
  /** The same as an entry left them. */
  ofChargeUpTo(charge: Intent, seq: number): ReadonlyMap<number, RefundRecord>;
  placeBy(name: RefundName, value: string): RefundPlace | null;
  open(): readonly RefundPlace[];
  /** Those whose first entry comes after one, oldest first. */
  since(seq: number, limit: number): readonly RefundPlace[];
  /** Those whose first entry comes before one, newest first. */
  before(seq: number, limit: number): readonly RefundPlace[];
  insert(place: RefundPlace, names: { readonly id: string; readonly refundNo: string; readonly idempotencyKey: string | null }): void;
  mark(seq: number, isOpen: boolean): void;
};

export function refundQueries(db: Database): RefundQueries {
  const by = (name: RefundName) => lazy(() => db.prepare<[string], RefundPlace>(`${PLACE} WHERE ${name} = +?`));
  const named = { id: by('id'), refund_no: by('refund_no'), idempotency_key: by('idempotency_key') };
  const entriesOf = lazy(() =>
    db.prepare<[ChargeId, number], RefundCells>(
      `SELECT e.seq, e.at_ms, e.state FROM entries e WHERE e.charge = (SELECT seq FROM entries WHERE id = +?) AND e.charge <> e.seq
       AND e.seq <= +? AND e.status = 'paid' ORDER BY e.seq`,
    ),
  );
  const insert = lazy(() =>
    db.prepare('INSERT INTO refunds (seq, charge, id, refund_no, idempotency_key, is_open) VALUES (?, ?, ?, ?, ?, 1)'),
  );
  const mark = lazy(() => db.prepare<[number, number]>('UPDATE refunds SET is_open = ? WHERE seq = ?'));

  const since = lazy(() => db.prepare<[number, number], RefundPlace>(`${PLACE} WHERE seq > +? ORDER BY seq LIMIT +?`));

  const newest = lazy(() => db.prepare<[number, number], RefundPlace>(`${PLACE} WHERE seq < +? ORDER BY seq DESC LIMIT +?`));

  function ofChargeUpTo(charge: Intent, seq: number): ReadonlyMap<number, RefundRecord> {
    return readRefunds(charge, entriesOf().all(charge.id, seq));
  }

  return {
    ofCharge: (charge) => ofChargeUpTo(charge, Number.MAX_SAFE_INTEGER),
    ofChargeUpTo,
    placeBy: (name, value) => named[name]().get(value) ?? null,
    open: () => db.prepare<[], RefundPlace>(`${PLACE} WHERE is_open = 1 ORDER BY seq`).all(),
    since: (seq, limit) => since().all(seq, limit),
    before: (seq, limit) => newest().all(seq, limit),
    insert: ({ seq, charge }, { id, refundNo, idempotencyKey }) => void insert().run(seq, charge, id, refundNo, idempotencyKey),
    mark: (seq, isOpen) => void mark().run(isOpen ? 1 : 0, seq),
  };
}

function lazy<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
