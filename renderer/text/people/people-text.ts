import type { Deed } from './deed-name.ts';

/** Who stands at the counter, and whose word is asked for. */
export type PeopleText = {
  readonly signIn: string;
  readonly signOut: (name: string) => string;
  readonly setUp: string; // while there is nobody
  readonly setUpNote: string;
  readonly nobody: string; // in the bar: people are set up, and none of them signed in
  readonly resting: string; // in the bar, behind a manager's name
  readonly who: string; // over the names
  readonly name: string;
  readonly roles: { readonly cashier: string; readonly manager: string };
  readonly chooseFirst: string;
  readonly steps: { readonly pin: string; readonly new_pin: string; readonly repeat: string };
  readonly keypad: string;
  readonly typed: (count: number) => string; // for those who listen
  readonly clear: string;
  readonly backspace: string;
  readonly confirm: string;
  readonly next: string;
  readonly back: string;
  readonly approval: string;
  readonly approve: string;
  readonly managersPin: string;
  readonly wantedBy: (name: string) => string;
  readonly deeds: Readonly<Record<Deed | 'other', string>>;
  readonly wait: (time: string) => string;
  readonly unreadable: string;
  readonly help: string; // in the map of the keys
  readonly nothingDone: string; // below why money did not go back
  readonly troubles: {
    readonly wrong_pin: string;
    readonly locked: string;
    readonly busy: string;
    readonly not_allowed: string;
    readonly no_answer: string;
    readonly trivial_pin: string;
    readonly not_the_same: string;
    readonly name_taken: string;
    readonly already_set_up: string;
    readonly pins_unreadable: string;
    readonly pins_failed: string;
    readonly journal_failed: string;
    readonly journal_damaged: string;
    readonly other: (code: string) => string;
  };
};
