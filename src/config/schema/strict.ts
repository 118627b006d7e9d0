import * as v from 'valibot';
import { nearest } from './nearest.ts';

const OBJECT = 'must be an object: { … }';

/** An object in the file that has these fields and no others. A misspelt one is named with the known one next to it. */
export function strict<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, (issue) => {
    if (isUnknownKey(issue)) return unknownKey(String(issue.path?.at(-1)?.key ?? ''), Object.keys(entries));
    return issue.received === 'undefined' && issue.path ? 'is missing' : OBJECT;
  });
}

/** As `strict`, for a part whose fields all have defaults: a list would pass for an empty one. */
export function section<const Entries extends v.ObjectEntries>(entries: Entries) {
  const isObject = v.custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input), OBJECT);
  return v.pipe(isObject, strict(entries));
}

/** Whether an issue is about a field that nobody knows: it explains a missing one, so it is told first. */
export function isUnknownKey(issue: Pick<v.BaseIssue<unknown>, 'type' | 'expected'>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function unknownKey(key: string, known: readonly string[]): string {
  const guess = nearest(key, known);
  return `is not known here; ${guess === null ? `known are ${known.join(', ')}` : `write ${guess}`}`;
}
