import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Cell, CHAINED_COLUMNS, chained, GENESIS } from './chain.ts';
import { makePatient, trade } from './damage.ts';
import { headFileOf, writeHead } from './head-file.ts';
import { tradedJournal } from './test-patient.ts';
import { verifyFile } from './verify.ts';

function flipAfter(file: string, text: string, by: number): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at + by] = (bytes[at + by] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe('every kind of damage is found and its first entry named', () => {
  it('a byte of an order number flipped', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    flipAfter(patient.file, 'order-17till', 7);
    expect(finding()).toMatch(/^3\d: entry 3\d is not what was written/);
  });

  it.each([
    ['an amount', "amount_fen = 1 WHERE id = 'charge-1'", 1],
    ['a time', 'at_ms = at_ms + 1 WHERE seq = 30', 30],
    ['a status', "status = 'reversed' WHERE seq = 9", 9],
    ['a hint', 'code_hint = NULL WHERE seq = 11', 11],
    ['the charge it belongs to', 'charge = 1 WHERE seq = 11', 11],
    ['what is open', 'open_from = 1 WHERE seq = 20', 20],
    ['the latest time', 'latest_ms = 1 WHERE seq = 20', 20],
    ['its chain', 'chain = zeroblob(32) WHERE seq = 20', 20],
  ])('%s changed', (_, change, entry) => {
    const { patient, finding } = tradedJournal(onTestFinished);
    patient.meddle(`UPDATE entries SET ${change}`);
    expect(finding()).toMatch(new RegExp(`^${entry}: entry ${entry} is not what was written`));
  });

  it('an entry dropped', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    patient.meddle('DELETE FROM entries WHERE seq = 20');
    expect(finding()).toBe('20: entry 20 is missing: entry 21 comes in its place');
  });

  it('an entry dropped and the later ones moved up', () => {
    const { patient, finding, entries } = tradedJournal(onTestFinished);
    patient.meddle(`DELETE FROM entries WHERE seq = ${entries - 2};
      UPDATE entries SET seq = seq - 1 WHERE seq > ${entries - 2}`);
    expect(finding()).toMatch(new RegExp(`^${entries - 2}: `));
  });

  it('two entries in each other`s place', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    patient.meddle(
      'UPDATE entries SET seq = -1 WHERE seq = 6; UPDATE entries SET seq = 6 WHERE seq = 8; UPDATE entries SET seq = 8 WHERE seq = -1',
    );
    expect(finding()).toMatch(/^6: entry 6 is not what was written/);
  });

  it('an entry written twice', () => {
    const { patient, finding, entries } = tradedJournal(onTestFinished);
    const columns = CHAINED_COLUMNS.replace('seq,', '');
    patient.meddle(
      `INSERT INTO entries (seq, ${columns}, chain) SELECT ${entries + 1}, ${columns}, chain FROM entries WHERE seq = ${entries}`,
    );
    expect(finding()).toMatch(new RegExp(`^${entries + 1}: `));
  });

  it('an entry before the first', () => {
    const { patient, finding, entries } = tradedJournal(onTestFinished);
    patient.meddle(`UPDATE entries SET seq = 0 WHERE seq = ${entries}`);
    writeHead(patient.file, { seq: 0, chain: GENESIS });
    expect(finding()).toBe('-: there is an entry before the first');
  });

  it('an order replaced under another number, past the guards', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    const columns = CHAINED_COLUMNS.replace('seq, charge,', '');
    patient.meddle(`REPLACE INTO entries (seq, charge, ${columns}, chain) SELECT 999, 999, ${columns}, chain FROM entries WHERE seq = 1`);
    expect(finding()).toBe('1: entry 1 is missing: entry 2 comes in its place');
  });

  it('the last entries cut off', () => {
    const { patient, finding, entries } = tradedJournal(onTestFinished);
    patient.meddle(`DELETE FROM entries WHERE seq > ${entries - 3}`);
    expect(finding()).toBe(
      `${entries - 2}: the journal ends at entry ${entries - 3}, but the head beside it knows ${entries}: its end is cut off`,
    );
  });

  it('the log beside the journal lost, and with it the newest entries', () => {
    const { patient, entries } = tradedJournal(onTestFinished);
    const journal = patient.open();
    journal.append(trade(2, 100));
    const copy = makePatient();
    copyFileSync(patient.file, copy.file);
    journal.close(); // tells the head
    copyFileSync(headFileOf(patient.file), headFileOf(copy.file));
    expect(verifyFile(copy.file).damage).toMatchObject({ entry: entries + 1, message: expect.stringContaining('its end is cut off') });
    copy.discard();
  });

  it('an older copy in its place', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    const older = makePatient();
    older.write(trade(10));
    copyFileSync(older.file, patient.file);
    older.discard();
    expect(finding()).toContain('its end is cut off');
  });

  it('written anew from an entry on, with a chain that is right by itself', () => {
    const { patient, finding, entries } = tradedJournal(onTestFinished);
    patient.meddle(`UPDATE entries SET amount_fen = 7 WHERE seq = 4; ${rechained(patient.file, 4, { amount_fen: 7 })}`);
    expect(finding()).toBe(`${entries}: the head beside it knows another entry ${entries}: the journal was written anew`);
  });

  it.each([
    ['a guard', 'DROP TRIGGER entries_stay', 'entries_stay'],
    ['an index', 'DROP INDEX entries_later', 'entries_later'],
    ['a table of somebody', 'CREATE TABLE recipes (name TEXT)', 'recipes'],
  ])('%s that is missing or too much', (_, sql, name) => {
    const { patient, finding } = tradedJournal(onTestFinished);
    const db = new Database(patient.file);
    db.exec(sql);
    db.close();
    expect(finding()).toBe(`-: its part ${name} is not as it was made`);
  });

  it('an index that leads elsewhere', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    const bytes = readFileSync(patient.file);
    // The row comes with its order number between its id and its origin; in the index it stands alone.
    for (let at = bytes.indexOf('order-33'); at >= 0; at = bytes.indexOf('order-33', at + 1)) {
      if (bytes.subarray(at + 8, at + 12).toString() !== 'till') bytes.write('order-99', at);
    }
    writeFileSync(patient.file, bytes);
    expect(finding()).toMatch(/^-: all entries are whole, but the file is not/);
  });

  it.each([
    ['nothing left', 0],
    ['half a header', 50],
    ['half of its pages', 20_480],
  ])('a file cut short: %s', (_, bytes) => {
    const { patient, finding } = tradedJournal(onTestFinished);
    truncateSync(patient.file, bytes);
    expect(finding()).not.toBe('');
  });

  it('the file gone', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    rmSync(patient.file);
    expect(finding()).toBe('-: the journal is not there');
  });
});

/** What somebody who knows this program would do: SQL that gives every entry from one on a chain that fits. */
function rechained(file: string, from: number, changes: Readonly<Record<string, Cell>>): string {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[], Record<string, Cell>>(`SELECT ${CHAINED_COLUMNS} FROM entries ORDER BY seq`).all();
  db.close();
  let chain = GENESIS;
  return rows
    .map((row) => {
      chain = chained(chain, Object.values(row.seq === from ? { ...row, ...changes } : row));
      return `UPDATE entries SET chain = x'${chain}' WHERE seq = ${row.seq};`;
    })
    .join('\n');
}
