import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { changed, chargeId, created, PAID } from './entries.ts';
import type { Journal } from './journal.ts';
import { openJournal } from './sqlite-journal.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-journal-'));
  file = join(folder, 'journal.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(): Journal {
  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function problem(): unknown {
  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  return opened.ok ? opened.value.close() : opened.error;
}

/** What a stranger with the file in his hands does to it. */
function meddle(sql: string): void {
  const db = new Database(file);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

describe('the file of the journal', () => {
  beforeEach(() => {
    const journal = open();
    journal.append([created(1), changed(1, { status: 'submitting', cancelWanted: false })]);
    journal.close();
  });

  it.each([
    'UPDATE charges SET amount_fen = 1',
    'DELETE FROM charges',
    "UPDATE charge_events SET status = 'paid'",
    'DELETE FROM charge_events',
    "REPLACE INTO charge_events SELECT seq, charge, at_ms, 'paid', state, code_hint FROM charge_events",
    'REPLACE INTO charges SELECT seq, id, order_no, origin, method, 1, currency, description, NULL, NULL, NULL, NULL, 1 FROM charges',
  ])('history is not edited: %s', (sql) => {
    expect(() => meddle(sql)).toThrow('append-only');
  });

  it.each([
    ['an amount of nothing', "INSERT INTO charges VALUES (9, 'a', 'order-9', 'till', 'link', 0, 'CNY', '', NULL, NULL, NULL, NULL, 1)"],
    ['a fraction of a fen', "INSERT INTO charges VALUES (9, 'a', 'order-9', 'till', 'link', 1.5, 'CNY', '', NULL, NULL, NULL, NULL, 1)"],
    ['an entry of no charge', "INSERT INTO charge_events VALUES (9, 77, 1, 'paid', '{}', NULL)"],
    ['a payment code', "INSERT INTO charge_events VALUES (9, 1, 1, 'submitting', '{}', '134567890123456789')"],
    ['an unknown status', "INSERT INTO charge_events VALUES (9, 1, 1, 'done', '{}', NULL)"],
  ])('the tables themselves refuse %s', (_, sql) => {
    expect(() => meddle(`PRAGMA foreign_keys = ON; ${sql}`)).toThrow(/constraint|cannot store/);
  });

  it('where the charges stand can be rebuilt from what happened', () => {
    const dump = () => {
      const db = new Database(file, { readonly: true });
      const rows = db.prepare('SELECT * FROM charge_state').all();
      db.close();
      return rows;
    };
    const before = dump();
    meddle(`DELETE FROM charge_state; INSERT INTO charge_state (charge, seq, status)
      SELECT charge, max(seq), status FROM charge_events GROUP BY charge`);
    expect(dump()).toEqual(before);
    expect(before).toEqual([{ charge: 1, seq: 2, status: 'submitting' }]);
  });

  it.each([
    ['state', '{"cancelWanted":"yes"}', 'UPDATE charge_events SET state = \'{"cancelWanted":"yes"}\' WHERE seq = 2'],
    ['state', '{"extra":1}', 'UPDATE charge_events SET state = \'{"extra":1}\' WHERE seq = 2'],
    ['names', 'id', "UPDATE charges SET order_no = '订单'"],
  ])('a row whose %s decayed is named, not believed: %s', (_, __, sql) => {
    meddle(`DROP TRIGGER charges_keep; DROP TRIGGER charge_events_keep; ${sql}`);
    const journal = open();
    expect(() => journal.charge(chargeId(1))).toThrow('entry 2 of charge charge-1');
    expect(() => journal.openCharges()).toThrow('entry 2 of charge charge-1');
    journal.close();
  });

  it('no payment code stays on the disk, in any file beside it', () => {
    const journal = open();
    expect(() => journal.append([changed(1, PAID, '134567890123456789')])).toThrow();
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(written.some((bytes) => bytes.includes('134567890123456789'))).toBe(false);
    journal.close();
  });
});

describe('opening', () => {
  it('a newer journal is refused and left as it is', () => {
    open().close();
    meddle('PRAGMA user_version = 99');
    const before = readFileSync(file);
    expect(problem()).toEqual({ kind: 'newer', message: expect.stringContaining('journal version 99, this program knows 1') });
    expect(readFileSync(file)).toEqual(before);
  });

  it('a file that is no database is damaged', () => {
    writeFileSync(file, 'not a database, but long enough to be looked at twice'.repeat(50));
    expect(problem()).toMatchObject({ kind: 'damaged', message: expect.stringContaining(file) });
  });

  it("somebody else's database is not touched", () => {
    meddle('CREATE TABLE recipes (name TEXT)');
    const before = readFileSync(file);
    expect(problem()).toEqual({ kind: 'damaged', message: `${file} is not a journal of Saoma` });
    expect(readFileSync(file)).toEqual(before);
  });

  it('a journal cut short is damaged', () => {
    const journal = open();
    journal.append([created(1)]);
    journal.close();
    writeFileSync(file, readFileSync(file).subarray(0, 5_000));
    expect(problem()).toMatchObject({ kind: 'damaged' });
  });

  it('a folder in its place, or no folder around it, is unreadable', () => {
    mkdirSync(file);
    expect(problem()).toMatchObject({ kind: 'unreadable' });
    file = join(folder, 'missing', 'journal.sqlite');
    expect(problem()).toMatchObject({ kind: 'unreadable' });
  });

  it('a journal that another program holds is unreadable', () => {
    open().close();
    const other = new Database(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(problem()).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('locked') });
    other.close();
  });
});
