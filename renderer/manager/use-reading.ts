import { useCallback, useEffect, useState } from 'react';
import type { OfficeClient } from '../client/office-client.ts';

/** What the office was asked for, as far as it is known. An older answer stays in sight while the next is on its way. */
export type Read<T> = { readonly value: T | null; readonly code: string | null; readonly again: () => void };

/**
 * Asks the office for a list or a report, and again whenever `news` is another.
 *
 * @param query null: nothing is asked
 */
export function useReading<T>(
  office: Pick<OfficeClient, 'readOffice'>,
  name: string,
  query: Readonly<Record<string, string>> | null,
  news: unknown = null,
): Read<T> {
  const [read, setRead] = useState<{ readonly asked: string; readonly value: T | null; readonly code: string | null } | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const asked = query && new URLSearchParams(query).toString();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round and news ask the same again
  useEffect(() => {
    if (asked === null) return;
    const given = new AbortController();
    void office.readOffice<T>(name, Object.fromEntries(new URLSearchParams(asked)), given.signal).then((answer) => {
      if (given.signal.aborted) return;
      setRead((before) => {
        const known = before?.asked === asked ? before.value : null;
        return answer.ok ? { asked, value: answer.value, code: null } : { asked, value: known, code: answer.code };
      });
    });
    return () => given.abort();
  }, [office, name, asked, round, news]);

  const isOf = read?.asked === asked;
  return { value: isOf ? read.value : null, code: isOf ? read.code : null, again };
}
