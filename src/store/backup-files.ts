import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Witness } from './walk-chain.ts';

/** One of the daily copies. */
export type BackupFile = { readonly path: string; readonly name: string; readonly atMs: number };

/** So many days, and so many weeks, are kept by their newest copy: a fault that shows late still finds a copy from before. */
export const KEPT = { days: 7, weeks: 4 } as const;

const DAY_MS = 86_400_000;

const NAME = /^journal-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;

/** Names a copy by its time, UTC. */
export function backupName(atMs: number): string {
  return `journal-${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.db`;
}

/** The copies in a folder, newest first. Other files are passed over. */
export function listBackups(dir: string): readonly BackupFile[] {
  return namesIn(dir)
    .flatMap((name) => {
      const [, ...parts] = NAME.exec(name) ?? [];
      const [year = 0, month = 0, ...rest] = parts.map(Number);
      return parts.length === 0 ? [] : [{ name, path: join(dir, name), atMs: Date.UTC(year, month - 1, ...rest) }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** Which copies have had their time: all but the newest of each of the last days and weeks that have one. */
export function outlived(backups: readonly BackupFile[]): readonly BackupFile[] {
  const kept = new Set([...newestOf(backups, dayOf, KEPT.days), ...newestOf(backups, weekOf, KEPT.weeks)]);
  return backups.filter((backup) => !kept.has(backup));
}

/** What each copy says of its own end. A copy that cannot be read vouches for nothing. */
export function witnessesIn(dir: string): readonly Witness[] {
  return listBackups(dir).flatMap(({ path, name }) => {
    let db: Database.Database | null = null;
    try {
      db = new Database(path, { readonly: true });
      const end = db.prepare<[], Witness>('SELECT seq, lower(hex(chain)) AS chain FROM entries ORDER BY seq DESC LIMIT 1').get();
      return end ? [{ ...end, name: `the backup ${name}` }] : [];
    } catch {
      return [];
    } finally {
      db?.close();
    }
  });
}

function newestOf(newestFirst: readonly BackupFile[], periodOf: (atMs: number) => number, count: number): readonly BackupFile[] {
  const periods = new Map<number, BackupFile>();
  for (const backup of newestFirst) {
    const period = periodOf(backup.atMs);
    if (!periods.has(period) && periods.size < count) periods.set(period, backup);
  }
  return [...periods.values()];
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS);
}

/** Weeks begin on Monday; 1970 began on a Thursday. */
function weekOf(atMs: number): number {
  return Math.floor((dayOf(atMs) + 3) / 7);
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch {
    return []; // no folder: no copy was made yet
  }
}
