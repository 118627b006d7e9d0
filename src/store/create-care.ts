import type { Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import { type Backups, keepBackups } from './backups.ts';
import type { JournalDamage } from './journal.ts';
import type { JournalCare, Look } from './journal-care.ts';
import { walkInSlices } from './slices.ts';
import type { DiskJournal } from './sqlite-journal.ts';

/** Entries between two words about how far a look has come. */
const TELL_EVERY = 20_000;

type Parts = { readonly clock: Clock; readonly log: Log; readonly backupsDir: string; readonly restoreCommand: string };

export type DiskCare = JournalCare & { stop(): Promise<void> };

/** Cares for a journal on a disk. @param journal null: it is damaged, and left alone */
export function createCare(journal: DiskJournal | null, { clock, log, backupsDir, restoreCommand }: Parts): DiskCare {
  const listeners = new Set<() => void>();
  let look: Look | null = null;
  let stopped = false;
  let told = 0;

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
      () => stopped,
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

  const cared = journal && { ...journal, noteDamage };
  const backups: Backups | null = cared && keepBackups({ journal: cared, dir: backupsDir, clock, log });

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
    newestBackupMs: () => backups?.newestMs() ?? null,
    restoreCommand,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopped = true;
      await backups?.stop();
    },
  };
}
