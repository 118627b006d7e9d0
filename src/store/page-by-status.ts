import { isFinal, type Status } from '../payment/state.ts';
import type { ChargeQueries } from './charge-queries.ts';
import type { ChargeFilter, ChargePage, ChargeRecord } from './journal.ts';
import type { OpenCharges } from './open-charges.ts';

type Parts = {
  readonly queries: ChargeQueries;
  readonly open: OpenCharges;
  readonly recordAt: (place: number) => ChargeRecord | null;
  readonly before: number;
  readonly limit: number;
};

/**
 * A page of what is seldom: charges that are open or went wrong, picked among them alone, so that they are found at once in a
 * large journal. @returns null when the filter asks for something else, which is found by walking from the newest charge
 */
export function pageByStatus(filter: ChargeFilter, { queries, open, recordAt, before, limit }: Parts): ChargePage | null {
  const { statuses, ...others } = filter;
  if (statuses === undefined || statuses.includes('paid') || Object.values(others).some((value) => value !== undefined)) return null;
  const wanted = new Set<Status>(statuses);
  const openPlaces = [...open.all().values()].filter(({ place, status }) => place < before && wanted.has(status)).map(({ place }) => place);
  const [a = null, b = null, c = null] = [...wanted].filter(isFinal);
  const found: { readonly place: number; readonly record: ChargeRecord }[] = [];
  for (const place of newestFirst(openPlaces, queries.goneWrong.iterate(before, a, b, c))) {
    const record = recordAt(place);
    if (record && wanted.has(record.state.status)) found.push({ place, record });
    if (found.length > limit) break; // one more than asked for tells that there is a next page
  }
  const page = found.slice(0, limit);
  return { items: page.map(({ record }) => record), nextBefore: found.length > limit ? (page.at(-1)?.place ?? null) : null };
}

/** Two lists as one, each place once; the second comes newest first already. */
function* newestFirst(someOrder: readonly number[], newest: Iterable<number>): Generator<number> {
  const others = [...someOrder].sort((a, b) => a - b);
  let last = Number.POSITIVE_INFINITY;
  for (const place of newest) {
    while ((others.at(-1) ?? 0) > place) yield others.pop() ?? 0;
    if (others.at(-1) === place) others.pop();
    if (place !== last) yield place;
    last = place;
  }
  yield* others.reverse();
}
