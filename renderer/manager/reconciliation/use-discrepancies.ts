import { useEffect, useState } from 'react';
import type { DiscrepancyPage, DiscrepancyView } from '../../../src/contract/reconciliation.ts';
import type { OfficeClient } from '../../client/office-client.ts';

/** So many are listed at once; more on demand. */
const PER_PAGE = 50;
/** An answer looks through a part of the journal only and may hold nothing; so many are asked for until there is enough. */
const MOST_ANSWERS = 20;

export type Discrepancies = {
  readonly items: readonly DiscrepancyView[] | null; // null: not known yet
  readonly code: string | null;
  readonly hasOlder: boolean;
  readonly more: () => void;
  readonly again: () => void;
};

/** Differences as they are asked for, the newest first; read anew whenever `news` is another. */
export function useDiscrepancies(
  office: Pick<OfficeClient, 'readOffice'>,
  asked: Readonly<Record<string, string>>,
  news: unknown,
): Discrepancies {
  const query = new URLSearchParams(asked).toString();
  const [wish, setWish] = useState({ query, wanted: PER_PAGE, round: 0 });
  const wanted = wish.query === query ? wish.wanted : PER_PAGE;
  const [read, setRead] = useState<{
    query: string;
    items: readonly DiscrepancyView[] | null;
    code: string | null;
    hasOlder: boolean;
  } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round and news ask the same again
  useEffect(() => {
    const given = new AbortController();
    void walk(office, query, wanted, given.signal).then((found) => {
      if (given.signal.aborted) return;
      setRead((before) => {
        if (typeof found !== 'string') return { query, ...found, code: null };
        const items = before?.query === query ? before.items : null;
        return { query, items, code: found, hasOlder: false };
      });
    });
    return () => given.abort();
  }, [office, query, wanted, wish.round, news]);

  const isOf = read?.query === query;
  return {
    items: isOf ? read.items : null,
    code: isOf ? read.code : null,
    hasOlder: isOf && read.hasOlder,
    more: () => setWish(({ round }) => ({ query, wanted: wanted + PER_PAGE, round })),
    again: () => setWish(({ round }) => ({ query, wanted, round: round + 1 })),
  };
}

/** @returns a code where it failed */
async function walk(
  office: Pick<OfficeClient, 'readOffice'>,
  query: string,
  wanted: number,
  signal: AbortSignal,
): Promise<{ readonly items: readonly DiscrepancyView[]; readonly hasOlder: boolean } | string> {
  const items: DiscrepancyView[] = [];
  let cursor: string | null = null;
  for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
    const asked = { ...Object.fromEntries(new URLSearchParams(query)), limit: String(Math.min(200, wanted - items.length)) };
    const answer: Awaited<ReturnType<typeof office.readOffice<DiscrepancyPage>>> = await office.readOffice<DiscrepancyPage>(
      'discrepancies',
      cursor === null ? asked : { ...asked, cursor },
      signal,
    );
    if (!answer.ok) return answer.code;
    items.push(...answer.value.items);
    cursor = answer.value.nextCursor;
    if (cursor === null || items.length >= wanted) break;
  }
  return { items, hasOlder: cursor !== null };
}
