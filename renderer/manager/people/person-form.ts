import type { PeopleProblem, PeopleWords } from '../../text/manager/people-text.ts';

/** What is wrong with which field; empty when nothing is. */
export type FormProblems = Readonly<Partial<Record<'name' | 'pin' | 'pinAgain', string>>>;

export type NewPin = { readonly pin: string; readonly pinAgain: string };

/** Looks through a name and a PIN before they are sent. What only the terminal knows, it says itself: see `problemAt`. */
export function checkName(name: string, words: PeopleWords): FormProblems {
  return name.trim() === '' ? { name: words.noName } : {};
}

/** Both times the same, and of a PIN's length. */
export function checkPin({ pin, pinAgain }: NewPin, words: PeopleWords): FormProblems {
  if (!/^\d{4,8}$/.test(pin)) return { pin: words.shortPin };
  return pin === pinAgain ? {} : { pinAgain: words.otherPin };
}

const AT_NAME: readonly string[] = ['name_taken', 'invalid_request', 'last_manager', 'people_full'] satisfies PeopleProblem[];

/** Why the terminal did not do it, at the field that it is about. */
export function problemAt(code: string, words: PeopleWords): FormProblems {
  const known = words.problems[code as PeopleProblem];
  const sentence = typeof known === 'string' ? known : words.problems.other(code);
  return AT_NAME.includes(code) ? { name: sentence } : { pin: sentence };
}

/** Why the terminal did not do it, where there is no field. */
export function problemOf(code: string, words: PeopleWords): string {
  return Object.values(problemAt(code, words))[0] ?? code;
}
