import { type BillLine, type BillRows, NOTHING } from '../gateway/bill.ts';
import { fingerprintsOf, takeFingerprints } from './fingerprint.ts';
import type { Ledger, LedgerRows } from './ledger.ts';
import { packLedger } from './pack-rows.ts';
import { createRecentNames } from './recent-names.ts';
import { createStrays } from './strays.ts';
import { NOBODY, type Tallies } from './tally.ts';
import { createWaitingTable } from './waiting-table.ts';

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
  const waiting = createWaitingTable();
  const recent = createRecentNames();
  const strays = createStrays();
  const ours = fingerprintsOf(0);
  const theirs = fingerprintsOf(0);
  let slots = new Int32Array(0); // where the rows of the bill are waited for
  let page = nextPage();
  let passed = 0; // rows of the page
  let owners = new Int32Array(0); // of the page's rows
  let found = new Int32Array(0); // where strays are that may tell the same

  function nextPage(): LedgerRows | null {
    const step = pages.next();
    if (step.done) return null;
    takeFingerprints(step.value, ours);
    return step.value;
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
      pass(page, from, passed);
      if (passed < count) return (atMs[passed] as number) <= untilMs;
      passed = 0;
    }
    return false;
  }

  /** Lets lines of ours wait, unless the bill has told them before. */
  function pass(rows: LedgerRows, from: number, to: number): void {
    if (from === to) return;
    if (owners.length < rows.count) [owners, found] = [new Int32Array(rows.count), new Int32Array(rows.count)];
    tallies.addAll(rows, from, to, owners);
    strays.findAll(ours, from, to, found);
    for (let row = from; row < to; row++) if ((found[row] as number) >= 0 && owners[row] !== NOBODY) takeStray(rows, row);
    waiting.putAll(ours, rows.place, owners, from, to);
    for (let row = from; row < to; row++) if (owners[row] !== NOBODY) recent.put(rows.place[row] as number, rows.names, row);
  }

  function takeStray(rows: LedgerRows, row: number): void {
    const stray = strays.take(rows, row, ours.high[row] as number, ours.low[row] as number);
    if (stray === null) return;
    const sums = tallies.owned(owners[row] as number);
    sums.matched++;
    sums.feeMicroYuan += stray.feeMicroYuan;
    owners[row] = NOBODY; // it need not wait
  }

  /** @returns the owner of our line that tells the same, which waits no more */
  function takeWaiting({ moved, names }: BillRows, row: number): number {
    if (moved[row] === NOTHING) return NOBODY;
    let slot = slots[row] as number;
    while (slot >= 0) {
      const owner = recent.isOther(waiting.placeIn(slot), names, row) ? NOBODY : waiting.take(slot);
      if (owner !== NOBODY) return owner;
      slot = waiting.find(theirs.high[row] as number, theirs.low[row] as number, slot);
    }
    return NOBODY;
  }

  return {
    readOn,
    take(rows) {
      takeFingerprints(rows, theirs);
      readOn(lastAtMs(rows) + AHEAD_MS, Number.POSITIVE_INFINITY);
      if (slots.length < rows.count) slots = new Int32Array(rows.count);
      waiting.findAll(theirs, 0, rows.count, slots);
      for (let row = 0; row < rows.count; row++) {
        const owner = takeWaiting(rows, row);
        if (owner !== NOBODY) {
          const sums = tallies.owned(owner);
          sums.matched++;
          sums.feeMicroYuan += rows.feeMicroYuan[row] as number;
          continue;
        }
        if (isForeign(rows.device(row))) continue;
        const line = rows.line(row);
        if (rows.moved[row] === NOTHING) strays.keep(line);
        else strays.put(line, theirs.high[row] as number, theirs.low[row] as number);
      }
    },
    end() {
      readOn(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
      return { ours: new Set(waiting.places()), theirs: strays.byOrder() };
    },
  };
}

/** The last time of these lines. */
export function lastAtMs({ count, atMs }: BillRows): number {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < count; row++) if ((atMs[row] as number) > last) last = atMs[row] as number;
  return last;
}
