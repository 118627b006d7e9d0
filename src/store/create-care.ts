import type { Clock } from '../basics/clock.ts';
import { loadLate } from '../basics/load-late.ts';
import type { Log } from '../log/log.ts';
import { listBackups } from './backup-files.ts';
import type { Backups } from './backups.ts';
import type { JournalDamage } from './journal.ts';
import type { JournalCare, Look } from './journal-care.ts';
import { walkInSlices } from './slices.ts';
import type { DiskJournal } from './sqlite-journal.ts';

/** The copying is loaded when the start is long over. */
const LOAD_AFTER_MS = 5_000;

/** Copies come once a day. */
const LIST_EVERY_MS = 60_000;

/** Entries between two words about how far a look has come. */
const TELL_EVERY = 20_000;

type Parts = { readonly clock: Clock; readonly log: Log; readonly backupsDir: string; readonly restoreCommand: string };

export type DiskCare = JournalCare & { stop(): Promise<void> };

/** Cares for a journal on a disk. @param journal null: it is damaged, and left alone */
export function createCare(journal: DiskJournal | null, { clock, log, backupsDir, restoreCommand }: Parts): DiskCare {
  const listeners = new Set<() => void>();
  let look: Look | null = null;
  const stopping = new AbortController();
  const { signal } = stopping;
  let told = 0;
  let listed: { readonly readMs: number; readonly newestMs: number | null } = { readMs: Number.NEGATIVE_INFINITY, newestMs: null };

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function noteDamage(damage: JournalDamage): void {
    journal?.noteDamage(damage);
    changed();
  }

  async function lookThrough(whole: DiskJournal): Promise<void> {
    const found = await walkInSlices(
      whole.walk(),
      clock,
      () => signal.aborted,
      ({ done, total }) => {
        look = { kind: 'running', done, total };
        if (done - told < TELL_EVERY) return;
        told = done;
        changed();
      },
    );
    if (found === 'stopped') return;
    const { entries, damage } = found;
    look = damage ? { kind: 'damaged' } : { kind: 'whole', entries, atMs: clock.wallMs() };
    if (!damage) {
      log.write('journal_verified', { entries });
      changed();
      return;
    }
    log.write('journal_damaged', { entry: damage.entry, problem: damage.message });
    noteDamage(damage);
  }

  let backups: Backups | null = null;
  const forget = journal ? clock.after(LOAD_AFTER_MS, () => void beginBackups(journal)) : () => {};

  async function beginBackups(whole: DiskJournal): Promise<void> {
    const loaded = await loadLate('backups', () => import('./backups.ts'), { clock, signal, log });
    if (loaded && !signal.aborted) backups = loaded.keepBackups({ journal: { ...whole, noteDamage }, dir: backupsDir, clock, log });
  }

  /** Asked with each view, so the folder is not read each time. A copy from the future was made while the clock was wrong. */
  function newestBackupMs(): number | null {
    const nowMs = clock.monotonicMs();
    if (nowMs - listed.readMs >= LIST_EVERY_MS) {
      listed = { readMs: nowMs, newestMs: listBackups(backupsDir).find(({ atMs }) => atMs <= clock.wallMs())?.atMs ?? null };
    }
    return listed.newestMs;
  }

  return {
    look() {
      if (!journal || look?.kind === 'running') return false;
      told = 0;
      look = { kind: 'running', done: 0, total: journal.lastSeq() };
      void lookThrough(journal);
      changed();
      return true;
    },
    lastLook: () => look,
    newestBackupMs,
    restoreCommand,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopping.abort();
      forget();
      await backups?.stop();
    },
  };
}
