import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { RecordPage } from '../../../src/contract/records.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { go } from '../route.ts';
import { useGun } from '../use-gun.ts';
import { isPaymentCode } from './payment-code.ts';
import { createRecordList, type RecordListState, type Search } from './record-list.ts';
import { RecordSheet } from './record-sheet.tsx';
import { RecordTable } from './record-table.tsx';
import styles from './records.module.css';
import { SearchBar } from './search-bar.tsx';

/** A quick hand's pause between two keys: shorter, and every key would ask the office; longer, and one waits. */
const SEARCH_AFTER_MS = 140;
/** No number that is looked for is longer. */
const MAX_TEXT = 64;

/** The record of charges: looked through, searched, and each one opened. */
export default function RecordsPage(props: PageProps) {
  const { office, view, people, text, path } = props;
  const words = props.words.records;
  const { timeZone } = view.store;
  const list = useMemo(() => {
    return createRecordList(async (query, signal) => {
      const answer = await office.readOffice<RecordPage>('charges', query, signal);
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    });
  }, [office]);
  const state = useSyncExternalStore(list.onChange, list.state);
  const [search, setSearch] = useState<Search>({});
  const [hasCode, setHasCode] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isAtTop = useRef(true);
  const openId = path[0] ?? null;

  function change(next: Search): void {
    const isCode = isPaymentCode(next.text ?? '');
    setHasCode(isCode);
    setSearch(isCode ? { ...next, text: '' } : next);
  }

  useGun({
    onScan: (scan) => change({ text: scan.trim().slice(0, MAX_TEXT) }),
    onTyped(typed) {
      if (openId !== null) return;
      change({ ...search, text: `${search.text ?? ''}${typed}`.slice(0, MAX_TEXT) });
      field.current?.focus();
    },
  });
  useSearch(list.search, search);
  useNews(view, () => isAtTop.current && list.refresh());

  const isSearch = Object.values(search).some((value) => value !== undefined && value !== '');
  return (
    <>
      <div inert={openId !== null} className={styles.behind}>
        <Page title={props.words.rail.records} actions={<Count {...{ state, isSearch, words }} />} isFilling>
          <SearchBar
            {...{ search, hasCode, field, words, timeZone }}
            names={people.people.map(({ name }) => name)}
            onChange={change}
            onDown={() => document.querySelector<HTMLElement>('[data-row]')?.focus()}
          />
          <RecordTable
            {...{ state, text, words, timeZone, isSearch }}
            onNeed={list.need}
            onAgain={list.refresh}
            onUp={() => field.current?.focus()}
            onTop={(isTop) => {
              isAtTop.current = isTop;
            }}
          />
        </Page>
      </div>
      {openId !== null && <RecordSheet key={openId} {...props} id={openId} onClose={() => go('records')} />}
    </>
  );
}

/** How many there are, announced when it is known. */
function Count({ state, isSearch, words }: { state: RecordListState; isSearch: boolean; words: PageProps['words']['records'] }) {
  const { count, total, hasFailed } = state;
  if (hasFailed) return null;
  const said = total === null ? words.foundSoFar(count) : isSearch ? words.found(total) : words.count(total);
  return (
    <span className={styles.count} role="status">
      {said}
    </span>
  );
}

/** Looks at once when the page opens, and then when the hand rests. */
function useSearch(look: (search: Search) => void, search: Search): void {
  const isFirst = useRef(true);
  useEffect(() => {
    const timer = setTimeout(() => look(search), isFirst.current ? 0 : SEARCH_AFTER_MS);
    return () => {
      isFirst.current = false;
      clearTimeout(timer);
    };
  }, [look, search]);
}

/** The terminal tells of its newest charges all the time. */
function useNews({ recent, today }: PageProps['view'], onNews: () => void): void {
  const [newest] = recent;
  const news = `${newest?.id} ${newest?.status} ${newest?.refundedAmount} ${today.paidCount}`;
  const last = useRef(news);
  useEffect(() => {
    if (last.current === news) return;
    last.current = news;
    onNews();
  });
}
