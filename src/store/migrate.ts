import type { Database } from 'better-sqlite3';
import { err, ok, type Result } from '../basics/result.ts';
import type { Migration } from './migrations/all.ts';

/** The journal was written by a later program than this one, which must not touch it. */
export type NewerJournal = { readonly found: number; readonly known: number };

/**
 * Brings a journal forward to the last of `migrations`. Each runs in one transaction together with its version mark,
 * so that a crash between two leaves a journal of the one or the other version, never of neither.
 */
export function migrate(db: Database, migrations: readonly Migration[]): Result<void, NewerJournal> {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > migrations.length) return err({ found, known: migrations.length });
  for (const [index, migration] of migrations.entries()) {
    if (index < found) continue;
    db.transaction(() => {
      if (typeof migration === 'string') db.exec(migration);
      else migration(db);
      db.pragma(`user_version = ${index + 1}`);
    }).immediate();
  }
  return ok(undefined);
}
