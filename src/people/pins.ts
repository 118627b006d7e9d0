import type { PersonId } from './person.ts';

/**
 * What a PIN turned out to be. `new_pin_needed`: right, but good for choosing another only. `none`: there is no PIN of this person.
 * `busy`: too many are being checked, nothing was looked at. `unreadable`: the file is damaged, nobody's can be checked.
 */
export type PinVerdict = 'right' | 'new_pin_needed' | 'wrong' | 'none' | 'busy' | 'unreadable';

/** What became of a PIN that was to be kept. `failed`: the disk did not take it, and nothing has changed. */
export type PinKept = 'kept' | 'busy' | 'unreadable' | 'failed';

/**
 * The port of PINs: who has which, in a form that does not tell. Beside the journal, because a journal is never rewritten and a
 * PIN must be able to go.
 */
export interface PinKeeper {
  /** False: the file is there and cannot be understood. */
  isReadable(): boolean;
  /** Whether there is a PIN of this person. */
  has(id: PersonId): boolean;
  /** As much work for somebody it does not know as for anyone: how long it takes tells no names. @param id null: nobody of that name */
  check(id: PersonId | null, pin: string): Promise<PinVerdict>;
  /** Makes it the person's PIN, durably, in the place of an earlier one. */
  keep(id: PersonId, pin: string): Promise<PinKept>;
  /** Wrong PINs in a row, by whose or where they were: a restart forgives none. */
  strikes(): Readonly<Record<string, number>>;
  /** Writes them down. @returns false when the disk did not take it */
  keepStrikes(strikes: Readonly<Record<string, number>>): boolean;
}
