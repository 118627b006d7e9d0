import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { SaleId } from '../payment/charge.ts';
import type { ParkedSale } from '../sale/slip.ts';
import { remakeSlipNames } from './slip-names.ts';
import { openJournal } from './sqlite-journal.ts';
import { verifyFile } from './verify.ts';

function parked(n: number, status: ParkedSale['status'] = 'parked'): ParkedSale {
  const asked = { amountFen: fen(100), description: null, tillReference: null, note: null, fingerprint: null } as const;
  const key = { idempotencyKey: `key-${n}` };
  return {
    kind: 'parked_sale',
    id: `sale-${n}` as SaleId,
    ...asked,
    ...key,
    parkedAtMs: n,
    by: 'cashier',
    status,
    tender: null,
    chargeId: null,
  };
}

/** Two parked sales, the first one dropped since, and what somebody did to the file. */
function fileAfter(deed: (db: Database.Database) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-slips-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'journal.sqlite');
  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  const slips = [parked(1), parked(2), parked(1, 'dropped')];
  for (const slip of slips) opened.value.append([{ kind: 'slip_written', slip, atMs: 1 }]);
  opened.value.close();
  const db = new Database(file);
  deed(db);
  db.close();
  return file;
}

it('a journal with slips is whole', () => {
  expect(verifyFile(fileAfter(() => {})).damage).toBeNull();
});

it.each([
  ['a dropped sale marked as parked', 'UPDATE slips SET is_open = 1 WHERE seq = 1', /entry 3 is listed otherwise/],
  ['a parked one marked as settled', 'UPDATE slips SET is_open = 0 WHERE seq = 2', /entry 2 is listed otherwise/],
  ['an older entry taken for the newest', 'UPDATE slips SET newest = 1, is_open = 1 WHERE seq = 1', /entry 3 is not listed/],
  ['another key', "UPDATE slips SET idempotency_key = 'x' WHERE seq = 2", /entry 2 is listed otherwise/],
  ['a name taken out', 'DELETE FROM slips WHERE seq = 2', /entry 2 is not listed/],
  ['a name put in', "INSERT INTO slips VALUES (3, 3, 'parked_sale', 'x', NULL, 1)", /no entry tells of|listed twice/],
])('%s is found, and mended from the entries', (_, sql, finding) => {
  const file = fileAfter((db) => db.exec(sql));
  expect(verifyFile(file).damage?.message).toMatch(finding);
  const db = new Database(file);
  remakeSlipNames(db);
  db.close();
  expect(verifyFile(file).damage).toBeNull();
});
