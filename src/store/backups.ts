import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import { backupName, listBackups, outlived, witnessesIn } from './backup-files.ts';
import type { JournalDamage } from './journal.ts';
import { walkInSlices } from './slices.ts';
import type { DiskJournal } from './sqlite-journal.ts';
import { START, walkChain } from './walk-chain.ts';

/** A look at the clock and the counter so often. */
export const LOOK_EVERY_MS = 60_000;
/** A copy a day, a little less so that it does not wander through the hours. */
export const DUE_AFTER_MS = 20 * 3_600_000;
/** A till that never rests is copied all the same: no step of it takes a millisecond. */
export const OVERDUE_AFTER_MS = 30 * 3_600_000;
/** What was copied is brought to the disk in pieces of this many steps, so that the end of the copying has little left to wait for. */
const STEPS_TO_SYNC = 64;

type Parts = {
  readonly journal: Pick<DiskJournal, 'backup' | 'isQuiet' | 'lastSeq' | 'noteDamage'>;
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
};

export type Backups = {
  /** Whether a copy is being made or looked through. */
  isBusy(): boolean;
  /** When the newest whole copy was made; null when there is none. */
  newestMs(): number | null;
  /** Ends what is under way and leaves no half of it. */
  stop(): Promise<void>;
};

/**
 * Copies the journal once a day into a folder beside it, at a moment when nobody waits, looks the copy through, entry by entry,
 * and only then gives it its name; then lets those go that have had their time. What the look finds wrong is told to the journal.
 */
export function keepBackups({ journal, dir, clock, log }: Parts): Backups {
  let lastSeen = -1;
  let lastTriedMs: number | null = null;
  let stopped = false;
  let running: Promise<void> | null = null;
  const begunMs = clock.monotonicMs();
  let cancel: Cancel = clock.after(LOOK_EVERY_MS, look);

  function look(): void {
    const seq = journal.lastSeq();
    const isResting = seq === lastSeen && journal.isQuiet();
    lastSeen = seq;
    const ageMs = age();
    const isOverdue = Math.min(ageMs, clock.monotonicMs() - begunMs) >= OVERDUE_AFTER_MS;
    if (seq > 0 && ageMs >= DUE_AFTER_MS && (isResting || isOverdue)) running = make().then(lookAgain);
    else lookAgain();
  }

  function lookAgain(): void {
    running = null;
    if (!stopped) cancel = clock.after(LOOK_EVERY_MS, look);
  }

  /** A copy from the future was made while the clock was wrong: it says nothing about today. */
  function age(): number {
    const now = clock.wallMs();
    const tried = lastTriedMs !== null && lastTriedMs <= now ? lastTriedMs : 0;
    return now - Math.max(newestMs() ?? 0, tried);
  }

  function newestMs(): number | null {
    const now = clock.wallMs();
    return listBackups(dir).find(({ atMs }) => atMs <= now)?.atMs ?? null;
  }

  async function make(): Promise<void> {
    const madeFromMs = clock.monotonicMs();
    lastTriedMs = clock.wallMs(); // one that fails is tried again with the next day's, or at the next start
    const path = join(dir, backupName(lastTriedMs));
    const part = `${path}.part`;
    try {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      await copy(part);
      const entries = await lookThrough(part);
      if (entries === null) return;
      renameSync(part, path);
      await sync(dir);
      for (const { path: old } of outlived(listBackups(dir))) rmSync(old);
      log.write('journal_backup_made', { file: path, entries, ms: Math.round(clock.monotonicMs() - madeFromMs) });
    } catch (cause) {
      if (!stopped) log.write('journal_backup_failed', { problem: cause instanceof Error ? cause.message : String(cause) });
    } finally {
      discard(part);
    }
  }

  async function copy(part: string): Promise<void> {
    let steps = 0;
    let syncing: Promise<void> = Promise.resolve();
    await journal.backup(part, () => {
      if (stopped) throw new Error('the terminal stops');
      steps += 1;
      if (steps % STEPS_TO_SYNC === 0) syncing = syncing.then(() => sync(part)).catch(() => {}); // the last one counts
    });
    await syncing;
    intoOneFile(part);
    await sync(part);
  }

  /** @returns how many entries the copy has; null when one is not as it was written, which is told, or when there was no time */
  async function lookThrough(part: string): Promise<number | null> {
    const db = new Database(part, { readonly: true });
    try {
      const looked = await walkInSlices(walkChain(db, START, witnessesIn(dir)), clock, () => stopped);
      if (looked === 'stopped') return null;
      if (looked.damage) tell(looked.damage);
      return looked.damage ? null : looked.entries;
    } finally {
      db.close();
    }
  }

  function tell(damage: JournalDamage): void {
    log.write('journal_damaged', { entry: damage.entry, problem: damage.message });
    journal.noteDamage(damage);
  }

  return {
    isBusy: () => running !== null,
    newestMs,
    async stop() {
      stopped = true;
      cancel();
      await running;
    },
  };
}

/** What is left of a copy that was not finished; where there is nothing there is nothing to do. */
function discard(part: string): void {
  try {
    for (const suffix of ['', '-journal']) rmSync(part + suffix, { force: true });
  } catch {
    // The folder itself is not there or no folder: told already.
  }
}

/** A copy of a journal with a log expects a log beside it; one file is easier to carry away. */
function intoOneFile(path: string): void {
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.close();
}

/** Waits for the disk without holding anybody up. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
