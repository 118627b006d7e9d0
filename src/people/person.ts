declare const brand: unique symbol;

/** Our own name of somebody who works at this terminal; stays theirs after they have left. */
export type PersonId = string & { readonly [brand]: 'PersonId' };

const PERSON_ID = /^[0-9A-Za-z_-]{1,40}$/;

/** Reads a person's name for itself at a door. @returns null when it cannot be one */
export function parsePersonId(text: string): PersonId | null {
  return PERSON_ID.test(text) ? (text as PersonId) : null;
}

export type Role = 'cashier' | 'manager';

/** Somebody who works here, as the journal keeps them. The PIN is not in it: a journal is never rewritten, and a PIN must be able to go. */
export type Person = {
  readonly kind: 'person';
  readonly id: PersonId;
  readonly name: string; // 1 to 20 characters, as the screens show it
  readonly role: Role;
  readonly isActive: boolean; // false: has left; what was done under the name stays
  readonly addedAtMs: number; // wall clock
  readonly by: Actor;
};

/** Who did something. */
export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId; readonly name: string }
  | { readonly kind: 'till'; readonly name: string } // the shop's software, under its own name
  | { readonly kind: 'terminal' } // by itself
  | { readonly kind: 'counter' }; // whoever stood there: nobody has been set up yet

/** What not everybody may do. */
export type Deed =
  | 'refund' // up to the limit
  | 'refund_above_limit'
  | 'cancel_paid' // gives a paid sale back whole right after it
  | 'correct_count' // changes the counted cash once it was told
  | 'pay_out' // takes cash from the drawer
  | 'settle_discrepancy'
  | 'manage_people'
  | 'see_reports';

/** A deed that needed a word, with who did it and who said yes. */
export type Act = {
  readonly kind: 'act';
  readonly id: string;
  readonly deed: Deed;
  readonly subject: string | null; // the id of what it was done to: a charge, a shift, a person
  readonly amountFen: number | null; // whole fen
  readonly by: Actor;
  readonly approvedBy: Actor | null; // null: might do it alone
  readonly reason: string | null; // at most 80 characters
  readonly atMs: number; // wall clock
};
