import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { changed, created, PAID } from './entries.ts';
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
    'UPDATE entries SET amount_fen = 1',
    "UPDATE entries SET status = 'paid'",
    'UPDATE entries SET chain = zeroblob(32)',
    'DELETE FROM entries WHERE seq = 2',
    'DELETE FROM entries',
    'REPLACE INTO entries SELECT * FROM entries WHERE seq = 1',
    'REPLACE INTO entries SELECT * FROM entries',
  ])('history is not edited: %s', (sql) => {
    expect(() => meddle(sql)).toThrow('append-only');
  });

  /** A whole row of a charge, with one cell as it must not be. */
  function row(changes: Readonly<Record<string, string>>): string {
    const whole = {
      ...{ seq: '9', charge: '9', at_ms: '1', status: "'queued'", state: "'{}'", code_hint: 'NULL', open_from: '1', latest_ms: '1' },
      ...{ id: "'a'", order_no: "'order-9'", origin: "'till'", method: "'link'", amount_fen: '1', currency: "'CNY'", description: "''" },
      ...{ created_at_ms: '1', chain: 'zeroblob(32)' },
      ...changes,
    };
    return `INSERT INTO entries (${Object.keys(whole)}) VALUES (${Object.values(whole)})`;
  }

  it.each([
    ['an amount of nothing', { amount_fen: '0' }],
    ['a fraction of a fen', { amount_fen: '1.5' }],
    ['a charge without an amount', { amount_fen: 'NULL' }],
    ['a later entry with an amount', { charge: '1' }],
    ['a payment code', { code_hint: "'134567890123456789'" }],
    ['an unknown status', { status: "'done'" }],
    ['a state that is no JSON', { state: "'{'" }],
    ['an entry without its chain', { chain: "x'00'" }],
  ])('the table itself refuses %s', (_, changes) => {
    expect(() => meddle(row(changes))).toThrow(/constraint|cannot store/);
  });

  it('the table itself refuses an entry of no charge', () => {
    const asked = 'id order_no origin method amount_fen currency description created_at_ms'.split(' ');
    const nothingAsked = Object.fromEntries(asked.map((name) => [name, 'NULL']));
    expect(() => meddle(row({ ...nothingAsked, charge: '7' }))).toThrow('an entry needs its charge');
    expect(() => meddle(row({ ...nothingAsked, charge: '2' }))).toThrow('an entry needs its charge');
    meddle(row({ ...nothingAsked, charge: '1' }));
  });

  it('the row that these tests change is one that the table takes', () => {
    meddle(row({}));
  });

  it.each([
    [2, 'UPDATE entries SET state = \'{"cancelWanted":"yes"}\' WHERE seq = 2'],
    [1, "UPDATE entries SET order_no = 'order-7' WHERE seq = 1"],
  ])('a journal whose entry %i was changed is damaged: %s', (entry, sql) => {
    meddle(`DROP TRIGGER entries_keep; ${sql}`);
    expect(problem()).toMatchObject({ kind: 'damaged', entry, message: expect.stringContaining(`entry ${entry} is not what was written`) });
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
    expect(problem()).toMatchObject({ kind: 'newer', message: expect.stringMatching(/journal version 99, this program knows \d/) });
    expect(readFileSync(file)).toEqual(before);
  });

  it('a file that is no database is damaged', () => {
    writeFileSync(file, 'not a database, but long enough to be looked at twice'.repeat(50));
    expect(problem()).toMatchObject({ kind: 'damaged', message: expect.stringContaining(file) });
  });

  it("somebody else's database is not touched", () => {
    meddle('CREATE TABLE recipes (name TEXT)');
    const before = readFileSync(file);
    expect(problem()).toMatchObject({ kind: 'damaged', message: `${file} is not a journal of Saoma` });
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
