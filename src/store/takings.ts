import type { Database } from 'better-sqlite3';
import type { Currency } from '../money/currency.ts';
import { fen } from '../money/fen.ts';
import type { Takings } from './journal.ts';

const LATEST = 'SELECT latest_ms FROM entries WHERE seq = ?';

const PAID_OF_ENTRIES = `SELECT count(*) AS count, coalesce(sum(c.amount_fen), 0) AS amount
  FROM entries e CROSS JOIN entries c ON c.seq = e.charge
  WHERE e.seq > +? AND e.status = 'paid' AND c.created_at_ms >= +? AND c.currency = ?
    AND NOT EXISTS (SELECT 1 FROM entries l WHERE l.charge = e.charge AND l.charge <> l.seq AND l.seq > e.seq)`;

/** Finds the last entry before any charge of a time or later: marks only grow, so the place is found by halving. */
export function createLastBefore(db: Database, lastSeq: () => number): (fromMs: number) => number {
  const latestMs = db.prepare<[number], number>(LATEST).pluck();
  return (fromMs) => {
    let [before, from] = [0, lastSeq() + 1];
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if ((latestMs.get(middle) ?? 0) >= fromMs) from = middle;
      else before = middle;
    }
    return before;
  };
}

type Sum = { readonly count: number; readonly amount: number };

/**
 * Sums what was paid since a time in a currency. Counted through once, then only what came since: charges that ended do not change.
 *
 * @param reopenings how often an ended charge changed all the same; then all is counted anew
 */
export function createTakingsSince(
  db: Database,
  lastSeq: () => number,
  reopenings: () => number,
): (fromMs: number, currency: Currency) => Takings {
  const lastBefore = createLastBefore(db, lastSeq);
  const paid = db.prepare<[number, number, string], Sum>(PAID_OF_ENTRIES);
  let known = { fromMs: Number.NaN, currency: '', reopenings: 0, seq: 0, count: 0, amount: 0 };

  return (fromMs, currency) => {
    const isKnown = known.fromMs === fromMs && known.currency === currency && known.reopenings === reopenings();
    const base = isKnown ? known : { seq: lastBefore(fromMs), count: 0, amount: 0 };
    const sum = paid.get(base.seq, fromMs, currency) ?? { count: 0, amount: 0 };
    const [count, amount] = [base.count + sum.count, base.amount + sum.amount];
    known = { fromMs, currency, reopenings: reopenings(), seq: lastSeq(), count, amount };
    return { paidCount: count, paidFen: fen(amount) };
  };
}
