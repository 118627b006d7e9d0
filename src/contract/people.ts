import * as v from 'valibot';
import { Approval, line, Pin } from './office.ts';

const personId = v.pipe(v.string(), v.maxLength(40));
const personName = line(20);
const role = v.picklist(['cashier', 'manager']);

/** Who works here, and who stands at the counter. PINs come in with these and go no further than their check. */
export const PEOPLE_COMMANDS = [
  /** Makes the first manager, and signs him in; at the counter, while there is nobody. */
  v.object({ kind: v.literal('set_up'), name: personName, pin: Pin }),
  /** Signs in, over whoever was signed in. `newPin`: where the answer was `new_pin_needed`. */
  v.object({ kind: v.literal('sign_in'), personId, pin: Pin, newPin: v.optional(Pin) }),
  v.object({ kind: v.literal('sign_out') }),
  /** Answers `{ personId }`. */
  v.object({ kind: v.literal('add_person'), name: personName, role, pin: Pin, approval: v.optional(Approval) }),
  v.object({
    kind: v.literal('change_person'),
    personId,
    name: v.optional(personName),
    role: v.optional(role),
    isActive: v.optional(v.boolean()), // false: leaves; true: comes back
    approval: v.optional(Approval),
  }),
  /** Somebody else's PIN. */
  v.object({ kind: v.literal('set_pin'), personId, pin: Pin, approval: v.optional(Approval) }),
  /** One's own. */
  v.object({ kind: v.literal('change_own_pin'), oldPin: Pin, pin: Pin }),
] as const;

/** Somebody, as the screens show them. */
export type PersonView = { readonly id: string; readonly name: string; readonly role: 'cashier' | 'manager' };

/** What the view says of people. */
export type PeopleView = {
  /** Who signed in on this seat. `isResting`: a manager who has not done anything here for a while counts as a cashier until the PIN comes again. */
  readonly person: (PersonView & { readonly isResting: boolean }) | null;
  readonly hasPeople: boolean; // false: nobody has been set up, and everybody may everything
  readonly people: readonly PersonView[]; // who works here, managers first
  readonly arePinsReadable: boolean; // false: nobody can sign in until the file is mended
};

/** `GET /ui/v1/office/read/people`: everybody who works or worked here, newest first. */
export type PersonRow = PersonView & { readonly isActive: boolean; readonly addedAt: string }; // RFC 3339

/** `GET /ui/v1/office/read/acts?cursor=&limit=`: deeds that needed a word, newest first. */
export const ActQuery = v.object({
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)), '50'),
});

/** Who did something; only people and tills have names. */
export type ActorView = { readonly kind: 'person' | 'till' | 'terminal' | 'counter'; readonly name: string | null };

/** A deed, with who did it and who said yes. */
export type ActView = {
  readonly id: string;
  readonly deed: string;
  readonly subject: string | null; // the id of what it was done to
  readonly amount: number | null; // fen
  readonly by: ActorView;
  readonly approvedBy: ActorView | null; // null: might do it alone
  readonly reason: string | null;
  readonly at: string; // RFC 3339
};

export type ActPage = { readonly items: readonly ActView[]; readonly nextCursor: string | null };
