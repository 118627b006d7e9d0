import { DatabaseSync } from 'node:sqlite';
import Database from 'better-sqlite3';
import { orderNoOf } from './orders.ts';

/** The same two inserts as the journal's, and nothing around them. */
export type PlainStore = { commit(n: number): void; close(): void };

const TABLES = `
CREATE TABLE orders (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, order_no TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, method TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, currency TEXT NOT NULL, description TEXT NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, charge INTEGER NOT NULL, at_ms INTEGER NOT NULL, status TEXT NOT NULL, state TEXT NOT NULL, code_hint TEXT
) STRICT;`;

const ORDER =
  'INSERT INTO orders (id, order_no, origin, method, amount_fen, currency, description, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const EVENT = 'INSERT INTO events (charge, at_ms, status, state, code_hint) VALUES (?, ?, ?, ?, ?)';

function orderOf(n: number) {
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
  const commit = db.transaction((n: number) => void event.run(...eventOf(order.run(...orderOf(n)).lastInsertRowid)));
  return { commit: (n) => commit.immediate(n), close: () => void db.close() };
}

export function plainNodeSqlite(file: string): PlainStore {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec(TABLES);
  const [order, event] = [db.prepare(ORDER), db.prepare(EVENT)];
  return {
    commit(n) {
      db.exec('BEGIN IMMEDIATE');
      event.run(...eventOf(order.run(...orderOf(n)).lastInsertRowid));
      db.exec('COMMIT');
    },
    close: () => db.close(),
  };
}
