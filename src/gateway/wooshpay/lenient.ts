import * as v from 'valibot';
import { readCode } from '../words.ts';

/** A smaller time is meant in seconds. Source: WooshPay, API introduction: milliseconds; some samples of it are in seconds. */
const LEAST_MS = 100_000_000_000;

/** What may be missing, null or empty, all alike; an object or a list may come written as a text. Otherwise it must be what it should be. */
export function maybe<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.optional(v.pipe(v.unknown(), v.transform(unfold), v.optional(schema)));
}

/** The same of what nothing depends on: whatever else it is counts as missing. */
export function loose<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(maybe(schema), undefined);
}

/** A text that may be missing, and is never unfolded. */
export function maybeText(maxLength: number) {
  return v.optional(
    v.pipe(
      v.nullish(v.pipe(v.string(), v.maxLength(maxLength))),
      v.transform((text) => text || undefined),
    ),
  );
}

/** An amount in the currency's smallest unit. Source: WooshPay, minor units. */
export const wholeAmount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A moment, in milliseconds whatever it came in. */
export const moment = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.transform((time) => (time < LEAST_MS ? time * 1_000 : time)),
);

export const anObject = v.record(v.string(), v.unknown());

/** A status: a word of an open set, in whatever case. What is no word is none that anybody knows. */
export const statusName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(64),
  v.toLowerCase(),
  v.transform((text) => readCode(text) ?? 'unknown'),
);

/** ISO 4217; answers write it in either case. */
export const currencyName = v.pipe(v.string(), v.maxLength(8), v.toUpperCase());

/** One text of an object nobody promised anything about. */
export function textOf(fields: Readonly<Record<string, unknown>> | undefined, name: string): string | null {
  const value = fields?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** One object of it, whatever case its name is written in. */
export function objectOf(
  fields: Readonly<Record<string, unknown>> | undefined,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  const found = Object.entries(fields ?? {}).find(([key]) => key.toLowerCase() === name);
  const value = unfold(found?.[1]);
  return v.is(anObject, value) ? value : undefined;
}

function unfold(value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
