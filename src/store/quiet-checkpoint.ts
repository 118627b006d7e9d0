import type { Database } from 'better-sqlite3';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';

/** A till that wrote nothing for so long is between two customers. */
export const QUIET_MS = 3_000;

/** Fewer are not worth two more waits for the disk. */
export const WORTH_APPENDS = 32;

/** 8 MB of pages: a till that is never quiet checkpoints inside an append after all, rather than fill its disk. */
const BACKSTOP_PAGES = 2_000;

/** What the upkeep needs: a clock to find a quiet moment, a log that is told when it fails. */
export type Upkeep = { readonly clock: Pick<Clock, 'after'>; readonly log: Log };

/**
 * Moves the write-ahead log into the journal while nobody waits.
 *
 * SQLite would do it inside the append that fills 1,000 pages: two more waits for the disk and the writing of every page
 * touched since, 10 to 100 ms on a till's eMMC, while a customer holds up the phone. Here it falls between two customers.
 * The write after a checkpoint starts the log anew and costs a second wait; a mark rewritten with its own value pays that
 * at once, so that every append to come waits for the disk exactly once.
 */
export function quietCheckpoint(db: Database, { clock, log }: Upkeep): { appended(): void; stop(): void } {
  db.pragma(`wal_autocheckpoint = ${BACKSTOP_PAGES}`);
  const version = db.pragma('user_version', { simple: true }) as number;
  const anyoneWaiting = db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM charge_state
         WHERE status <> 'paid' AND status IN ('awaiting_code', 'submitting', 'awaiting_customer', 'reversing'))`,
    )
    .pluck();
  let appends = 0;
  let cancel: Cancel = () => {};

  function checkpoint(): void {
    try {
      if (anyoneWaiting.get() === 1) return; // the append that ends that charge plans the next attempt
      db.pragma('wal_checkpoint(PASSIVE)');
      db.pragma(`user_version = ${version}`);
      appends = 0;
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
    stop() {
      cancel();
    },
  };
}
