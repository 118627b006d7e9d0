import type { Database, Statement } from 'better-sqlite3';
import type { ChargeId } from '../payment/charge.ts';
import type { Status } from '../payment/state.ts';
import { CHARGE_COLUMNS } from './charge-row.ts';
import { type Condition, searchConditions } from './charge-search.ts';
import type { ChargeFilter } from './journal.ts';

/** The number of a charge's newest entry. */
export const NEWEST_SEQ = `coalesce((SELECT l.seq FROM entries l WHERE l.charge = c.seq AND l.charge <> l.seq ORDER BY l.seq DESC LIMIT 1), c.seq)`;

/** The same, of what a search walks through. */
const SEARCHED = `SELECT ${CHARGE_COLUMNS} FROM temp.search s CROSS JOIN entries c ON c.seq = s.place CROSS JOIN entries e ON e.seq = ${NEWEST_SEQ}`;

/** Every charge as its newest entry left it. */
const NEWEST = `SELECT ${CHARGE_COLUMNS} FROM entries c CROSS JOIN entries e ON e.seq = ${NEWEST_SEQ}`;

/** The statuses that the index `entries_gone_wrong` holds, in its words: else SQLite does not take it. */
const GONE_WRONG = `status IN ('declined', 'reversed', 'canceled')`;

// Bound values stand as `+?`: SQLite plans a join again at each new value of a bare `?`, 12 µs where the search takes one.

/** Everything the journal asks of its file, prepared once. */
export type ChargeQueries = ReturnType<typeof prepareQueries>;

/** Prepares the questions. @param makeSearch brings the table of `chargeSearch` up to date; null: searches go without it. Each gives rows of `CHARGE_COLUMNS`, unless it says otherwise. */
export function prepareQueries(db: Database, makeSearch: (() => void) | null = null) {
  return {
    byId: db.prepare(`${NEWEST} WHERE c.id = +?`),
    byOrderNo: db.prepare(`${NEWEST} WHERE c.order_no = +?`),
    byIdempotencyKey: db.prepare(`${NEWEST} WHERE c.idempotency_key = +?`),
    byPlace: db.prepare<[number]>(`${NEWEST} WHERE c.seq = +?`),
    entriesAfter: db.prepare(
      `SELECT ${CHARGE_COLUMNS} FROM entries e CROSS JOIN entries c ON c.seq = e.charge WHERE e.seq > +? ORDER BY e.seq LIMIT +?`,
    ),
    ofShift: db.prepare<[string, number, number]>(`${NEWEST} WHERE c.shift_id = +? AND c.seq > +? ORDER BY c.seq LIMIT +?`),
    /** One number: where a charge was created. */
    placeOf: db.prepare<[ChargeId], number>('SELECT seq FROM entries WHERE id = +?').pluck(),
    /** Numbers: charges that were, at some time, in one of up to three final statuses, newest first; the same one may come again. */
    goneWrong: db
      .prepare<[number, ...(Status | null)[]], number>(
        `SELECT charge FROM entries WHERE ${GONE_WRONG} AND charge < +? AND status IN (+?, +?, +?) ORDER BY charge DESC`,
      )
      .pluck(),
    page: pageQueries(db, makeSearch),
  };
}

/** A page's question and what is bound to it. */
type PageQuery = { readonly statement: Statement; readonly bound: readonly (string | number)[] };

/** Pages are asked in a few shapes, by which filters are given; each shape is prepared when it is first met. */
function pageQueries(db: Database, makeSearch: (() => void) | null): (filter: ChargeFilter, before: number, limit: number) => PageQuery {
  const prepared = new Map<string, Statement>();
  return (filter, before, limit) => {
    const searched = searchConditions(filter, makeSearch !== null);
    const isFast = searched.length > 0 && makeSearch !== null;
    if (isFast) makeSearch();
    const { sql, bound } = pageQuery(filter, searched, isFast);
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return { statement, bound: [...bound, before, limit] };
  };
}

/** Walks charges newest first, by an index of the filter where there is one, and is soon full. */
function pageQuery(
  { orderNo, tillReference, shiftId, statuses }: ChargeFilter,
  searched: readonly Condition[],
  isFast: boolean,
): Condition {
  const columns = { 'c.order_no': orderNo, 'c.till_reference': tillReference, 'c.shift_id': shiftId };
  const equals = Object.entries(columns).flatMap(([column, value]) =>
    value === undefined ? [] : [{ sql: `${column} = +?`, bound: [value] }],
  );
  const wanted = [...new Set(statuses)];
  const status = statuses === undefined ? [] : [{ sql: `e.status IN (${wanted.map(() => '+?').join(', ')})`, bound: wanted }];
  const conditions: readonly Condition[] = [...searched, ...equals, ...status];
  const place = isFast ? 's.place' : 'c.seq';
  const where = ['c.charge = c.seq', ...conditions.map(({ sql }) => sql), `${place} < +?`].join(' AND ');
  return {
    sql: `${isFast ? SEARCHED : NEWEST} WHERE ${where} ORDER BY ${place} DESC LIMIT +?`,
    bound: conditions.flatMap(({ bound }) => bound),
  };
}
