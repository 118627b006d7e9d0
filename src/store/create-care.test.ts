import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { backupName } from './backup-files.ts';
import { createCare, type DiskCare } from './create-care.ts';
import { makePatient, type Patient, trade } from './damage.ts';
import { created } from './entries.ts';
import type { DiskJournal } from './sqlite-journal.ts';

let patient: Patient;
let clock: HandClock;
let journal: DiskJournal;
let care: DiskCare;
let changes = 0;
const told: string[] = [];

function start(): void {
  journal = patient.open();
  const log = { write: (event: string) => void told.push(event) };
  care = createCare(journal, { clock, log, backupsDir: join(patient.folder, 'backups'), restoreCommand: 'npm run restore -- DIR' });
  care.onChange(() => {
    changes += 1;
  });
}

beforeEach(() => {
  [told.length, changes] = [0, 0];
  patient = makePatient();
  patient.write(trade(300));
  clock = new HandClock();
});
afterEach(async () => {
  await care.stop();
  journal.close();
  patient.discard();
});

/** Until the look has ended. */
async function looked(): Promise<void> {
  while (care.lastLook()?.kind === 'running') {
    clock.advance(10);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('a whole journal is looked through while it goes on growing, once at a time', async () => {
  start();
  expect(care.lastLook()).toBeNull();
  expect(care.look()).toBe(true);
  expect(care.look()).toBe(false);
  journal.append([created(900)]);
  await looked();
  expect(care.lastLook()).toEqual({ kind: 'whole', entries: journal.lastSeq(), atMs: clock.wallMs() });
  expect(told).toEqual(['journal_verified']);
  expect(changes).toBeGreaterThanOrEqual(2);
  expect(care.look()).toBe(true);
});

it('an old entry that decayed is found, told to the journal and to whoever listens', async () => {
  patient.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
  start();
  expect(journal.damage()).toBeNull();
  care.look();
  await looked();
  expect(journal.damage()).toMatchObject({ entry: 3 });
  expect(care.lastLook()).toEqual({ kind: 'damaged' });
  expect(told).toEqual(['journal_damaged']);
});

it('the newest copy is told by its time, not one from the future', () => {
  start();
  expect(care.newestBackupMs()).toBeNull();
  mkdirSync(join(patient.folder, 'backups'));
  const yesterday = clock.wallMs() - 86_400_000;
  for (const atMs of [yesterday, clock.wallMs() + 86_400_000]) writeFileSync(join(patient.folder, 'backups', backupName(atMs)), '');
  clock.advance(60_000);
  expect(care.newestBackupMs()).toBe(yesterday);
});
