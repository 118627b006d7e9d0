import type { Advice } from '../text.ts';

/** Why something about people was not done, by its code. */
export type PeopleProblem =
  | 'invalid_request'
  | 'name_taken'
  | 'trivial_pin'
  | 'last_manager'
  | 'people_full'
  | 'journal_failed'
  | 'journal_damaged'
  | 'pins_unreadable'
  | 'pins_failed'
  | 'already_set_up'
  | 'approval_needed'
  | 'sign_in_first'
  | 'busy'
  | 'no_answer';

/** The words about who works here. */
export type PeopleWords = {
  readonly title: string;
  readonly add: string;
  readonly roles: Readonly<Record<'cashier' | 'manager', string>>;
  readonly roleNotes: Readonly<Record<'cashier' | 'manager', string>>;
  readonly roleLabel: string;
  readonly name: string;
  readonly nameHint: string;
  readonly pin: string;
  readonly pinHint: string;
  readonly pinAgain: string;
  readonly newPin: string;
  readonly noName: string;
  readonly shortPin: string;
  readonly otherPin: string; // the two are not the same
  readonly save: string;
  readonly saved: string;
  readonly setPin: string;
  readonly pinSet: string;
  readonly leave: string;
  readonly leaveNote: string;
  readonly comeBack: string;
  readonly hasLeft: string;
  readonly lefts: (count: number) => string;
  readonly since: (day: string) => string;
  readonly close: string;
  readonly hold: string; // what to press, as a key cap
  readonly isYou: string;
  readonly problems: Readonly<Record<PeopleProblem, string>> & { readonly other: (code: string) => string };

  /** Before everything else: a manager's PIN. */
  readonly gate: {
    readonly title: string;
    readonly lead: string;
    readonly newPin: string;
    readonly enter: string;
    readonly counter: string;
  };

  /** Nobody has been set up yet. */
  readonly setUp: {
    readonly title: string;
    readonly lead: string;
    readonly why: readonly Advice[];
    readonly begin: string;
    readonly later: string;
    readonly atTheCounter: string; // a tablet cannot do it
  };
};
