import { useEffect, useRef, useState } from 'react';
import type { Shift, ShiftPage, ShiftReport } from '../../../src/contract/shift.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { useReading } from '../use-reading.ts';
import { OneShiftPage } from './one-shift-page.tsx';
import { OpenShiftCard, ShiftList } from './shift-list.tsx';
import styles from './shifts.module.css';

/** Shifts: all of them, the newest first, and each one opened. */
export default function ShiftsPage(props: PageProps) {
  const [id] = props.path;
  return id === undefined ? <AllShifts {...props} /> : <OneShiftPage key={id} {...props} id={id} />;
}

function AllShifts({ office, view, people, words: { rail, shifts: words } }: PageProps) {
  const { timeZone } = view.store;
  const news = newsOf({ view, people });
  const first = useReading<ShiftPage>(office, 'shifts', {}, news);
  const open = useReading<ShiftReport>(office, 'shift', people.shift ? { id: people.shift.id } : null, news);
  const { older, hasOlder, more } = useOlder(office, first.value);
  const shifts = [...(first.value?.items ?? []), ...older].filter(isFirstOfItsName);
  const closed = shifts.filter(({ status }) => status === 'closed');
  return (
    <Page title={rail.shifts}>
      <div className={styles.page}>
        {people.shift === null && first.value && (
          <p className={styles.none}>
            <b>{words.noneOpen.what}</b>　{words.noneOpen.next}
          </p>
        )}
        {open.value && people.shift && <OpenShiftCard shift={open.value} {...{ words, timeZone }} />}
        {first.code !== null && (
          <p className={styles.problem} role="alert">
            {words.failed}
            <Button size="small" onPress={first.again}>
              {words.again}
            </Button>
          </p>
        )}
        {!first.value && first.code === null && <p role="status">{words.loading}</p>}
        {first.value && closed.length === 0 && (
          <p className={styles.none}>
            <b>{words.empty.what}</b>　{words.empty.next}
          </p>
        )}
        {closed.length > 0 && <ShiftList shifts={closed} {...{ words, timeZone }} />}
        {hasOlder && (
          <Button size="small" onPress={more}>
            {words.older}
          </Button>
        )}
      </div>
    </Page>
  );
}

/** What changes the list or the sums of the open shift. */
export function newsOf({ view, people }: Pick<PageProps, 'view' | 'people'>): string {
  const { shift, reconciling, openDiscrepancies } = people;
  const { today, recent } = view;
  // A comparison that begins and ends between two views is known by what it found.
  return JSON.stringify([shift, reconciling === null, openDiscrepancies, today.paidCount, recent[0]?.updatedAt]);
}

/** Shifts below the first page, fetched when they are asked for. */
function useOlder(office: PageProps['office'], first: ShiftPage | null) {
  const [pages, setPages] = useState<readonly ShiftPage[]>([]);
  const isAsking = useRef(false);
  const cursor = (pages.at(-1) ?? first)?.nextCursor ?? null;
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  async function more(): Promise<void> {
    if (isAsking.current || cursor === null) return;
    isAsking.current = true;
    const answer = await office.readOffice<ShiftPage>('shifts', { cursor });
    isAsking.current = false;
    if (answer.ok && isThere.current) setPages((before) => [...before, answer.value]);
  }
  return { older: pages.flatMap(({ items }) => items), hasOlder: cursor !== null, more: () => void more() };
}

/** A shift that was written anew moves to the first page; the older one of the same name is left out. */
function isFirstOfItsName({ id }: Shift, index: number, all: readonly Shift[]): boolean {
  return all.findIndex((other) => other.id === id) === index;
}
