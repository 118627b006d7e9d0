import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { type BackupFile, backupName, listBackups, outlived } from './backup-files.ts';
import { type Backups, keepBackups, LOOK_EVERY_MS } from './backups.ts';
import { makePatient, type Patient, trade } from './damage.ts';
import { changed, created, PAID } from './entries.ts';
import { backupsDirOf } from './restore.ts';
import type { DiskJournal } from './sqlite-journal.ts';
import { verifyFile } from './verify.ts';

const HOUR_MS = 3_600_000;

let patient: Patient;
let dir: string;
let clock: HandClock;
let journal: DiskJournal;
let backups: Backups;
const told: string[] = [];

function start(): void {
  journal = patient.open();
  backups = keepBackups({ journal, dir, clock, log: { write: (event) => void told.push(event) } });
}

beforeEach(() => {
  told.length = 0;
  patient = makePatient();
  patient.write(trade(30));
  dir = backupsDirOf(patient.folder);
  clock = new HandClock();
  start();
});
afterEach(async () => {
  await backups.stop();
  journal.close();
  patient.discard();
});

/** Lets time pass minute by minute, and what was begun in it come to its end. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += LOOK_EVERY_MS) {
    clock.advance(LOOK_EVERY_MS);
    await settle();
  }
}

/** The copying takes turns of the event loop and pauses on the clock. */
async function settle(): Promise<void> {
  while (backups.isBusy()) {
    await new Promise((resolve) => setImmediate(resolve));
    if ((clock.nextDueMs() ?? Infinity) - clock.monotonicMs() < 100) clock.crank();
  }
}

it('a till at rest is copied, whole and in one file, and then not again for a day', async () => {
  await pass(3 * LOOK_EVERY_MS);
  const [copy, ...others] = listBackups(dir);
  expect(others).toEqual([]);
  expect(verifyFile(copy?.path ?? '')).toMatchObject({ entries: journal.lastSeq(), damage: null });
  expect(readdirSync(dir)).toEqual([copy?.name]);
  expect(told).toEqual(['journal_backup_made']);
  await pass(19 * HOUR_MS);
  expect(backups.newestMs()).toBe(copy?.atMs);
  await pass(2 * HOUR_MS);
  expect(backups.newestMs()).toBeGreaterThan((copy?.atMs ?? 0) + 19 * HOUR_MS);
  expect(listBackups(dir)).toHaveLength(1); // one a day
});

it('nothing is copied while somebody waits at the counter', async () => {
  journal.append([created(900)]);
  await pass(5 * LOOK_EVERY_MS);
  expect(existsSync(dir)).toBe(false);
  journal.append([changed(900, PAID)]);
  await pass(3 * LOOK_EVERY_MS);
  expect(listBackups(dir)).toHaveLength(1);
});

it('a till that never rests is copied when it is overdue, and takes charges meanwhile', async () => {
  await pass(3 * LOOK_EVERY_MS);
  for (let minute = 0, n = 1_000; minute < 31 * 60; minute += 1, n += 1) {
    journal.append([created(n), changed(n, PAID)]);
    clock.advance(LOOK_EVERY_MS);
    if (backups.isBusy()) journal.append([created(n + 50_000)]);
    await settle();
  }
  const copies = listBackups(dir);
  expect(copies).toHaveLength(2);
  for (const { path } of copies) expect(verifyFile(path).damage).toBeNull();
});

it('a copy from the future does not keep today`s from being made', async () => {
  mkdirSync(dir);
  writeFileSync(join(dir, backupName(clock.wallMs() + 400 * 24 * HOUR_MS)), 'made while the clock was wrong');
  await pass(3 * LOOK_EVERY_MS);
  expect(told).toEqual(['journal_backup_made']);
});

it('a damaged entry is found by the look through the copy: told, and no copy is kept of it or let go for it', async () => {
  await backups.stop();
  journal.close();
  patient.write(trade(300, 500)); // so that the start, which looks at the end, does not see it
  patient.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
  start();
  expect(journal.damage()).toBeNull();
  await pass(3 * LOOK_EVERY_MS);
  expect(told).toEqual(['journal_damaged']);
  expect(journal.damage()).toEqual({ entry: 3, message: expect.stringContaining('entry 3') });
  expect(readdirSync(dir)).toEqual([]);
});

it('a folder that cannot be written is told, and the till goes on', async () => {
  writeFileSync(dir, 'a file in its place');
  await pass(3 * LOOK_EVERY_MS);
  expect(told).toEqual(['journal_backup_failed']);
  expect(journal.append([created(901)])).toBeGreaterThan(0);
});

it('stopping in the middle of a copy leaves no half of one', async () => {
  clock.advance(LOOK_EVERY_MS);
  clock.advance(LOOK_EVERY_MS);
  await backups.stop();
  expect(existsSync(dir) ? readdirSync(dir) : []).toEqual([]);
  expect(told).toEqual([]);
});

describe('what is kept', () => {
  const daily = (count: number): readonly BackupFile[] =>
    Array.from({ length: count }, (_, day) => {
      const atMs = Date.UTC(2026, 10, 22, 3) - day * 24 * HOUR_MS; // a Sunday
      return { atMs, name: backupName(atMs), path: backupName(atMs) };
    });

  it('seven days and, beyond them, the Sundays of four weeks', () => {
    const all = daily(60);
    const gone = new Set(outlived(all));
    const kept = all.filter((backup) => !gone.has(backup)).map(({ name }) => name.slice(8, 16));
    expect(kept).toEqual([
      '20261122',
      '20261121',
      '20261120',
      '20261119',
      '20261118',
      '20261117',
      '20261116',
      '20261115',
      '20261108',
      '20261101',
    ]);
  });

  it('of several in a day the newest', () => {
    const [newest, ...rest] = [0, 1, 2].map((hour) => {
      const atMs = Date.UTC(2026, 10, 22, 9 - hour);
      return { atMs, name: backupName(atMs), path: '' };
    });
    expect(outlived([newest, ...rest] as readonly BackupFile[])).toEqual(rest);
  });

  it('a name says when, and only such names are copies', () => {
    mkdirSync(dir);
    for (const name of [backupName(clock.wallMs()), 'journal-2026.db', 'notes.txt', `${backupName(1)}.part`])
      writeFileSync(join(dir, name), '');
    expect(listBackups(dir)).toEqual([
      { name: 'journal-20261122T020000Z.db', path: join(dir, 'journal-20261122T020000Z.db'), atMs: clock.wallMs() },
    ]);
  });
});
