import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { changed, created, PAID } from './entries.ts';
import { headFileOf, readHead } from './head-file.ts';
import type { Entry } from './journal.ts';
import { type DiskJournal, openJournal } from './sqlite-journal.ts';

/** For tests: a folder with a journal of its own, and what strangers and bad disks do to it. */
export type Patient = {
  readonly folder: string;
  readonly file: string;
  open(): DiskJournal;
  /** Writes entries, with everything closed afterwards. */
  write(entries: readonly Entry[]): void;
  /** Changes rows behind the journal's back: guards off, deed, guards on again as if nothing had been. */
  meddle(sql: string): void;
  discard(): void;
};

export function makePatient(): Patient {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-damage-'));
  const file = join(folder, 'journal.db');

  function open(): DiskJournal {
    const opened = openJournal(file, { clock: new HandClock(), log: silent });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  }

  return {
    folder,
    file,
    open,
    write(entries) {
      const journal = open();
      journal.append(entries);
      journal.close();
    },
    meddle(sql) {
      const db = new Database(file);
      try {
        const guards = db.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
        db.pragma('ignore_check_constraints = ON');
        for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
        db.exec(sql);
        for (const guard of guards) db.exec(guard.sql);
      } finally {
        db.close();
      }
    },
    discard: () => rmSync(folder, { recursive: true }),
  };
}

/** Another folder with the same journal and head. */
export function copyOf(original: Patient): Patient {
  const copy = makePatient();
  copyFileSync(original.file, copy.file);
  if (readHead(original.file)) copyFileSync(headFileOf(original.file), headFileOf(copy.file));
  return copy;
}

/** A day's trade: `charges` charges, every fourth with a second thought, every ninth gone wrong. */
export function trade(charges: number, from = 1): readonly Entry[] {
  return Array.from({ length: charges }, (_, index) => index + from).flatMap((n) => [
    created(n, { tillReference: `R${n}`, idempotencyKey: `key-${n}`, fingerprint: 'f' }),
    ...(n % 4 === 0 ? [changed(n, { status: 'submitting', cancelWanted: true })] : []),
    changed(n, n % 9 === 0 ? { status: 'canceled' } : PAID),
  ]);
}
