import type { Database } from 'better-sqlite3';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import type { Status } from '../payment/state.ts';
import type { OpenCharges } from './open-charges.ts';

/** A till that wrote nothing for so long is between two customers. */
export const QUIET_MS = 3_000;

/** Fewer are not worth two more waits for the disk. */
export const WORTH_APPENDS = 32;

/**
 * A till that is never quiet checkpoints inside an append after all. Not later: a log that still grows waits for the file system's
 * own books at each append, half as long again; one that is written over does not.
 */
const BACKSTOP_BYTES = 4 * 1024 * 1024;

/** Somebody stands at the counter. A charge that is unresolved or queued waits for no one in the shop. */
const SOMEBODY_WAITS: ReadonlySet<Status> = new Set(['awaiting_code', 'submitting', 'awaiting_customer', 'reversing']);

/** What the upkeep needs: a clock to find a quiet moment, a log that is told when it fails. */
export type Upkeep = { readonly clock: Pick<Clock, 'after'>; readonly log: Log };

export type QuietCheckpoint = { appended(): void; isQuiet(): boolean; stop(): void };

/**
 * Moves the write-ahead log into the journal while nobody waits.
 *
 * SQLite would do it inside the append that fills 1,000 pages: two more waits for the disk and the writing of every page
 * touched since, 10 to 100 ms on a till's eMMC, while a customer holds up the phone. Here it falls between two customers.
 * The write after a checkpoint starts the log anew and costs a second wait; a mark rewritten with its own value pays that
 * at once, so that every append to come waits for the disk exactly once.
 *
 * @param settled called when it is done: a moment for whatever else may wait for the disk
 */
export function quietCheckpoint(db: Database, open: OpenCharges, { clock, log }: Upkeep, settled: () => void): QuietCheckpoint {
  db.pragma(`wal_autocheckpoint = ${BACKSTOP_BYTES / (db.pragma('page_size', { simple: true }) as number)}`);
  const version = db.pragma('user_version', { simple: true }) as number;
  let appends = 0;
  let cancel: Cancel = () => {};

  function isQuiet(): boolean {
    return ![...open.all().values()].some(({ status }) => SOMEBODY_WAITS.has(status));
  }

  function checkpoint(): void {
    try {
      if (!isQuiet()) return; // the append that ends that charge plans the next attempt
      db.pragma('wal_checkpoint(PASSIVE)');
      db.pragma(`user_version = ${version}`);
      appends = 0;
      settled();
    } catch (cause) {
      // Nothing is lost: what was appended is durable in the log beside the journal, and the next quiet moment tries again.
      log.write('journal_failed', { call: 'checkpoint', reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }

  return {
    appended() {
      cancel();
      appends += 1;
      if (appends >= WORTH_APPENDS) cancel = clock.after(QUIET_MS, checkpoint);
    },
    isQuiet,
    stop() {
      cancel();
    },
  };
}
