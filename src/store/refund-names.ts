import type { Database } from 'better-sqlite3';

const PART = "json_extract(e.state, '$.refund";
const PART_OF_R = "json_extract(r.state, '$.refund";

/** A name that no entry bears out. `is_open` is what a start goes by, so it is compared with the newest entry of the refund. */
const UNBORNE = `SELECT r.seq FROM refunds r WHERE NOT EXISTS (
    SELECT 1 FROM entries e WHERE e.seq = r.seq AND e.charge = r.charge AND ${PART}.asked.id') = r.id
      AND ${PART}.asked.refundNo') = r.refund_no AND ${PART}.asked.idempotencyKey') IS r.idempotency_key
  ) OR is_open <> coalesce((
    SELECT ${PART}.state.status') IN ('pending', 'unresolved') FROM entries e
    WHERE e.charge = r.charge AND e.charge <> e.seq AND (e.seq = r.seq OR ${PART}.of') = r.seq) ORDER BY e.seq DESC LIMIT 1
  ), -1) ORDER BY r.seq LIMIT 1`;

const UNNAMED = `SELECT e.seq FROM entries e WHERE e.charge <> e.seq AND e.status = 'paid' AND ${PART}.asked') IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.seq = e.seq) ORDER BY e.seq LIMIT 1`;

const REMADE = `INSERT INTO refunds (seq, charge, id, refund_no, idempotency_key, is_open)
  SELECT r.seq, r.charge, ${PART_OF_R}.asked.id'), ${PART_OF_R}.asked.refundNo'), ${PART_OF_R}.asked.idempotencyKey'), (
    SELECT ${PART}.state.status') IN ('pending', 'unresolved') FROM entries e
    WHERE e.charge = r.charge AND e.charge <> e.seq AND (e.seq = r.seq OR ${PART}.of') = r.seq) ORDER BY e.seq DESC LIMIT 1
  ) FROM entries r WHERE r.charge <> r.seq AND r.status = 'paid' AND ${PART_OF_R}.asked') IS NOT NULL ORDER BY r.seq`;

/** Makes the table of refunds anew from the entries. */
export function remakeRefundNames(db: Database): void {
  db.exec(`DELETE FROM refunds; ${REMADE}`);
}

/** Whether the table of refunds says what the entries say: a refund that it hides would be neither followed up nor counted again. */
export function oddRefundName(db: Database): string | null {
  const unborne = db.prepare<[], number>(UNBORNE).pluck().get();
  if (unborne !== undefined) return `the refund of entry ${unborne} is listed otherwise than the entries tell of it`;
  const unnamed = db.prepare<[], number>(UNNAMED).pluck().get();
  return unnamed === undefined ? null : `the refund of entry ${unnamed} is not listed`;
}
