import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../money/fen.ts';
import type { SaleId } from '../payment/charge.ts';
import type { RefundId, RefundNo } from '../payment/refund.ts';
import { backupName } from './backup-files.ts';
import { makePatient, type Patient, trade } from './damage.ts';
import { chargeId, intent } from './entries.ts';
import { headFileOf } from './head-file.ts';
import { backupsDirOf, restoreJournal } from './restore.ts';
import { openJournal } from './sqlite-journal.ts';
import { verifyFile } from './verify.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 2);
const DAY_MS = 86_400_000;
const MORNING = trade(20).length;
const ALL = MORNING + trade(20, 100).length;

let patient: Patient;
let backup: string;

/** A journal that was copied at noon, and went on. */
beforeEach(() => {
  patient = makePatient();
  patient.write(trade(20));
  mkdirSync(backupsDirOf(patient.folder));
  backup = join(backupsDirOf(patient.folder), backupName(NOW_MS - DAY_MS));
  copyFileSync(patient.file, backup);
  patient.write(trade(20, 100));
});
afterEach(() => patient.discard());

function restore(from: string | null = null) {
  const restored = restoreJournal(patient.folder, from, NOW_MS);
  if (!restored.ok) throw new Error(restored.error);
  expect(verifyFile(patient.file)).toMatchObject({ entries: restored.value.entries, damage: null, isEndVouchedFor: true });
  return restored.value;
}

describe('restoring', () => {
  it('damage older than the backup costs nothing: the backup, and after it what came since', () => {
    patient.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
    expect(restore()).toMatchObject({ from: backup, entries: ALL, carriedOver: ALL - MORNING, lost: 0 });
    const journal = patient.open();
    expect(journal.charge(chargeId(119))?.state.status).toBe('paid');
    journal.close();
  });

  it('what the newer entries began is followed up: a refund under way, a parked sale', () => {
    const charge = intent(119);
    patient.write([
      {
        kind: 'refund_created',
        intent: {
          ...{ id: 'refund-1' as RefundId, refundNo: 'refund-no-1' as RefundNo, chargeId: charge.id, orderNo: charge.orderNo },
          ...{ chargeFen: charge.amountFen, amountFen: fen(1), currency: 'CNY', origin: 'till', reason: null },
          ...{ idempotencyKey: 'key-r', fingerprint: 'f', shiftId: null, createdAtMs: 1 },
        },
        state: { status: 'pending', from: 'unsettled' },
        atMs: 1,
      },
      {
        kind: 'slip_written',
        slip: {
          ...{ kind: 'parked_sale', id: 'sale-1' as SaleId, amountFen: fen(8_900), description: null, tillReference: null, note: null },
          ...{ idempotencyKey: 'key-p', fingerprint: 'f', parkedAtMs: 1, by: 'cashier', status: 'parked', tender: null, chargeId: null },
        },
        atMs: 1,
      },
    ]);
    patient.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
    expect(restore()).toMatchObject({ entries: ALL + 2, carriedOver: ALL + 2 - MORNING, lost: 0 });
    const journal = patient.open();
    expect(journal.openRefunds().map(({ intent: { id } }) => id)).toEqual(['refund-1']);
    expect(journal.refundByIdempotencyKey('key-r')).not.toBeNull();
    expect(journal.openSlips('parked_sale').map(({ slip }) => slip.id)).toEqual(['sale-1']);
    expect(journal.slipByKey('parked_sale', 'key-p')).not.toBeNull();
    journal.close();
  });

  it('damage newer than the backup costs the entries from there on, and their number is told', () => {
    patient.meddle(`UPDATE entries SET at_ms = 1 WHERE seq = ${ALL - 4}`);
    expect(restore()).toMatchObject({ from: backup, entries: ALL - 5, carriedOver: ALL - 5 - MORNING, lost: 5 });
  });

  it('without any backup the whole entries are what there is', () => {
    rmSync(backup);
    patient.meddle(`UPDATE entries SET at_ms = 1 WHERE seq = 30`);
    expect(restore()).toMatchObject({ from: null, entries: 29, carriedOver: 29, lost: ALL - 29 });
  });

  it('a journal that is gone altogether is its backup', () => {
    rmSync(patient.file);
    expect(restore()).toMatchObject({ from: backup, entries: MORNING, carriedOver: 0, lost: ALL - MORNING, setAside: null });
  });

  it('a file of which nothing can be read is its backup', () => {
    writeFileSync(patient.file, 'nothing that anybody could read, '.repeat(500));
    expect(restore()).toMatchObject({ from: backup, entries: MORNING, carriedOver: 0 });
  });

  it('a whole journal comes out as it was, whatever copy is asked for', () => {
    const before = patient.open();
    const all = before.changesAfter(0, 1_000);
    before.close();
    expect(restore(backup)).toMatchObject({ from: backup, entries: ALL, lost: 0 });
    const after = patient.open();
    expect(after.changesAfter(0, 1_000)).toEqual(all);
    after.close();
  });

  it('the old journal is set aside as it was, with its log and head', () => {
    truncateSync(patient.file, 10_000);
    writeFileSync(`${patient.file}-wal`, 'a log of sorts');
    const [journal, head] = [readFileSync(patient.file), readFileSync(headFileOf(patient.file))];
    const { setAside } = restore();
    const aside = (name: string) => readFileSync(join(setAside ?? '', name));
    expect(aside('journal.db')).toEqual(journal);
    expect(aside('journal.db-wal').toString()).toBe('a log of sorts');
    expect(aside('journal.db-head')).toEqual(head);
    expect(existsSync(`${patient.file}-wal`)).toBe(false);
  });

  it('a damaged backup is passed over for an older one, and refused when it is asked for by name', () => {
    const broken = join(backupsDirOf(patient.folder), backupName(NOW_MS));
    writeFileSync(broken, readFileSync(patient.file).subarray(0, 9_000));
    patient.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
    expect(restoreJournal(patient.folder, broken, NOW_MS)).toMatchObject({ ok: false, error: expect.stringContaining('of no use') });
    expect(restore()).toMatchObject({ from: backup, entries: ALL });
  });

  it.each(['before', 'after'])('cut short %s the old journal was moved, it goes on from what was made', (when) => {
    patient.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
    const rehearsal = makePatient();
    copyFileSync(patient.file, rehearsal.file);
    mkdirSync(backupsDirOf(rehearsal.folder));
    copyFileSync(backup, join(backupsDirOf(rehearsal.folder), backupName(NOW_MS)));
    restoreJournal(rehearsal.folder, null, NOW_MS);
    copyFileSync(rehearsal.file, `${patient.file}.part`);
    rehearsal.discard();
    if (when === 'after') {
      rmSync(patient.file);
      const opened = openJournal(patient.file, { clock: { after: () => () => {} }, log: { write() {} } });
      expect(opened).toMatchObject({ ok: false, error: { kind: 'damaged', message: expect.stringContaining('is gone') } });
      expect(existsSync(patient.file)).toBe(false);
    }
    expect(restore()).toMatchObject({ entries: ALL, lost: 0 });
    expect(existsSync(`${patient.file}.part`)).toBe(false);
  });
});
