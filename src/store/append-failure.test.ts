import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { failureKind } from './append-failure.ts';
import { makePatient, trade } from './damage.ts';
import { changed, created, PAID } from './entries.ts';
import { AppendFailure, type Entry, type Journal } from './journal.ts';
import { openJournal } from './sqlite-journal.ts';
import { verifyFile } from './verify.ts';

/** Why an append did not happen. */
function failureOf(journal: Journal, entries: readonly Entry[]): AppendFailure | null {
  try {
    journal.append(entries);
    return null;
  } catch (cause) {
    if (cause instanceof AppendFailure) return cause;
    throw cause;
  }
}

it.each([
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY_DBMOVED', 'read_only'],
  ['SQLITE_IOERR_FSYNC', 'disk'],
  ['SQLITE_IOERR_WRITE', 'disk'],
  ['SQLITE_CANTOPEN', 'disk'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'busy'],
  ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'refused'],
])('%s is %s', (code, kind) => {
  expect(failureKind(new Database.SqliteError('what SQLite says', code))).toBe(kind);
});

it('an entry that cannot be is refused, and nothing of its append is kept', () => {
  const patient = makePatient();
  const journal = patient.open();
  journal.append([created(1)]);
  expect(failureOf(journal, [created(2), changed(2, PAID), created(1)])).toMatchObject({ kind: 'refused' });
  expect(journal.lastSeq()).toBe(1);
  expect(journal.openCharges()).toHaveLength(1);
  expect(journal.append([created(2)])).toBe(2);
  journal.close();
  expect(verifyFile(patient.file)).toMatchObject({ entries: 2, damage: null });
  patient.discard();
});

it('pages that break under an open journal make it damaged, never half written', () => {
  const patient = makePatient();
  patient.write(trade(200));
  const journal = patient.open();
  const { size } = statSync(patient.file);
  // Every page but the first, which holds the names of the tables.
  const fd = openSync(patient.file, 'r+');
  writeSync(fd, Buffer.alloc(size - 2_048, 0xee), 0, size - 2_048, 2_048);
  closeSync(fd);
  expect(failureOf(journal, [created(900)])).toMatchObject({ kind: 'damaged' });
  expect(journal.damage()).toMatchObject({ entry: null });
  journal.close();
  expect(verifyFile(patient.file).damage).not.toBeNull();
  patient.discard();
});

/** A disk of a few hundred kilobytes, where this machine lets us have one. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mountable();

function mountable(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-mount-'));
  const mounted = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
}

function mount(...args: readonly string[]): boolean {
  return spawnSync('mount', args).status === 0;
}

describe.skipIf(!canMount)('on a disk of its own', () => {
  let disk: string;
  let file: string;

  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), 'saoma-disk-'));
    file = join(disk, 'journal.db');
    mount('-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk);
  });
  afterEach(() => {
    spawnSync('umount', ['-l', disk]); // also where a failed test left a file open
    rmSync(disk, { recursive: true });
  });

  const open = () => openJournal(file, { clock: new HandClock(), log: silent });

  it('a full disk is told as such, again and again, keeps all or nothing, and heals with room', () => {
    const opened = open();
    if (!opened.ok) throw new Error(opened.error.message);
    const journal = opened.value;
    let n = 0;
    let failure: AppendFailure | null = null;
    while (failure === null && n < 10_000) {
      n += 1;
      failure = failureOf(journal, [created(n), changed(n, PAID)]);
    }
    expect(failure).toMatchObject({ kind: 'full' });
    const kept = journal.lastSeq();
    expect(kept).toBe((n - 1) * 2);
    // The same again: less might just fit into the last page.
    expect(failureOf(journal, [created(n), changed(n, PAID)])).toMatchObject({ kind: 'full' });
    expect(journal.charges({}, null, 1).items[0]?.state.status).toBe('paid');
    expect(journal.openCharges()).toEqual([]);

    mount('-o', 'remount,size=8m', disk);
    expect(journal.append([created(n), changed(n, PAID)])).toBe(kept + 2);
    journal.close();
    expect(verifyFile(file)).toMatchObject({ entries: kept + 2, damage: null });
  });

  it('a disk that can only be read is found out at the start, not by the first customer', () => {
    const opened = open();
    if (opened.ok) opened.value.close();
    mount('-o', 'remount,ro', disk);
    expect(open()).toMatchObject({ ok: false, error: { kind: 'unreadable', message: expect.stringContaining(file) } });
    mount('-o', 'remount,rw', disk);
    const again = open();
    expect(again.ok).toBe(true);
    if (again.ok) again.value.close();
  });
});
