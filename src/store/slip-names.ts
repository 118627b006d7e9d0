import type { Database } from 'better-sqlite3';
import { isSlipOpen, keyOf } from './slip.ts';
import { slipQueries } from './slip-queries.ts';
import { readSlip } from './slip-row.ts';

type Listed = { readonly newest: number; readonly idempotency_key: string | null; readonly is_open: number };

const ENTRIES = 'SELECT seq, state FROM entries WHERE charge = 0 AND charge <> seq ORDER BY seq';

/** Makes the table of slips anew from the entries. */
export function remakeSlipNames(db: Database): void {
  const { note } = slipQueries(db);
  db.exec('DELETE FROM slips');
  for (const { seq, state } of db.prepare<[], { seq: number; state: string }>(ENTRIES).all()) note(readSlip(state, seq), seq);
}

/** Whether the table of slips says what the entries say: a parked sale that it hides would never be collected. */
export function oddSlipName(db: Database): string | null {
  const listed = db.prepare<[string, string], Listed>('SELECT newest, idempotency_key, is_open FROM slips WHERE kind = +? AND id = +?');
  const isNewest = db.prepare<[number], number>('SELECT 1 FROM slips WHERE newest = +?').pluck();
  const names = new Set<string>();
  for (const { seq, state } of db.prepare<[], { seq: number; state: string }>(ENTRIES).iterate()) {
    const slip = readSlip(state, seq);
    names.add(JSON.stringify([slip.kind, slip.id]));
    const found = listed.get(slip.kind, slip.id);
    if (!found || found.newest < seq) return `the slip of entry ${seq} is not listed`;
    const isRight = found.newest !== seq || (found.idempotency_key === keyOf(slip) && found.is_open === (isSlipOpen(slip) ? 1 : 0));
    if (!isRight) return `the slip of entry ${seq} is listed otherwise than the entry tells of it`;
    if (found.newest > seq && isNewest.get(seq)) return `the slip of entry ${seq} is listed twice`;
  }
  const count = db.prepare<[], number>('SELECT count(*) FROM slips').pluck().get();
  return count === names.size ? null : 'a slip is listed that no entry tells of';
}
