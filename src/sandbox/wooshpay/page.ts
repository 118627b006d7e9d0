import { ok, type Result } from '../../basics/result.ts';
import { asObject, type Json, type JsonObject } from './json.ts';
import { type Refusal, wrong } from './refusal.ts';

/** Which part of a list is wanted. Source: WooshPay, pagination. */
export type PageWish = {
  readonly limit: number;
  readonly startingAfter: string | null;
  readonly endingBefore: string | null;
  readonly isInRange: (createdMs: number) => boolean;
};

type Listed = { readonly id: string; readonly createdMs: number };

const DEFAULT_LIMIT = 10;
const MOST = 100;

/** Values below it are seconds, others milliseconds. */
const SMALLEST_MS = 100_000_000_000;

const COMPARISONS: Readonly<Record<string, (createdMs: number, boundMs: number) => boolean>> = {
  gt: (createdMs, boundMs) => createdMs > boundMs,
  gte: (createdMs, boundMs) => createdMs >= boundMs,
  lt: (createdMs, boundMs) => createdMs < boundMs,
  lte: (createdMs, boundMs) => createdMs <= boundMs,
};

/** The parameters of a GET, flat: those of the query, and those of a body, which the reference shows for some lists. */
export function readParameters(query: string, body: JsonObject): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) addFlat(parameters, name, value);
  for (const [name, value] of new URLSearchParams(query)) parameters.set(name.replace(/^created\.(\w+)$/, 'created[$1]'), value);
  return parameters;
}

export function readPageWish(parameters: ReadonlyMap<string, string>): Result<PageWish, Refusal> {
  const limit = Number(parameters.get('limit') || DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return wrong('limit', 'parameter_invalid_integer');
  const tests: ((createdMs: number) => boolean)[] = [];
  for (const [name, compare] of Object.entries(COMPARISONS)) {
    const text = parameters.get(`created[${name}]`);
    if (text === undefined) continue;
    if (!/^\d{1,15}$/.test(text)) return wrong(`created[${name}]`, 'parameter_invalid_integer');
    const boundMs = Number(text) < SMALLEST_MS ? Number(text) * 1000 : Number(text);
    tests.push((createdMs) => compare(createdMs, boundMs));
  }
  return ok({
    limit,
    startingAfter: parameters.get('starting_after') || null,
    endingBefore: parameters.get('ending_before') || null,
    isInRange: (createdMs) => tests.every((test) => test(createdMs)),
  });
}

/** One page. @param things oldest first; the page has the newest first */
export function takePage<Thing extends Listed>(
  things: readonly Thing[],
  { limit, startingAfter, endingBefore, isInRange }: PageWish,
): { readonly data: readonly Thing[]; readonly hasMore: boolean } {
  const wanted = things.toReversed().filter(({ createdMs }) => isInRange(createdMs));
  const before = endingBefore ? wanted.findIndex(({ id }) => id === endingBefore) : -1;
  if (before >= 0) {
    const from = Math.max(0, before - limit);
    return { data: wanted.slice(from, before), hasMore: from > 0 };
  }
  const from = startingAfter ? wanted.findIndex(({ id }) => id === startingAfter) + 1 : 0;
  return { data: wanted.slice(from, from + limit), hasMore: wanted.length > from + limit };
}

function addFlat(parameters: Map<string, string>, name: string, value: Json | undefined): void {
  const inner = asObject(value);
  if (inner) for (const [part, text] of Object.entries(inner)) addFlat(parameters, `${name}[${part}]`, text);
  else if (value !== undefined && value !== null) parameters.set(name, String(value));
}
