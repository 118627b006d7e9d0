import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import { silent } from '../../log/log.ts';
import { type Cell, chained, GENESIS } from '../chain.ts';
import { chargeId, created, intent } from '../entries.ts';
import { migrate } from '../migrate.ts';
import { openJournal } from '../sqlite-journal.ts';
import { firstOddPart } from '../structure.ts';
import { verifyFile } from '../verify.ts';
import { MIGRATIONS } from './all.ts';

const OLD = ['charge-1', 'order-1', 'till', 'payment_code', 1001, 'CNY', '人民路店', 'R1', null, null, null, 1_000_000, null] as const;

/** A journal as the fourth version wrote it, with one charge. */
function fourthVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-ways-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'journal.sqlite');
  const db = new Database(file);
  migrate(db, MIGRATIONS.slice(0, 4));
  const row: readonly Cell[] = [1, 1, 1_000_000, 'submitting', '{}', null, 1, 1_000_000, ...OLD];
  db.prepare(`INSERT INTO entries VALUES (${Array(22).fill('?').join(', ')})`).run(...row, Buffer.from(chained(GENESIS, row), 'hex'));
  db.close();
  return file;
}

function open(file: string) {
  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

it('a journal of the version before comes over whole, and takes the new ways to pay and currencies', () => {
  const file = fourthVersion();
  const journal = open(file);
  expect(journal.charge(chargeId(1))?.intent).toMatchObject({ method: 'payment_code', currency: 'CNY', amountFen: 1001 });
  journal.append([created(2, { method: 'mini_program', currency: 'HKD' }), created(3, { method: 'h5', currency: 'GBP' })]);
  journal.close();
  const reopened = open(file);
  expect(reopened.charge(chargeId(3))?.intent).toEqual(intent(3, { method: 'h5', currency: 'GBP' }));
  reopened.close();
  expect(verifyFile(file)).toMatchObject({ entries: 3, damage: null });
});

it('what it may not hold it still refuses, and its structure is that of a new one', () => {
  const file = fourthVersion();
  open(file).close();
  const db = new Database(file);
  onTestFinished(() => void db.close());
  const insert = (method: string, currency: string) => {
    const made = ['c2', 'order-2', 'till', method, 5, currency, '店', null, null, null, null, 5, null];
    const row = [2, 2, 5, 'submitting', '{}', null, 1, 1_000_000, ...made, Buffer.alloc(32)];
    db.prepare(`INSERT INTO entries VALUES (${Array(22).fill('?').join(', ')})`).run(...row);
  };
  expect(() => insert('cheque', 'CNY')).toThrow(/CHECK/);
  expect(() => insert('app', 'JPY')).toThrow(/CHECK/);
  expect(firstOddPart(db)).toBeNull();
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(() => db.exec("UPDATE sqlite_schema SET sql = '' WHERE name = 'entries'")).toThrow(); // its description is closed again
});
