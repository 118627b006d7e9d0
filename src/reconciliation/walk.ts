import type { BillLine, BillRows } from '../gateway/bill.ts';
import type { Ledger, LedgerRows } from './ledger.ts';
import { packBill, packLedger } from './pack-rows.ts';
import { NOBODY, type Tallies } from './tally.ts';
import { createWaiting } from './waiting.ts';

/** How far our ledger is read beyond the bill: a line of theirs that comes before ours would wait as an object, ours takes 16 bytes. */
export const AHEAD_MS = 60_000;

/** What the two sides do not tell alike. */
export type Leftover = {
  readonly ours: ReadonlySet<number>; // places of our lines that the bill lacks, or tells otherwise
  readonly theirs: ReadonlyMap<string, readonly BillLine[]>; // by order number: lines that our ledger lacks, or tells otherwise
};

/** Both sides in step. Lines are taken in any order; in time order nothing waits for long. */
export type Walk = {
  take(rows: BillRows): void;
  /** Reads our ledger on up to a time, at most so many lines, before anything is taken. @returns whether there is more up to then */
  readOn(untilMs: number, most: number): boolean;
  /** To be called once, after the last line. */
  end(): Leftover;
};

/**
 * Walks our ledger along the bill, some hundred lines at once: the ledger is read on to a little after the last time of theirs, what it tells waits in a
 * table, and each line of the bill takes its own out. So a shuffled bill is compared as exactly, with all of the ledger waiting.
 *
 * @param isForeign whether the device number of a line that nothing explains names another terminal: such a line is dropped
 */
export function createWalk(ledger: Ledger, tallies: Tallies, isForeign: (device: string | null) => boolean): Walk {
  const pages = (ledger.rows?.() ?? packLedger(ledger.lines()))[Symbol.iterator]();
  const waiting = createWaiting();
  const strays: BillLine[] = []; // lines of the bill that found none alike
  let ours = new Int32Array(0); // whose the page's rows are
  let theirs = new Int32Array(0); // whose the lines were that the bill's rows took out
  let page = nextPage();
  let passed = 0; // rows of the page

  function nextPage(): LedgerRows | null {
    const step = pages.next();
    return step.done ? null : step.value;
  }

  function readOn(untilMs: number, most: number): boolean {
    let left = most;
    for (; page !== null; page = nextPage()) {
      const { count, atMs } = page;
      const from = passed;
      while (passed < count && left > 0 && (atMs[passed] as number) <= untilMs) {
        passed++;
        left--;
      }
      if (passed > from) pass(page, from, passed);
      if (passed < count) return (atMs[passed] as number) <= untilMs;
      passed = 0;
    }
    return false;
  }

  /** Lets lines of ours wait that tell of money. */
  function pass(rows: LedgerRows, from: number, to: number): void {
    if (ours.length < rows.count) ours = new Int32Array(rows.count);
    tallies.addAll(rows, from, to, ours);
    waiting.put(rows, from, to, ours);
  }

  /** Takes out what these tell alike. @param keep hears the rows that found none */
  function match(rows: BillRows, keep: (row: number) => void): void {
    if (theirs.length < rows.count) theirs = new Int32Array(rows.count);
    waiting.take(rows, theirs);
    for (let row = 0; row < rows.count; row++) {
      const owner = theirs[row] as number;
      if (owner === NOBODY) {
        keep(row);
        continue;
      }
      const sums = tallies.owned(owner);
      sums.matched++;
      sums.feeMicroYuan += rows.feeMicroYuan[row] as number;
    }
  }

  return {
    readOn,
    take(rows) {
      readOn(lastAtMs(rows) + AHEAD_MS, Number.POSITIVE_INFINITY);
      match(rows, (row) => {
        if (!isForeign(rows.device(row))) strays.push(rows.line(row));
      });
    },
    end() {
      readOn(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
      const left: BillLine[] = [];
      match(packBill(strays), (row) => left.push(strays[row] as BillLine)); // ours may have come after them
      return { ours: new Set(waiting.places()), theirs: Map.groupBy(left, ({ orderNo }) => orderNo) };
    },
  };
}

/** The last time of these lines. */
export function lastAtMs({ count, atMs }: BillRows): number {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row++) if ((atMs[row] as number) > last) last = atMs[row] as number;
  return last;
}
