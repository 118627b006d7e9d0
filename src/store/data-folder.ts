import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../basics/result.ts';

/** Holds a data folder for this process. */
export type Lock = {
  /** Lets another process have it. The operating system does the same when this one dies, however it dies. */
  release(): void;
};

/**
 * Makes the data folder if it is not there, for its owner alone, and takes it for this process.
 *
 * The lock is SQLite's own on an empty database beside the journal: it works on every platform and file system that the
 * journal works on, and none is left behind by a crash. The file stays; it means nothing.
 *
 * @returns `in_use` when another terminal holds it; throws when the folder can be neither made nor written
 */
export function lockDataFolder(dir: string): Result<Lock, 'in_use'> {
  makeFolder(dir);
  const db = new Database(join(dir, 'terminal.lock'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY') return err('in_use');
    throw cause;
  }
  return ok({ release: () => void db.close() });
}

/**
 * Makes a folder and those above it, one by one: Node's own way of doing so never returns where a file system takes no
 * folders and says that the one above is missing, as `/proc` does.
 */
function makeFolder(dir: string): void {
  if (isFolder(dir)) return;
  if (dirname(dir) !== dir) makeFolder(dirname(dir));
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (cause) {
    if (!isFolder(dir)) throw cause; // else another start has just made it
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
