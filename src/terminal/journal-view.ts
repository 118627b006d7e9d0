import type { JournalView } from '../contract/view.ts';
import type { Journal } from '../store/journal.ts';
import type { JournalCare } from '../store/journal-care.ts';
import { timestamp } from './charge-view.ts';

/** The journal as a screen tells of it. @param care null: a journal in memory, of which there is nothing to tell */
export function journalView(journal: Journal, care: JournalCare | null): JournalView {
  const damage = journal.damage();
  const look = care?.lastLook() ?? null;
  const backupMs = care?.newestBackupMs() ?? null;
  return {
    damage: damage && { entry: damage.entry, restoreCommand: care?.restoreCommand ?? '' },
    look: look?.kind === 'whole' ? { kind: 'whole', entries: look.entries, at: timestamp(look.atMs) } : look,
    backupAt: backupMs === null ? null : timestamp(backupMs),
  };
}
