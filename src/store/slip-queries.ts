import type { Database } from 'better-sqlite3';
import type { SlipPage, SlipRecord } from './journal.ts';
import { isSlipOpen, keyOf, type Slip, type SlipKind, type SlipOf } from './slip.ts';
import { readSlip } from './slip-row.ts';

type Row = { readonly place: number; readonly seq: number; readonly at_ms: number; readonly state: string };

const STANDING = 'SELECT s.seq AS place, e.seq, e.at_ms, e.state FROM slips s CROSS JOIN entries e ON e.seq = s.newest';

/** Everything the journal asks of its file about slips. Prepared when it is first asked: a terminal that has none pays nothing. */
export type SlipQueries = {
  byName<Kind extends SlipKind>(kind: Kind, id: string): SlipRecord<SlipOf<Kind>> | null;
  byKey<Kind extends SlipKind>(kind: Kind, key: string): SlipRecord<SlipOf<Kind>> | null;
  open<Kind extends SlipKind>(kind: Kind): readonly SlipRecord<SlipOf<Kind>>[];
  page<Kind extends SlipKind>(kind: Kind, before: number, limit: number): SlipPage<SlipOf<Kind>>;
  between<Kind extends SlipKind>(kind: Kind, afterSeq: number, toSeq: number): readonly SlipRecord<SlipOf<Kind>>[];
  after(seq: number, limit: number): readonly SlipRecord[];
  /** Slips of a kind whose first entry comes after one, oldest first, each with that first entry's number. */
  since<Kind extends SlipKind>(
    kind: Kind,
    seq: number,
    limit: number,
  ): readonly { readonly place: number; readonly record: SlipRecord<SlipOf<Kind>> }[];
  /** Makes it findable, when its entry is written. */
  note(slip: Slip, seq: number): void;
};

export function slipQueries(db: Database): SlipQueries {
  const byName = lazy(() => db.prepare<[string, string], Row>(`${STANDING} WHERE s.kind = +? AND s.id = +?`));
  const byKey = lazy(() => db.prepare<[string, string], Row>(`${STANDING} WHERE s.kind = +? AND s.idempotency_key = +?`));
  const open = lazy(() => db.prepare<[string], Row>(`${STANDING} WHERE s.kind = +? AND s.is_open = 1 ORDER BY s.seq`));
  const page = lazy(() =>
    db.prepare<[string, number, number], Row>(`${STANDING} WHERE s.kind = +? AND s.seq < +? ORDER BY s.seq DESC LIMIT +?`),
  );
  const between = lazy(() =>
    db.prepare<[string, number, number], Row>(`${STANDING} WHERE s.kind = +? AND s.seq > +? AND s.seq <= +? ORDER BY s.seq`),
  );
  const after = lazy(() =>
    db.prepare<[number, number], Row>(
      'SELECT 0 AS place, seq, at_ms, state FROM entries WHERE charge = 0 AND charge <> seq AND seq > +? ORDER BY seq LIMIT +?',
    ),
  );
  const since = lazy(() =>
    db.prepare<[string, number, number], Row>(`${STANDING} WHERE s.kind = +? AND s.seq > +? ORDER BY s.seq LIMIT +?`),
  );
  const insert = lazy(() =>
    db.prepare(`INSERT INTO slips (seq, newest, kind, id, idempotency_key, is_open) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET newest = excluded.newest, is_open = excluded.is_open, idempotency_key = excluded.idempotency_key`),
  );

  const one = <Kind extends SlipKind>(row: Row | undefined) => (row === undefined ? null : recordOf<Kind>(row));

  return {
    byName: (kind, id) => one(byName().get(kind, id)),
    byKey: (kind, key) => one(byKey().get(kind, key)),
    open: <Kind extends SlipKind>(kind: Kind) =>
      open()
        .all(kind)
        .map(recordOf<Kind>),
    page<Kind extends SlipKind>(kind: Kind, before: number, limit: number) {
      const rows = page().all(kind, before, limit + 1); // one more than asked for tells that there is a next page
      const items = rows.slice(0, limit);
      return { items: items.map(recordOf<Kind>), nextBefore: rows.length > limit ? (items.at(-1)?.place ?? null) : null };
    },
    between: <Kind extends SlipKind>(kind: Kind, afterSeq: number, toSeq: number) =>
      between()
        .all(kind, afterSeq, toSeq)
        .map(recordOf<Kind>),
    after: (seq, limit) =>
      after()
        .all(seq, limit)
        .map((row) => recordOf(row)),
    since: <Kind extends SlipKind>(kind: Kind, seq: number, limit: number) =>
      since()
        .all(kind, seq, limit)
        .map((row) => ({ place: row.place, record: recordOf<Kind>(row) })),
    note: (slip, seq) => void insert().run(seq, seq, slip.kind, slip.id, keyOf(slip), isSlipOpen(slip) ? 1 : 0),
  };
}

function recordOf<Kind extends SlipKind>({ seq, at_ms, state }: Row): SlipRecord<SlipOf<Kind>> {
  return { slip: readSlip(state, seq) as SlipOf<Kind>, updatedAtMs: at_ms, seq };
}

function lazy<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
