import type { Cancel } from '../basics/clock.ts';

/** The look through every entry that somebody asked for. */
export type Look =
  | { readonly kind: 'running'; readonly done: number; readonly total: number } // entries
  | { readonly kind: 'whole'; readonly entries: number; readonly atMs: number } // wall clock
  | { readonly kind: 'damaged' };

/** The port of what keeps a journal well beside its charges: looking through it, and the daily copies. */
export interface JournalCare {
  /** Begins to look through every entry, between everything else. @returns false while a look is under way */
  look(): boolean;
  lastLook(): Look | null;
  /** When the newest whole copy was made (wall clock); null when there is none. */
  newestBackupMs(): number | null;
  /** What a person types, with the terminal stopped, to restore the journal. */
  readonly restoreCommand: string;
  /** Calls back when anything of it has changed, damage included. */
  onChange(listener: () => void): Cancel;
}
