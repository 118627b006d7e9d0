import Database from 'better-sqlite3';
import { AppendFailure, type AppendFailureKind } from './journal.ts';

/** What SQLite's result codes mean to us, by how they begin. Source: sqlite.org/rescode.html */
const KINDS: readonly (readonly [code: string, kind: AppendFailureKind])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_IOERR', 'disk'],
  ['SQLITE_CANTOPEN', 'disk'], // no file handle left for the log beside the journal
  ['SQLITE_NOMEM', 'disk'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_PROTOCOL', 'busy'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
];

/** Names what SQLite, or a bug of ours, threw. */
export function appendFailure(cause: unknown): AppendFailure {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new AppendFailure(failureKind(cause), message, { cause });
}

export function failureKind(cause: unknown): AppendFailureKind {
  if (!(cause instanceof Database.SqliteError)) return 'refused';
  return KINDS.find(([code]) => cause.code.startsWith(code))?.[1] ?? 'refused';
}
