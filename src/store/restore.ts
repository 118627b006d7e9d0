import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../basics/result.ts';
import { backupName, listBackups } from './backup-files.ts';
import { INSERT_ENTRY } from './chain.ts';
import { type Head, headFileOf, readHead, writeHead } from './head-file.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { remakeNames } from './remake-names.ts';
import { verifyFile } from './verify.ts';
import { type Row, START, wholeEntries } from './walk-chain.ts';

/** What a restored journal is made of. */
export type Restored = {
  readonly from: string | null; // the backup it begins with; null: none was whole, it begins at its first entry
  readonly entries: number;
  readonly carriedOver: number; // of them, whole entries that only the old journal had
  readonly lost: number; // entries known to have been there that nobody has any more
  readonly setAside: string | null; // folder with the old journal as it was; null when there was none
};

/** The copies live here, below the data folder. */
export function backupsDirOf(dataDir: string): string {
  return join(dataDir, 'backups');
}

/**
 * Makes a whole journal: the newest whole backup, and after it every entry of the old journal that still continues the chain.
 * The old journal is set aside, file by file, never changed or deleted. The folder must be locked. A crash at any point leaves
 * a journal, or a start that refuses and this command, which goes on from what was made.
 *
 * @param backup a copy to begin with; null: the newest that is whole
 * @returns one sentence when the backup that was asked for cannot be used
 */
export function restoreJournal(dataDir: string, backup: string | null, nowMs: number): Result<Restored, string> {
  const file = join(dataDir, 'journal.db');
  const part = `${file}.part`;
  if (backup !== null) {
    const { damage } = verifyFile(backup);
    if (damage) return err(`${backup} is of no use: ${damage.message}`);
  }
  const base = backup ?? furthest([part, ...listBackups(backupsDirOf(dataDir)).map(({ path }) => path)]);
  const known = readHead(file)?.seq ?? 0;
  if (base !== part) begin(part, base);
  const carriedOver = carryOver(file, part);
  syncFile(part);
  const end = endOf(part);
  const aside = setAside(dataDir, file, nowMs);
  renameSync(part, file);
  writeHead(file, end);
  syncFile(dataDir);
  return ok({ from: base, entries: end.seq, carriedOver, lost: Math.max(0, known - end.seq), setAside: aside });
}

/** The one that reaches furthest of those that are whole: a copy, or what a restoring that was cut short had made. */
function furthest(files: readonly string[]): string | null {
  let best: { readonly file: string; readonly entries: number } | null = null;
  for (const file of files) {
    if (!existsSync(file)) continue;
    const { damage, entries } = verifyFile(file);
    if (damage === null && entries > (best?.entries ?? 0)) best = { file, entries };
  }
  return best?.file ?? null;
}

function begin(part: string, base: string | null): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(part + suffix, { force: true });
  if (base !== null) copyFileSync(base, part);
}

/** Takes over what the old journal has beyond the end of the new one, as long as each entry fits on the one before. */
function carryOver(from: string, to: string): number {
  const target = new Database(to);
  const source = openForReading(from);
  try {
    target.pragma('journal_mode = DELETE');
    target.pragma('synchronous = OFF'); // brought to the disk as a whole, before it is anything
    migrate(target, MIGRATIONS);
    const insert = target.prepare(INSERT_ENTRY);
    const write = target.transaction((rows: readonly Row[]) => {
      for (const row of rows) insert.run(row);
    });
    let count = 0;
    for (const rows of source ? wholeEntries(source, endIn(target)) : []) {
      write(rows);
      count += rows.length;
    }
    if (count > 0) remakeNames(target);
    return count;
  } finally {
    source?.close();
    target.close();
  }
}

/** @returns null when it is not there, or too broken to give anything */
function openForReading(file: string): Database.Database | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    db.prepare('SELECT seq, chain FROM entries LIMIT 1').get();
    return db;
  } catch {
    db?.close();
    return null;
  }
}

/** Moves the old journal, with what lies beside it, into a folder of its own. */
function setAside(dataDir: string, file: string, nowMs: number): string | null {
  const there = ['-wal', '-shm', ''].filter((suffix) => existsSync(file + suffix));
  if (there.length === 0) return null;
  const dir = join(dataDir, 'set-aside', backupName(nowMs).replace('.db', ''));
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (existsSync(headFileOf(file))) copyFileSync(headFileOf(file), join(dir, 'journal.db-head'));
  for (const suffix of there) renameSync(file + suffix, join(dir, `journal.db${suffix}`));
  return dir;
}

function endOf(file: string): Head {
  const db = new Database(file, { readonly: true });
  try {
    return endIn(db);
  } finally {
    db.close();
  }
}

function endIn(db: Database.Database): Head {
  const end = db.prepare<[], Head>('SELECT seq, lower(hex(chain)) AS chain FROM entries ORDER BY seq DESC LIMIT 1').get();
  return end ?? START;
}

function syncFile(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
