import type { Database, Statement } from 'better-sqlite3';
import { assert } from '../basics/assert.ts';
import type { Entry } from './journal.ts';
import { writeKeptState } from './kept-state-row.ts';

const INSERT_CHARGE = `INSERT INTO charges (seq, id, order_no, origin, method, amount_fen, currency, description, till_reference,
  idempotency_key, fingerprint, shift_id, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_FIRST = 'INSERT INTO charge_events (seq, charge, at_ms, status, state, code_hint) VALUES (?, ?, ?, ?, ?, ?)';

const INSERT_NEXT = `INSERT INTO charge_events (seq, charge, at_ms, status, state, code_hint)
  SELECT ?, seq, ?, ?, ?, ? FROM charges WHERE id = +?`;

/**
 * Writes entries in one transaction. When the returned function returns, they are on the disk; when it throws, none is.
 * The place of each charge (`charge_state`) moves in the same transaction, by a trigger.
 */
export function appender(db: Database, lastSeq: Statement<[], number>): (entries: readonly Entry[]) => number {
  const insertCharge = db.prepare(INSERT_CHARGE);
  const insertFirst = db.prepare(INSERT_FIRST);
  const insertNext = db.prepare(INSERT_NEXT);

  function write(entry: Entry, seq: number): void {
    const { status, json } = writeKeptState(entry.state);
    if (entry.kind === 'charge_changed') {
      const { changes } = insertNext.run(seq, entry.atMs, status, json, entry.codeHint, entry.chargeId);
      assert(changes === 1, `no charge ${entry.chargeId} to change`);
      return;
    }
    const { id, orderNo, origin, method, amountFen, currency, description, ...rest } = entry.intent;
    const { tillReference, idempotencyKey, fingerprint, shiftId, createdAtMs } = rest;
    const asked = [id, orderNo, origin, method, amountFen, currency, description];
    insertCharge.run(seq, ...asked, tillReference, idempotencyKey, fingerprint, shiftId, createdAtMs);
    insertFirst.run(seq, seq, entry.atMs, status, json, entry.codeHint);
  }

  const transaction = db.transaction((entries: readonly Entry[]) => {
    let seq = lastSeq.get() ?? 0;
    for (const entry of entries) write(entry, ++seq);
    return seq;
  });
  return (entries) => transaction.immediate(entries);
}
