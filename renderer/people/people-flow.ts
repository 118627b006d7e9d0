import type { Cancel } from '../../src/basics/clock.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../src/contract/office-view.ts';
import type { PersonView } from '../../src/contract/people.ts';
import { createTakeBack } from '../wedge/take-back.ts';
import { type PinKey, pressPin } from './pin-keys.ts';

/** What is asked of whoever stands there. */
export type PeopleSheet =
  | { readonly kind: 'closed' }
  | { readonly kind: 'sign_in'; readonly personId: string | null; readonly step: 'pin' | 'new_pin' | 'repeat' }
  | { readonly kind: 'set_up'; readonly step: 'name' | 'pin' | 'repeat' } // the first manager
  | { readonly kind: 'approval'; readonly personId: string | null; readonly deed: string; readonly about: string };

/** Why it did not go on. `untilMs`: on the page's monotonic clock, when a PIN is looked at again. */
export type PeopleTrouble = { readonly code: string; readonly untilMs: number | null };

export type PeopleState = {
  readonly sheet: PeopleSheet;
  readonly pinLength: number; // digits typed so far; the PIN itself goes nowhere but to the office
  readonly trouble: PeopleTrouble | null;
  readonly isAsking: boolean; // the office is looking at it
};

/** Who stands at the counter, and whose word is good: keys and touches go in, office commands come out. Draws nothing. */
export type PeopleFlow = {
  state(): PeopleState;
  onChange(listener: () => void): Cancel;
  seen(view: OfficeView | null): void;
  isOpen(): boolean;
  /** Asks who it is; while there is nobody, for the first manager. */
  open(): void;
  close(): void;
  choose(personId: string): void;
  /** The first manager's name. */
  named(name: string): void;
  press(key: PinKey): void;
  signOut(): void;
  /**
   * Gives a command, and asks for what it lacks: somebody signed in, a manager's word. Ends with the last answer, or with `given_up`.
   * @param about what it is about, for whoever gives the word: an amount, a name
   */
  give(command: OfficeCommand, about?: string): Promise<OfficeAnswer>;
  /** The same, of whoever signs in first, also when somebody is signed in already: a counter that changes hands. */
  giveAfterSignIn(command: OfficeCommand): Promise<OfficeAnswer>;
  /** Before each key that may turn out to be a scanner's, and to take the last of them back. */
  mark(): void;
  retract(count: number): void;
};

export type PeopleFlowParts = {
  readonly send: (command: OfficeCommand) => Promise<OfficeAnswer>;
  readonly clock: { monotonicMs(): number };
};

type Pending = { readonly command: OfficeCommand; readonly about: string; readonly done: (answer: OfficeAnswer) => void };

/** With these the sheet stays: another PIN or another person may do. */
const TRY_AGAIN: ReadonlySet<string> = new Set(['wrong_pin', 'locked', 'busy', 'not_allowed', 'no_answer', 'trivial_pin', 'name_taken']);
const GIVEN_UP: OfficeAnswer = { ok: false, code: 'given_up' };
const CLOSED: PeopleSheet = { kind: 'closed' };
/** As the office takes it. */
const SHORTEST_PIN = 4;

export function createPeopleFlow({ send, clock }: PeopleFlowParts): PeopleFlow {
  const listeners = new Set<() => void>();
  let view: OfficeView | null = null;
  let sheet: PeopleSheet = CLOSED;
  let pin = '';
  let first = ''; // the PIN that is being repeated
  let oneTime = ''; // the PIN that is good for choosing another only
  let name = '';
  const typedKeys = createTakeBack<string>();
  let trouble: PeopleTrouble | null = null;
  let isAsking = false;
  let pending: Pending | null = null;
  let shown = snapshot();

  function snapshot(): PeopleState {
    return { sheet, pinLength: pin.length, trouble, isAsking };
  }

  function changed(): void {
    shown = snapshot();
    for (const listener of listeners) listener();
  }

  function turn(next: PeopleSheet, why: PeopleTrouble | null = null): void {
    sheet = next;
    pin = '';
    typedKeys.forget();
    trouble = why;
    changed();
  }

  function close(): void {
    const waiting = pending;
    [pending, first, oneTime, name] = [null, '', '', ''];
    turn(CLOSED);
    waiting?.done(GIVEN_UP);
  }

  function troubleOf(answer: Extract<OfficeAnswer, { ok: false }>): PeopleTrouble {
    return { code: answer.code, untilMs: answer.waitMs ? clock.monotonicMs() + answer.waitMs : null };
  }

  function onlyOne(people: readonly PersonView[]): string | null {
    return people.length === 1 ? (people[0]?.id ?? null) : null;
  }

  async function ask(command: OfficeCommand): Promise<OfficeAnswer> {
    isAsking = true;
    changed();
    const answer = await send(command);
    isAsking = false;
    return answer;
  }

  /** Sends what was asked for; what it lacks is asked for in its turn. */
  async function pursue(wish: Pending, approval: { personId: string; pin: string } | null): Promise<void> {
    const answer = await ask((approval ? { ...wish.command, approval } : wish.command) as OfficeCommand);
    if (approval && pending !== wish) return; // given up meanwhile, and told so
    if (!answer.ok && answer.code === 'sign_in_first') {
      pending = wish;
      return turn(signInSheet());
    }
    if (!answer.ok && answer.code === 'approval_needed') {
      pending = wish;
      const managers = view?.people.filter(({ role }) => role === 'manager') ?? [];
      return turn({ kind: 'approval', personId: onlyOne(managers), deed: answer.deed ?? '', about: wish.about });
    }
    if (!answer.ok && approval && TRY_AGAIN.has(answer.code)) return turn(sheet, troubleOf(answer));
    pending = null;
    turn(CLOSED);
    wish.done(answer);
  }

  function signInSheet(): PeopleSheet {
    return { kind: 'sign_in', personId: onlyOne(view?.people ?? []), step: 'pin' };
  }

  /** A PIN is complete. */
  async function entered(): Promise<void> {
    if (isAsking || pin.length < SHORTEST_PIN) return;
    const typed = pin;
    switch (sheet.kind) {
      case 'closed':
        return;
      case 'approval':
        if (sheet.personId && pending) await pursue(pending, { personId: sheet.personId, pin: typed });
        return;
      case 'set_up':
        return chosen(typed, (step) => ({ kind: 'set_up', step }), { kind: 'set_up', name, pin: typed });
      case 'sign_in': {
        const { personId, step } = sheet;
        if (!personId) return;
        if (step === 'pin') return signIn({ kind: 'sign_in', personId, pin: typed });
        const again = (next: 'pin' | 'repeat'): PeopleSheet => ({ kind: 'sign_in', personId, step: next === 'pin' ? 'new_pin' : next });
        return chosen(typed, again, { kind: 'sign_in', personId, pin: oneTime, newPin: typed });
      }
    }
  }

  /** A new PIN: once to choose it, once to be sure. */
  async function chosen(typed: string, at: (step: 'pin' | 'repeat') => PeopleSheet, command: OfficeCommand): Promise<void> {
    const isRepeat = 'step' in sheet && sheet.step === 'repeat';
    if (!isRepeat) {
      first = typed;
      return turn(at('repeat'));
    }
    if (first !== typed) return turn(at('pin'), { code: 'not_the_same', untilMs: null });
    const answer = await ask(command);
    if (answer.ok) return signedIn();
    const isBadName = answer.code === 'name_taken' || answer.code === 'invalid_request';
    turn(isBadName && command.kind === 'set_up' ? { kind: 'set_up', step: 'name' } : at('pin'), troubleOf(answer));
  }

  async function signIn(command: Extract<OfficeCommand, { kind: 'sign_in' }>): Promise<void> {
    const answer = await ask(command);
    if (sheet.kind !== 'sign_in') return changed(); // closed meanwhile
    if (answer.ok) return signedIn();
    if (answer.code !== 'new_pin_needed') return turn(sheet, troubleOf(answer));
    oneTime = command.pin;
    turn({ ...sheet, step: 'new_pin' });
  }

  function signedIn(): void {
    const wish = pending;
    [pending, first, oneTime, name] = [null, '', '', ''];
    turn(CLOSED);
    if (wish) void pursue(wish, null);
  }

  return {
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seen(next) {
      view = next;
    },
    isOpen: () => sheet.kind !== 'closed',
    open() {
      close();
      if (view) turn(view.hasPeople ? signInSheet() : { kind: 'set_up', step: 'name' });
    },
    close,
    choose(personId) {
      if ('personId' in sheet && sheet.personId === personId) return;
      if (sheet.kind === 'approval') turn({ ...sheet, personId });
      if (sheet.kind === 'sign_in') turn({ ...sheet, personId, step: 'pin' });
    },
    named(given) {
      name = given.trim();
      if (sheet.kind === 'set_up' && name !== '') turn({ kind: 'set_up', step: 'pin' });
    },
    press(key) {
      if (key === 'escape') return close();
      if (key === 'enter') return void entered();
      if (isAsking || (sheet.kind === 'set_up' && sheet.step === 'name')) return;
      if ('personId' in sheet && sheet.personId === null) return;
      pin = pressPin(pin, key);
      if (trouble?.untilMs === null) trouble = null; // read by now; a wait stays to be seen
      changed();
    },
    signOut() {
      close();
      void send({ kind: 'sign_out' });
    },
    give: (command, about = '') => new Promise((done) => void pursue({ command, about, done }, null)),
    giveAfterSignIn(command) {
      close();
      return new Promise((done) => {
        pending = { command, about: '', done };
        turn(signInSheet());
      });
    },
    mark: () => typedKeys.mark(pin),
    retract(count) {
      pin = typedKeys.take(count) ?? pin;
      changed();
    },
  };
}
