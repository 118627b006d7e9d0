import { hash } from 'node:crypto';

/** One value of a row. */
export type Cell = string | number | null;

/** Every column of an entry that the chain covers, in its order: all but the chain itself. */
export const CHAINED_COLUMNS = `seq, charge, at_ms, status, state, code_hint, open_from, latest_ms, id, order_no, origin, method, amount_fen,
  currency, description, till_reference, idempotency_key, fingerprint, shift_id, created_at_ms, sale_id`;

/** Cells that every entry's chain has had from the first on. Later columns add to it only what is in them, so older chains stay right. */
const FIRST_CELLS = 20;

/** Writes one entry: `CHAINED_COLUMNS`, then its chain. */
export const INSERT_ENTRY = `INSERT INTO entries (${CHAINED_COLUMNS}, chain) VALUES (${Array(22).fill('?').join(', ')})`;

/** What the first entry is chained to. */
export const GENESIS = '0'.repeat(64);

/**
 * The chain of an entry: SHA-256, in hex, over the chain of the entry before and its own cells, each with its length in front,
 * so that no two rows read the same. Order, content, time, amount: whatever is changed, dropped, doubled or moved breaks it here.
 */
export function chained(before: string, cells: readonly Cell[]): string {
  let text = before;
  for (const cell of cells.slice(0, FIRST_CELLS)) text += cell === null ? '-' : netstring(String(cell));
  for (const cell of cells.slice(FIRST_CELLS)) if (cell !== null) text += netstring(String(cell));
  return hash('sha256', text, 'hex');
}

function netstring(text: string): string {
  return `${text.length}:${text}`;
}
