import type { Cancel } from '../../../src/basics/clock.ts';
import { RECORDS_PER_PAGE, type RecordPage, type RecordQuery, type RecordRow } from '../../../src/contract/records.ts';

/** What is looked for; nothing in it: all charges. */
export type Search = Partial<Pick<RecordQuery, 'text' | 'group' | 'fromDay' | 'untilDay' | 'cashier'>>;

/** Asks the office for a page. Throws when it cannot be had. */
export type ReadPage = (query: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<RecordPage>;

export type RecordListState = {
  readonly count: number; // rows to draw; those that have not come yet are blank
  readonly total: number | null; // null: not counted
  readonly isWhole: boolean; // there is nothing below the last row
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
  readonly rowAt: (index: number) => RecordRow | null;
};

export type RecordList = {
  state(): RecordListState;
  onChange(listener: () => void): Cancel;
  /** Looks for something else, from the top. What is shown stays until the first answer. */
  search(next: Search): void;
  /** The same again, from the top: there may be newer ones. */
  refresh(): void;
  /** These rows are about to be seen. */
  need(first: number, last: number): void;
};

/** Pages of a counted list that are kept; more than a screen and its neighbours, less than a browser's memory. */
const MAX_PAGES = 60;
/** Found rows that are kept; whoever wants more says more exactly what. */
const MAX_FOUND = 10_000;
/** Rows of a search to be there before anybody scrolls. */
const FIRST_SIGHT = 30;

type Pages = Map<number, readonly RecordRow[] | 'asked'>;

/**
 * Holds what is seen of a list as long as the journal. All charges are counted, and any stretch of them is had at once; what a search
 * finds comes from the top, piece by piece, as the office looks through so many charges at a time.
 */
export function createRecordList(read: ReadPage): RecordList {
  const listeners = new Set<() => void>();
  let wanted: Search = {};
  let abort = new AbortController();
  let isBusy = false;
  let hasFailed = false;
  let counted: { readonly top: string; readonly total: number; readonly pages: Pages } | null = null;
  let found: { rows: readonly RecordRow[]; next: string | null; sought: number } = { rows: [], next: null, sought: FIRST_SIGHT };
  let shown = snapshot();

  function snapshot(): RecordListState {
    if (counted) {
      const { total, pages } = counted;
      const rowAt = (index: number) => rowOf(pages, index);
      return { count: total, total, isWhole: true, isBusy, hasFailed, rowAt };
    }
    const { rows, next } = found;
    const isWhole = next === null && !isBusy && !hasFailed;
    return { count: rows.length, total: isWhole ? rows.length : null, isWhole, isBusy, hasFailed, rowAt: (index) => rows[index] ?? null };
  }

  function changed(): void {
    shown = snapshot();
    for (const listener of listeners) listener();
  }

  /** One answer, unless something else was looked for meanwhile. */
  async function ask(more: Readonly<Record<string, string>>, take: (page: RecordPage) => void): Promise<void> {
    const { signal } = abort;
    try {
      const page = await read({ ...textOf(wanted), limit: String(RECORDS_PER_PAGE), ...more }, signal);
      if (signal.aborted) return;
      hasFailed = false;
      take(page);
    } catch {
      if (signal.aborted) return;
      hasFailed = true;
      isBusy = false;
    }
    changed();
  }

  function begin(): void {
    abort.abort();
    abort = new AbortController();
    isBusy = true;
    changed();
    void ask({}, ({ items, nextCursor, top, total }) => {
      isBusy = false;
      counted = total === null ? null : { top, total, pages: new Map([[0, items]]) };
      found = { rows: items, next: nextCursor, sought: FIRST_SIGHT };
      goOn();
    });
  }

  /** Goes on with a search until there is enough to be seen. */
  function goOn(): void {
    const { rows, next, sought } = found;
    if (counted || isBusy || next === null || rows.length >= Math.min(sought, MAX_FOUND)) return;
    isBusy = true;
    void ask({ cursor: next }, ({ items, nextCursor }) => {
      isBusy = false;
      found = { ...found, rows: [...found.rows, ...items], next: nextCursor };
      goOn();
    });
  }

  function needPages(first: number, last: number): void {
    if (!counted) return;
    const { top, total, pages } = counted;
    const end = Math.floor(Math.min(last, total - 1) / RECORDS_PER_PAGE);
    for (let page = Math.floor(first / RECORDS_PER_PAGE); page <= end; page++) {
      const known = pages.get(page);
      pages.delete(page);
      pages.set(page, known ?? 'asked'); // the last ones seen stay longest
      if (known) continue;
      void ask({ cursor: top, skip: String(page * RECORDS_PER_PAGE) }, ({ items }) => void pages.set(page, items)).then(() => {
        if (pages.get(page) === 'asked') pages.delete(page); // asked for again when it is seen again
      });
    }
    for (const page of pages.keys()) if (pages.size > MAX_PAGES) pages.delete(page);
  }

  return {
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    search(next) {
      wanted = next;
      begin();
    },
    refresh: begin,
    need(first, last) {
      if (counted) return needPages(first, last);
      if (last + FIRST_SIGHT <= found.sought && !hasFailed) return;
      found = { ...found, sought: Math.max(found.sought, last + RECORDS_PER_PAGE) };
      goOn();
    },
  };
}

function rowOf(pages: Pages, index: number): RecordRow | null {
  const page = pages.get(Math.floor(index / RECORDS_PER_PAGE));
  return page === undefined || page === 'asked' ? null : (page[index % RECORDS_PER_PAGE] ?? null);
}

function textOf(search: Search): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}
