import { DatabaseSync } from 'node:sqlite';
import Database from 'better-sqlite3';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/all.ts';
import { orderNoOf } from './orders.ts';

/** A store of the same order and event by hand: two plain tables, an order found by its id and by its number, nothing derived, nothing guarded. */
export type PlainStore = { commit(order: PlainOrder): void; close(): void };
type PlainOrder = ReturnType<typeof plainOrder>;

const TABLES = `
CREATE TABLE orders (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, order_no TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, method TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, currency TEXT NOT NULL, description TEXT NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, charge INTEGER NOT NULL, at_ms INTEGER NOT NULL, status TEXT NOT NULL, state TEXT NOT NULL, code_hint TEXT
) STRICT;`;

const ORDER =
  'INSERT INTO orders (id, order_no, origin, method, amount_fen, currency, description, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const ENTRY = `INSERT INTO entries (charge, at_ms, status, state, code_hint, seq, open_from, latest_ms, chain,
  id, order_no, origin, method, amount_fen, currency, description, created_at_ms) VALUES (${Array(17).fill('?').join(', ')})`;
const EVENT = 'INSERT INTO events (charge, at_ms, status, state, code_hint) VALUES (?, ?, ?, ?, ?)';

/** The cells of order `n`, as they are written. */
export function plainOrder(n: number) {
  return [`ch_${String(n).padStart(20, '0')}`, orderNoOf(n), 'cashier', 'payment_code', 2350, 'CNY', '人民路店', Date.now()] as const;
}

function eventOf(charge: number | bigint) {
  return [charge, Date.now(), 'submitting', '{}', '1345••••••••••7712'] as const;
}

export function plainSqlite(file: string): PlainStore {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(TABLES);
  const [order, event] = [db.prepare(ORDER), db.prepare(EVENT)];
  const commit = db.transaction((cells: PlainOrder) => void event.run(...eventOf(order.run(...cells).lastInsertRowid)));
  return { commit: (cells) => commit.immediate(cells), close: () => void db.close() };
}

/** The same order and event as one entry of the journal's own table, with its indexes and triggers, and no code of ours around it. */
export function ownTables(file: string): PlainStore {
  const db = new Database(file);
  db.pragma('page_size = 2048');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  migrate(db, MIGRATIONS);
  const entry = db.prepare(ENTRY);
  const chain = Buffer.alloc(32);
  let seq = 0;
  const commit = db.transaction((cells: PlainOrder) => {
    seq += 1;
    entry.run(...eventOf(seq), seq, seq, Date.now(), chain, ...cells);
  });
  return { commit: (cells) => commit.immediate(cells), close: () => void db.close() };
}

export function plainNodeSqlite(file: string): PlainStore {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec(TABLES);
  const [order, event] = [db.prepare(ORDER), db.prepare(EVENT)];
  return {
    commit(cells) {
      db.exec('BEGIN IMMEDIATE');
      event.run(...eventOf(order.run(...cells).lastInsertRowid));
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}
