import type { Database, Statement } from 'better-sqlite3';
import type { Status } from '../payment/state.ts';
import { CHARGE_COLUMNS } from './charge-row.ts';
import type { ChargeFilter } from './journal.ts';

const NEWEST = `SELECT ${CHARGE_COLUMNS} FROM charges c JOIN charge_state s ON s.charge = c.seq JOIN charge_events e ON e.seq = s.seq`;

/** As NEWEST, for the charges that a question about `charge_state` alone has picked. */
function newestOf(picked: string): string {
  return `SELECT ${CHARGE_COLUMNS} FROM (${picked}) s CROSS JOIN charges c ON c.seq = s.charge CROSS JOIN charge_events e ON e.seq = s.seq`;
}

// "Not paid" is said beside the list because only then SQLite takes the index that leaves out what is paid.
const OPEN = `status <> 'paid' AND status IN ('awaiting_code', 'queued', 'submitting', 'awaiting_customer', 'reversing', 'unresolved')`;

// Bound values stand as `+?`: SQLite plans a join again at each new value of a bare `?`, 12 µs where the search takes one.

/** Everything the journal asks of its file, prepared once. */
export type ChargeQueries = ReturnType<typeof prepareQueries>;

/** Prepares the questions. Each gives rows of `CHARGE_COLUMNS`, unless it says otherwise. */
export function prepareQueries(db: Database) {
  return {
    byId: db.prepare(`${NEWEST} WHERE c.id = +?`),
    byOrderNo: db.prepare(`${NEWEST} WHERE c.order_no = +?`),
    byIdempotencyKey: db.prepare(`${NEWEST} WHERE c.idempotency_key = +?`),
    open: db.prepare(`${newestOf(`SELECT charge, seq FROM charge_state WHERE ${OPEN}`)} ORDER BY s.charge`),
    entriesAfter: db.prepare(
      `SELECT ${CHARGE_COLUMNS} FROM charge_events e CROSS JOIN charges c ON c.seq = e.charge WHERE e.seq > +? ORDER BY e.seq LIMIT +?`,
    ),
    /** One number. */
    lastSeq: db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM charge_events').pluck(),
    /** How many, how much. */
    takings: db.prepare<[number], { paidCount: number; paidFen: number }>(
      `SELECT count(*) AS paidCount, coalesce(sum(c.amount_fen), 0) AS paidFen
       FROM charges c CROSS JOIN charge_state s ON s.charge = c.seq WHERE c.created_at_ms >= +? AND s.status = 'paid'`,
    ),
    page: pageQueries(db),
  };
}

/** A page's question and what is bound to it. */
type PageQuery = { readonly statement: Statement; readonly bound: readonly (string | number)[] };

/** Pages are asked in a few shapes, by which filters are given; each shape is prepared when it is first met. */
function pageQueries(db: Database): (filter: ChargeFilter, before: number, limit: number) => PageQuery {
  const prepared = new Map<string, Statement>();
  return (filter, before, limit) => {
    const { sql, bound } = pageQuery(filter);
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return { statement, bound: [...bound, before, limit] };
  };
}

type Sql = { readonly sql: string; readonly bound: readonly string[] };

/**
 * A page by status alone is picked from the index of what is not paid, then read: rare statuses are found at once in a
 * large journal. Every other page walks charges newest first, by an index of its filter, and is soon full.
 */
function pageQuery(filter: ChargeFilter): Sql {
  const equals = equalities(filter);
  const status = statusCondition(filter.statuses);
  if (status !== null && equals.length === 0 && !filter.statuses?.includes('paid')) {
    const picked = `SELECT charge, seq FROM charge_state s WHERE s.status <> 'paid' AND ${status.sql} AND charge < +? ORDER BY charge DESC LIMIT +?`;
    return { sql: `${newestOf(picked)} ORDER BY s.charge DESC`, bound: status.bound };
  }
  const conditions = status === null ? equals : [...equals, status];
  const where = [...conditions.map(({ sql }) => sql), 'c.seq < +?'].join(' AND ');
  return { sql: `${NEWEST} WHERE ${where} ORDER BY c.seq DESC LIMIT +?`, bound: conditions.flatMap(({ bound }) => bound) };
}

function equalities({ orderNo, tillReference, shiftId }: ChargeFilter): readonly Sql[] {
  const columns = { 'c.order_no': orderNo, 'c.till_reference': tillReference, 'c.shift_id': shiftId };
  return Object.entries(columns).flatMap(([column, value]) => (value === undefined ? [] : [{ sql: `${column} = +?`, bound: [value] }]));
}

function statusCondition(statuses: readonly Status[] | undefined): Sql | null {
  if (statuses === undefined) return null;
  const bound = [...new Set(statuses)];
  return { sql: `s.status IN (${bound.map(() => '+?').join(', ')})`, bound };
}
