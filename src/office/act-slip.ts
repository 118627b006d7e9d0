import type { Clock, Random } from '../basics/clock.ts';
import type { Act, Deed } from '../people/person.ts';
import type { Doer } from './office.ts';

/** Letters that nobody mistakes for digits. Source: Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LETTERS = 20;

/** Makes an id of our own: 100 bits of chance behind a prefix that says of what, like `act_…`. */
export function newId(random: Random, prefix: string): string {
  return prefix + [...random.bytes(ID_LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** What was done: to which charge, shift or person, and for how much. */
export type Done = {
  readonly deed: Deed;
  readonly subject?: string | null;
  readonly amountFen?: number | null; // whole fen
  readonly reason?: string | null; // at most 80 characters
};

/**
 * A deed on paper: who did it, who said yes, what, when and how much. Whoever does the deed appends it, in the append of the deed
 * itself where that is a slip too.
 */
export function actSlip({ clock, random }: { clock: Clock; random: Random }, { actor, approvedBy }: Doer, done: Done): Act {
  const { deed, subject = null, amountFen = null, reason = null } = done;
  return { kind: 'act', id: newId(random, 'act_'), deed, subject, amountFen, by: actor, approvedBy, reason, atMs: clock.wallMs() };
}
