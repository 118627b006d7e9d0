import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import type { RecordsText } from '../../text/manager/records-text.ts';
import type { Text } from '../../text/text.ts';
import { storeDay } from '../../text/time-text.ts';
import { RecordLine } from './record-line.tsx';
import type { RecordListState } from './record-list.ts';
import styles from './record-table.module.css';

/** As tall as a finger needs, and a little more. */
const ROW_PX = 56;
/** Rows drawn beyond what is seen. */
const OVERSCAN = 8;
/** A screen of rows, for the Page keys. */
const PAGE_ROWS = 8;

type RecordTableProps = {
  readonly state: RecordListState;
  readonly text: Text;
  readonly words: RecordsText;
  readonly timeZone: string;
  readonly isSearch: boolean;
  readonly onNeed: (first: number, last: number) => void;
  readonly onAgain: () => void;
  readonly onTop: (isTop: boolean) => void;
  readonly onUp: () => void; // above the first row
};

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE_ROWS,
  PageUp: -PAGE_ROWS,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The rows, of which only those are there that are seen. Arrows, Page keys, Home and End move the focus, Enter opens. */
export function RecordTable({ state, text, words, timeZone, isSearch, onNeed, onAgain, onTop, onUp }: RecordTableProps) {
  const scroller = useRef<HTMLElement>(null);
  const focusNext = useRef<number | null>(null);
  const rows = useVirtualizer({
    count: state.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = rows.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const need = useEffectEvent(onNeed);
  useEffect(() => need(first, last), [first, last]);
  useEffect(() => {
    const row = focusNext.current === null ? null : scroller.current?.querySelector<HTMLElement>(`[data-row="${focusNext.current}"]`);
    row?.focus({ preventScroll: true });
    if (row instanceof HTMLAnchorElement) focusNext.current = null; // until then its blank place holds the focus
  });

  function move(event: KeyboardEvent<HTMLElement>): void {
    const step = STEPS[event.code];
    const at = Number((event.target as HTMLElement).dataset.row ?? Number.NaN);
    if (step === undefined || Number.isNaN(at)) return;
    event.preventDefault();
    if (event.code === 'ArrowUp' && at === 0) {
      onUp();
      return;
    }
    const to = Math.max(0, Math.min(state.count - 1, at + step));
    rows.scrollToIndex(to);
    focusNext.current = to;
    const there = scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"]`);
    there?.focus({ preventScroll: true });
    if (there instanceof HTMLAnchorElement) focusNext.current = null;
  }

  const { columns } = words;
  const today = storeDay(Date.now(), timeZone);
  const isEmpty = state.count === 0;
  return (
    <div className={styles.table}>
      <div className={styles.head} aria-hidden="true">
        <span />
        <span>{columns.time}</span>
        <span>{columns.result}</span>
        <span>{columns.cashier}</span>
        <span>{columns.till}</span>
        <span>{columns.tail}</span>
        <span className={styles.amount}>{columns.amount}</span>
      </div>
      <section
        ref={scroller}
        className={styles.scroller}
        aria-label={words.listLabel}
        data-busy={state.isBusy}
        onKeyDown={move}
        onScroll={(event) => onTop(event.currentTarget.scrollTop < ROW_PX)}
      >
        {isEmpty && (
          <div className={styles.blank} role="status">
            <Blank {...{ state, words, isSearch, onAgain }} />
          </div>
        )}
        <ul style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <li key={index} aria-setsize={state.count} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
              <RecordLine record={state.rowAt(index)} index={index} {...{ text, words, timeZone, today }} />
            </li>
          ))}
        </ul>
        {!isEmpty && state.hasFailed && (
          <div className={styles.foot} role="status">
            <Blank {...{ state, words, isSearch, onAgain }} />
          </div>
        )}
      </section>
    </div>
  );
}

type BlankProps = Pick<RecordTableProps, 'state' | 'words' | 'isSearch' | 'onAgain'>;

/** What stands where no rows are. */
function Blank({ state, words, isSearch, onAgain }: BlankProps) {
  if (state.hasFailed) {
    return (
      <>
        <p>{words.failed}</p>
        <Button look="strong" size="small" onPress={onAgain}>
          {words.again}
        </Button>
      </>
    );
  }
  if (state.isBusy || !state.isWhole) return <p>{words.looking}</p>;
  if (!isSearch) return <p>{words.empty}</p>;
  return (
    <>
      <p>
        <b>{words.nothing.word}</b>
      </p>
      <p>{words.nothing.next}</p>
    </>
  );
}
