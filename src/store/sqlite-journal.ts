import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { assert } from '../basics/assert.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { ChargeId } from '../payment/charge.ts';
import { createAppender } from './append.ts';
import { appendFailure } from './append-failure.ts';
import { readChanges } from './changes.ts';
import { prepareQueries } from './charge-queries.ts';
import { readChargeRow } from './charge-row.ts';
import { chargeSearch } from './charge-search.ts';
import { damageAtStart } from './check-start.ts';
import { headFileOf, keepHead, readHead, writeHead } from './head-file.ts';
import type { ChargeChange, ChargeRecord, Journal, JournalChange, JournalDamage, RefundRecord, SlipRecord } from './journal.ts';
import { createLedger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { readOpenCharges } from './open-charges.ts';
import { pageByStatus } from './page-by-status.ts';
import { quietCheckpoint, type Upkeep } from './quiet-checkpoint.ts';
import { createRefundEntries } from './refund-entries.ts';
import { type RefundPlace, refundQueries } from './refund-queries.ts';
import { slipQueries } from './slip-queries.ts';
import { stretchQueries } from './stretch-queries.ts';
import { APPLICATION_ID } from './structure.ts';
import { createTakingsSince } from './takings.ts';
import { type Progress, START, walkChain } from './walk-chain.ts';

/** Why there is no journal to work with. Each needs a person; `message` is one sentence for him, naming the file. */
export type JournalProblem = {
  readonly kind:
    | 'newer' // written by a later Saoma: install that one
    | 'damaged' // not a journal, broken, or cut short: restore it; what can be read stays readable
    | 'unreadable'; // the file or its folder cannot be opened or written
  readonly message: string;
  readonly entry: number | null; // of a damaged one: its first bad entry, where one can be named
};

/** A journal on a disk, with what only a disk needs. */
export type DiskJournal = Journal & {
  /** Copies the journal as it is at the end of the copying, in small steps between everything else. Rejects when it cannot. */
  backup(to: string, onStep: () => void): Promise<void>;
  /** Looks through every entry, a slice at each step. */
  walk(): Generator<Progress, JournalDamage | null>;
  /** Nobody waits, and nothing was written for a while. */
  isQuiet(): boolean;
  /** Something that looks at the journal from outside found it damaged. */
  noteDamage(damage: JournalDamage): void;
};

/** A look into the file by another program, say for a copy, is waited for this long. */
const BUSY_MS = 1_000;

/**
 * Up to here the file is mapped for reading: a look-up in a million charges then takes 10 µs instead of 14. The price: a disk
 * that fails under a read kills the process instead of throwing. Writes, and so what is durable, do not go this way.
 */
const MAPPED_BYTES = 1024 ** 3;

/** Of a new file: a commit writes whole pages, and a charge fills a fifth of one. */
const PAGE_BYTES = 2_048;

/** A page of charges never holds more. Source: interface of the terminal, `limit`. */
export const MAX_PAGE = 200;

/** Pages copied at a time: a fraction of a millisecond. */
const BACKUP_PAGES = 64;

/**
 * Opens the journal, made or brought forward as needed. Its folder must exist and be locked (`lockDataFolder`).
 *
 * @param upkeep the clock and log of its work between charges; a failure there loses nothing and is only told
 * @param file path of the SQLite file; `-wal`, `-shm` and `-head` files live beside it
 */
export function openJournal(file: string, upkeep: Upkeep): Result<DiskJournal, JournalProblem> {
  const head = readHead(file);
  if (head && head.seq > 0 && !existsSync(file)) {
    return err({ kind: 'damaged', entry: 1, message: `${file} is gone, though ${head.seq} entries were in it` });
  }
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { timeout: BUSY_MS });
    const problem = prepare(db, file);
    if (problem === null) return ok(journalOf(db, file, upkeep));
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
  if (!isOurs) return { kind: 'damaged', entry: null, message: `${file} is not a journal of Saoma` };
  if (tables === 0) db.pragma(`page_size = ${PAGE_BYTES}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL'); // the library's own default for WAL is NORMAL, which forgets commits in a power cut
  const migrated = migrate(db, MIGRATIONS);
  if (!migrated.ok) {
    const { found, known } = migrated.error;
    const message = `${file} was written by a newer Saoma (journal version ${found}, this program knows ${known}); start that one`;
    return { kind: 'newer', entry: null, message };
  }
  db.transaction(() => {}).immediate(); // a file that can only be read is found out now, not by the first customer
  const damage = damageAtStart(db, readHead(file));
  return damage && { kind: 'damaged', entry: damage.entry, message: `${file} is damaged: ${damage.message}` };
}

function problemOf(cause: unknown, file: string): JournalProblem {
  const isSqlite = cause instanceof Database.SqliteError;
  const reason = cause instanceof Error ? cause.message : String(cause);
  // SQLITE_ERROR: a table or column is not there that the version promises.
  const isBroken = isSqlite ? /^SQLITE_(NOTADB|CORRUPT|ERROR|CONSTRAINT)/.test(cause.code) : /is damaged/.test(reason);
  if (isBroken) return { kind: 'damaged', entry: null, message: `${file} is damaged: ${reason}` };
  // better-sqlite3 reports a missing folder as a TypeError of its own.
  if (isSqlite || cause instanceof TypeError) return { kind: 'unreadable', entry: null, message: `${file} cannot be opened: ${reason}` };
  throw cause;
}

function journalOf(db: Database.Database, file: string, upkeep: Upkeep): DiskJournal {
  const search = chargeSearch(db, () => lastSeq());
  const queries = prepareQueries(db, search.makeReady);
  const open = readOpenCharges(db);
  const placeOf = (id: ChargeId) => open.all().get(id)?.place ?? queries.placeOf.get(id) ?? null;
  const chargeOf = (id: ChargeId) => one(queries.byId.get(id));
  const refunds = refundQueries(db);
  const slips = slipQueries(db);
  const appender = createAppender(
    db,
    open,
    placeOf,
    createRefundEntries(refunds, { chargeOf, placeOf, chargeAt: (place) => recordAt(place) }),
    slips,
  );
  const lastSeq = () => appender.tip().seq;
  const takingsSince = createTakingsSince(db, lastSeq, appender.reopenings);
  if (readHead(file) === null) {
    if (lastSeq() > 0) upkeep.log.write('journal_head_missing', { file: headFileOf(file) });
    writeHead(file, appender.tip());
  }
  const head = keepHead(file, appender.tip, upkeep);
  const checkpoint = quietCheckpoint(db, open, upkeep, head.settle);
  let damage: JournalDamage | null = null;

  const recordAt = (place: number) => one(queries.byPlace.get(place));
  const stretch = stretchQueries(db, { queries, refunds, recordAt });

  function refundAt(place: RefundPlace | null): RefundRecord | null {
    const charge = place && recordAt(place.charge);
    return (charge && refunds.ofCharge(charge.intent).get(place.seq)) ?? null;
  }

  const ledger = createLedger(db, { lastSeq, refunds, slips, chargeAt: recordAt, refundAt });

  return {
    append(entries) {
      try {
        appender.append(entries);
      } catch (cause) {
        const failure = appendFailure(cause);
        if (failure.kind === 'damaged') damage ??= { entry: null, message: failure.message };
        throw failure;
      }
      head.appended();
      checkpoint.appended();
      return lastSeq();
    },
    charge: chargeOf,
    chargeByOrderNo: (orderNo) => one(queries.byOrderNo.get(orderNo)),
    chargeByIdempotencyKey: (key) => one(queries.byIdempotencyKey.get(key)),
    charges(filter, before, limit) {
      assert(Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE, `not a page size: ${limit}`);
      const end = before ?? Number.MAX_SAFE_INTEGER;
      const rare = pageByStatus(filter, { queries, open, recordAt, before: end, limit });
      if (rare) return rare;
      // One more than asked for tells whether there is a next page.
      const { statement, bound } = queries.page(filter, end, limit + 1);
      const found = statement.all(...bound).map(readChargeRow);
      const page = found.slice(0, limit);
      return { items: page.map(({ record }) => record), nextBefore: found.length > limit ? (page.at(-1)?.place ?? null) : null };
    },
    makeSearchReadier: search.makeReadier,
    countCharges: search.count,
    chargesFurther: search.further,
    chargeSums: stretch.chargeSums,
    chargesOfShift: stretch.chargesOfShift,
    paidBetween: stretch.paidBetween,
    openCharges: () => [...open.all().values()].flatMap(({ place }) => recordAt(place) ?? []),
    refund: (id) => refundAt(refunds.placeBy('id', id)),
    refundByNo: (refundNo) => refundAt(refunds.placeBy('refund_no', refundNo)),
    refundByIdempotencyKey: (key) => refundAt(refunds.placeBy('idempotency_key', key)),
    refundsOf(chargeId) {
      const charge = chargeOf(chargeId);
      return charge === null ? [] : [...refunds.ofCharge(charge.intent).values()];
    },
    refunds(before, limit) {
      const places = refunds.before(before ?? Number.MAX_SAFE_INTEGER, limit);
      const items = places.flatMap((place) => refundAt(place) ?? []);
      return { items, nextBefore: places.length < limit ? null : (places.at(-1)?.seq ?? null) };
    },
    refundsBetween: stretch.refundsBetween,
    openRefunds: () => refunds.open().flatMap((place) => refundAt(place) ?? []),
    slip: slips.byName,
    slipByKey: slips.byKey,
    openSlips: slips.open,
    slips(kind, before, limit) {
      assert(Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE, `not a page size: ${limit}`);
      return slips.page(kind, before ?? Number.MAX_SAFE_INTEGER, limit);
    },
    ledger,
    slipsBetween: slips.between,
    changesAfter: (seq, limit) => firstOf(limit, readChanges(queries.entriesAfter.all(seq, limit), refunds), slips.after(seq, limit)),
    lastSeq,
    takingsSince,
    damage: () => damage,
    noteDamage(found) {
      damage ??= found;
    },
    walk: () => walkChain(db, START, []),
    isQuiet: checkpoint.isQuiet,
    async backup(to, onStep) {
      await db.backup(to, {
        progress() {
          onStep();
          return BACKUP_PAGES;
        },
      });
    },
    close() {
      checkpoint.stop();
      head.close();
      db.close();
    },
  };
}

/** The first entries of both kinds together, in their order. */
function firstOf(limit: number, charges: readonly ChargeChange[], slips: readonly SlipRecord[]): readonly JournalChange[] {
  const all = [
    ...charges.map((change) => ({ kind: 'charge' as const, ...change })),
    ...slips.map((slip) => ({ kind: 'slip' as const, ...slip })),
  ];
  return all.sort((a, b) => a.seq - b.seq).slice(0, limit);
}

function one(row: unknown): ChargeRecord | null {
  return row === undefined ? null : readChargeRow(row).record;
}
