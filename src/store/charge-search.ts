import type { Database } from 'better-sqlite3';
import type { ChargeFilter } from './journal.ts';

/** What a number's end is compared with, at most. */
export const LONGEST_TAIL = 12;

/** A condition on a charge, and what is bound to it. */
export type Condition = { readonly sql: string; readonly bound: readonly (string | number)[] };

/** Where the cells of a search stand: in the entries themselves, or in the small table made of them. */
type Cells = { readonly amount: string; readonly createdAt: string; readonly till: string; readonly tails: readonly string[] };

const IN_ENTRIES: Cells = {
  amount: 'c.amount_fen',
  createdAt: 'c.created_at_ms',
  till: 'c.till_reference',
  tails: ['c.order_no', `coalesce(json_extract(e.state, '$.transactionId'), '')`],
};
const IN_SEARCH: Cells = {
  amount: 's.amount_fen',
  createdAt: 's.created_at_ms',
  till: 's.till_reference',
  tails: ['s.order_tail', 's.payment_tail'],
};

/** What of a filter no index of the journal finds. @param isFast whether `chargeSearch` has made its table */
export function searchConditions(filter: ChargeFilter, isFast: boolean): readonly Condition[] {
  const { amount, createdAt, till, tails } = isFast ? IN_SEARCH : IN_ENTRIES;
  const { numberTail: tail, tillReferenceStart: start, amountFen, fromMs, untilMs } = filter;
  const ends = `(${tails.map((cell) => `substr(${cell}, -length(+?)) = +?`).join(' OR ')})`;
  return [
    ...(tail === undefined ? [] : [{ sql: ends, bound: tails.flatMap(() => [tail, tail]) }]),
    ...(start === undefined ? [] : [{ sql: `substr(${till}, 1, length(+?)) = +?`, bound: [start, start] }]),
    ...(amountFen === undefined ? [] : [{ sql: `${amount} = +?`, bound: [amountFen] }]),
    ...(fromMs === undefined ? [] : [{ sql: `${createdAt} >= +?`, bound: [fromMs] }]),
    ...(untilMs === undefined ? [] : [{ sql: `${createdAt} < +?`, bound: [untilMs] }]),
  ];
}

const TABLE = `CREATE TEMP TABLE search (
  place INTEGER PRIMARY KEY,          -- the entry that created the charge
  amount_fen INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  till_reference TEXT,
  order_tail TEXT NOT NULL,           -- the last ${LONGEST_TAIL} characters of the order number
  payment_tail TEXT                   -- likewise of the acquirer's; null until it is paid
)`;

const NEW_CHARGES = `INSERT INTO temp.search SELECT seq, amount_fen, created_at_ms, till_reference, substr(order_no, -${LONGEST_TAIL}), NULL
  FROM entries WHERE charge = seq AND seq > ? AND seq <= ?`;

const NEWLY_PAID = `UPDATE temp.search SET payment_tail = paid.tail
  FROM (SELECT charge, substr(json_extract(state, '$.transactionId'), -${LONGEST_TAIL}) AS tail
        FROM entries WHERE status = 'paid' AND seq > ? AND seq <= ?) paid
  WHERE place = paid.charge`;

/** Entries that are taken in at once while nobody waits: 10 ms or so. */
const PIECE = 10_000;

export type ChargeSearch = {
  /** Brings the table up to the journal's end. */
  makeReady(): void;
  /** A piece of that. @returns whether the end is reached */
  makeReadier(): boolean;
  /** How many charges stand before a place; null: all. */
  count(before: number | null): number;
  /** The place just after the charge that stands so many further on; null when there are not so many. */
  further(before: number | null, skip: number): number | null;
};

/**
 * A search that no index serves walks a table in memory, made of the few cells that it compares: 100,000 charges in 10 ms, where
 * the entries take 40. An index on the disk would make every charge write more. It is made when first searched, in 2 µs a charge,
 * and before each search what came since is added; so nothing is paid where nobody searches.
 */
export function chargeSearch(db: Database, lastSeq: () => number): ChargeSearch {
  let known = -1;

  function takeIn(end: number): void {
    if (known < 0) {
      db.pragma('temp_store = MEMORY'); // never a copy of the journal in a folder of the system's
      db.exec(TABLE);
      known = 0;
    }
    if (end <= known) return;
    db.prepare(NEW_CHARGES).run(known, end);
    db.prepare(NEWLY_PAID).run(known, end);
    known = end;
  }

  return {
    makeReady: () => takeIn(lastSeq()),
    makeReadier() {
      takeIn(Math.min(lastSeq(), Math.max(known, 0) + PIECE));
      return known === lastSeq();
    },
    count(before) {
      takeIn(lastSeq());
      const sql = 'SELECT count(*) FROM temp.search WHERE place < ?';
      return (
        db
          .prepare<[number], number>(sql)
          .pluck()
          .get(before ?? Number.MAX_SAFE_INTEGER) ?? 0
      );
    },
    further(before, skip) {
      takeIn(lastSeq());
      const sql = 'SELECT place + 1 FROM temp.search WHERE place < ? ORDER BY place DESC LIMIT 1 OFFSET ?';
      return (
        db
          .prepare<[number, number], number>(sql)
          .pluck()
          .get(before ?? Number.MAX_SAFE_INTEGER, skip) ?? null
      );
    },
  };
}
