import Database from 'better-sqlite3';
import { assert } from '../basics/assert.ts';
import { err, ok, type Result } from '../basics/result.ts';
import { fen } from '../money/fen.ts';
import { appender } from './append.ts';
import { prepareQueries } from './charge-queries.ts';
import { readChargeRow } from './charge-row.ts';
import type { ChargeRecord, Journal } from './journal.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { quietCheckpoint, type Upkeep } from './quiet-checkpoint.ts';

/** Why there is no journal to work with. Each needs a person; `message` is one sentence for him, naming the file. */
export type JournalProblem = {
  readonly kind:
    | 'newer' // written by a later Saoma: install that one
    | 'damaged' // not a journal, or broken: restore a copy, keep the broken file
    | 'unreadable'; // the file or its folder cannot be opened or written
  readonly message: string;
};

/** 'Saom', set by the first migration. */
const APPLICATION_ID = 0x53616f6d;

/** A look into the file by another program, say for a copy, is waited for this long. */
const BUSY_MS = 1_000;

/**
 * Up to here the file is mapped for reading: a look-up in a million charges then takes 10 µs instead of 14. The price: a disk
 * that fails under a read kills the process instead of throwing. Writes, and so what is durable, do not go this way.
 */
const MAPPED_BYTES = 1024 ** 3;

/** A page of charges never holds more. Source: interface of the terminal, `limit`. */
export const MAX_PAGE = 200;

/**
 * Opens the journal, made or brought forward as needed. Its folder must exist and be locked (`lockDataFolder`).
 *
 * @param upkeep the clock and log of its work between charges; a failure there loses nothing and is only told
 * @param file path of the SQLite file; `-wal` and `-shm` files live beside it while it is open
 */
export function openJournal(file: string, upkeep: Upkeep): Result<Journal, JournalProblem> {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { timeout: BUSY_MS });
    const problem = prepare(db, file);
    if (problem === null) return ok(journalOf(db, upkeep));
    db.close();
    return err(problem);
  } catch (cause) {
    db?.close();
    return err(problemOf(cause, file));
  }
}

function prepare(db: Database.Database, file: string): JournalProblem | null {
  db.pragma('locking_mode = EXCLUSIVE'); // the folder is ours alone, so a question need not take and drop a lock
  db.pragma(`mmap_size = ${MAPPED_BYTES}`);
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  const isOurs = tables === 0 || db.pragma('application_id', { simple: true }) === APPLICATION_ID;
  if (!isOurs) return { kind: 'damaged', message: `${file} is not a journal of Saoma` };
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL'); // the library's own default for WAL is NORMAL, which forgets commits in a power cut
  db.pragma('foreign_keys = ON');
  const migrated = migrate(db, MIGRATIONS);
  if (migrated.ok) {
    db.transaction(() => {}).immediate(); // a file that can only be read is found out now, not by the first customer
    return null;
  }
  const { found, known } = migrated.error;
  return {
    kind: 'newer',
    message: `${file} was written by a newer Saoma (journal version ${found}, this program knows ${known}); start that one`,
  };
}

function problemOf(cause: unknown, file: string): JournalProblem {
  const isSqlite = cause instanceof Database.SqliteError;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const broken = isSqlite && /^SQLITE_(NOTADB|CORRUPT)/.test(cause.code);
  if (broken) return { kind: 'damaged', message: `${file} is damaged: ${reason}` };
  // better-sqlite3 reports a missing folder as a TypeError of its own.
  if (isSqlite || cause instanceof TypeError) return { kind: 'unreadable', message: `${file} cannot be opened: ${reason}` };
  throw cause;
}

function journalOf(db: Database.Database, upkeep: Upkeep): Journal {
  const queries = prepareQueries(db);
  const append = appender(db, queries.lastSeq);
  const checkpoint = quietCheckpoint(db, upkeep);

  return {
    append(entries) {
      const seq = append(entries);
      checkpoint.appended();
      return seq;
    },
    charge: (id) => one(queries.byId.get(id)),
    chargeByOrderNo: (orderNo) => one(queries.byOrderNo.get(orderNo)),
    chargeByIdempotencyKey: (key) => one(queries.byIdempotencyKey.get(key)),
    charges(filter, before, limit) {
      assert(Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE, `not a page size: ${limit}`);
      // One more than asked for tells whether there is a next page.
      const { statement, bound } = queries.page(filter, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
      const found = statement.all(...bound).map(readChargeRow);
      const page = found.slice(0, limit);
      return { items: page.map(({ record }) => record), nextBefore: found.length > limit ? (page.at(-1)?.place ?? null) : null };
    },
    openCharges: () => queries.open.all().map((row) => readChargeRow(row).record),
    changesAfter: (seq, limit) => queries.entriesAfter.all(seq, limit).map((row) => readChargeRow(row).record),
    lastSeq: () => queries.lastSeq.get() ?? 0,
    takingsSince(fromMs) {
      const { paidCount, paidFen } = queries.takings.get(fromMs) ?? { paidCount: 0, paidFen: 0 };
      return { paidCount, paidFen: fen(paidFen) };
    },
    close() {
      checkpoint.stop();
      db.close();
    },
  };
}

function one(row: unknown): ChargeRecord | null {
  return row === undefined ? null : readChargeRow(row).record;
}
