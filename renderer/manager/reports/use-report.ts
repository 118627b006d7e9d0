import { useCallback, useEffect, useState } from 'react';
import type { ReportAnswer, StretchName } from '../../../src/contract/report.ts';
import type { OfficeClient } from '../../client/office-client.ts';

/** What is asked for: a word, or two days. */
export type Asked = { readonly stretch: StretchName } | { readonly from: string; readonly to: string };

/** The report as far as it is known. An older one stays in sight while the next is summed. */
export type Shown = {
  readonly answer: ReportAnswer | null;
  readonly code: string | null;
  readonly isLoading: boolean;
  readonly again: () => void;
};

/** A day that is not over is summed anew so often. */
const EVERY_MS = 60_000;

/** Asks for a report, and again each minute while its last day is not over. */
export function useReport(office: Pick<OfficeClient, 'readOffice'>, asked: Asked): Shown {
  const [answer, setAnswer] = useState<ReportAnswer | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const query = new URLSearchParams(asked).toString();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again
  useEffect(() => {
    const given = new AbortController();
    setLoading(true);
    void office.readOffice<ReportAnswer>('report', Object.fromEntries(new URLSearchParams(query)), given.signal).then((read) => {
      if (given.signal.aborted) return;
      setLoading(false);
      setCode(read.ok ? null : read.code);
      if (read.ok) setAnswer(read.value);
    });
    return () => given.abort();
  }, [office, query, round]);

  const isOver = answer !== null && answer.report.to < answer.today;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, [isOver, again]);

  return { answer, code, isLoading, again };
}
