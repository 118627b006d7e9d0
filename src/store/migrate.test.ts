import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';

function version(db: Database.Database): unknown {
  return db.pragma('user_version', { simple: true });
}

it('each migration runs once, in order, and leaves its number', () => {
  const db = new Database(':memory:');
  migrate(db, ['CREATE TABLE a (x INT) STRICT']);
  expect(version(db)).toBe(1);
  migrate(db, ['CREATE TABLE a (x INT) STRICT', 'ALTER TABLE a ADD COLUMN y INT']);
  expect(version(db)).toBe(2);
  db.prepare('INSERT INTO a (x, y) VALUES (1, 2)').run();
});

it('a migration that fails half way leaves the version before it, whole', () => {
  const db = new Database(':memory:');
  expect(() => migrate(db, ['CREATE TABLE a (x INT) STRICT', 'CREATE TABLE b (x INT) STRICT; nonsense'])).toThrow('syntax');
  expect(version(db)).toBe(1);
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b')").pluck().all()).toEqual(['a']);
});

it('a version from the future is refused', () => {
  const db = new Database(':memory:');
  db.pragma('user_version = 3');
  expect(migrate(db, ['CREATE TABLE a (x INT) STRICT'])).toEqual({ ok: false, error: { found: 3, known: 1 } });
});
