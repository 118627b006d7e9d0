import type { BillLine } from '../gateway/bill.ts';
import { takeFingerprint } from './fingerprint.ts';
import type { Ledger, LedgerLine } from './ledger.ts';
import type { Sums, Tallies } from './tally.ts';
import { createWaitingTable } from './waiting-table.ts';

/** What the two sides do not tell alike. */
export type Leftover = {
  readonly ours: ReadonlySet<number>; // places of our lines that the bill lacks, or tells otherwise
  readonly theirs: ReadonlyMap<string, readonly BillLine[]>; // by order number: lines that our ledger lacks, or tells otherwise
};

/** Both sides in step. Lines are taken in any order; in time order nothing waits for long. */
export type Walk = {
  take(line: BillLine): void;
  /** Passes lines of ours that are older than `atMs`, at most so many, before anything is taken. @returns whether there are more of them */
  passUntil(atMs: number, most: number): boolean;
  /** To be called once, after the last line. */
  end(): Leftover;
};

/** Lines of ours that are looked through one by one, before the table is asked: a second of a busy shop, and some. A power of two. */
const NEAR = 32;

/** Amounts are told apart by their last digits: asking a map by an order number costs ten times as much. */
const AMOUNTS = 1 << 14;

/** Whether both records tell the same money moved: what is counted as matched without another look. */
export function isSame(ours: LedgerLine, theirs: BillLine): boolean {
  if (movedFen(ours) !== movedFen(theirs)) return false; // first: numbers differ at a glance
  if (ours.orderNo !== theirs.orderNo || ours.kind !== theirs.kind) return false;
  if (ours.kind === 'payment') return ours.status === 'paid' && ours.transactionId === theirs.transactionId;
  return ours.status === 'succeeded' && theirs.refundStatus === 'succeeded' && ours.refundNo === theirs.refundNo;
}

function movedFen(line: LedgerLine | BillLine): number {
  return line.kind === 'payment' ? line.amountFen : (line.refundFen ?? 0);
}

/**
 * Walks our ledger along the bill. A bill line mostly is the next one of the ledger; else the ledger is read on to the line's time, and
 * what it tells until then waits in a table. So a shuffled bill is compared as exactly, with all of the ledger waiting.
 *
 * @param isForeign whether the device number of a line that nothing explains names another terminal: such a line is dropped
 */
export function createWalk(ledger: Ledger, tallies: Tallies, isForeign: (line: BillLine) => boolean): Walk {
  const source = ledger.lines()[Symbol.iterator]();
  const waiting = createWaitingTable();
  const theirs = new Map<string, BillLine[]>();
  const print = { high: 0, low: 0 };
  const told = new Uint8Array(AMOUNTS); // whether `theirs` may have a line of such an amount
  const near: (LedgerLine | null)[] = Array(NEAR).fill(null); // in a ring: the last of ours that were passed, mostly of this second
  let passed = 0;
  let next = following();

  /** The next line of ours that says that money moved: the others are looked at only when the bill tells of them. */
  function following(): LedgerLine | null {
    for (;;) {
      const step = source.next();
      if (step.done) return null;
      const { status } = step.value;
      if (status === 'paid' || status === 'succeeded') return step.value;
    }
  }

  /** Passes a line of ours, unless the bill has told it before. */
  function pass(line: LedgerLine): void {
    const sums = tallies.add(line);
    const earlier = told[movedFen(line) & (AMOUNTS - 1)] === 0 ? undefined : theirs.get(line.orderNo);
    const at = earlier === undefined ? -1 : earlier.findIndex((candidate) => isSame(line, candidate));
    if (earlier === undefined || at < 0) {
      const slot = passed++ & (NEAR - 1);
      const oldest = near[slot] ?? null;
      if (oldest !== null) setAside(oldest);
      near[slot] = line;
      return;
    }
    const [same] = earlier.splice(at, 1) as [BillLine];
    if (earlier.length === 0) theirs.delete(line.orderNo);
    pair(sums, same);
  }

  /** Keeps of a line of ours only what is needed to know it again. */
  function setAside(line: LedgerLine): void {
    const number = line.kind === 'refund' ? line.refundNo : (line.transactionId ?? '');
    takeFingerprint(print, line.kind, line.orderNo, number, movedFen(line));
    waiting.put(print, line.place, tallies.of(line.shiftId).owner);
  }

  /** Finds a line among ours that were just passed, the last ones first. */
  function takeNear(line: BillLine): boolean {
    if (next === null) setAllAside(); // with all of ours passed there is nothing just passed
    for (let back = 1; back <= Math.min(passed, NEAR); back++) {
      const slot = (passed - back) & (NEAR - 1);
      const candidate = near[slot] ?? null;
      if (candidate === null || !isSame(candidate, line)) continue;
      near[slot] = null;
      pair(tallies.of(candidate.shiftId), line);
      return true;
    }
    return false;
  }

  function setAllAside(): void {
    if (passed === 0) return;
    for (const line of near) if (line !== null) setAside(line);
    near.fill(null);
    passed = 0;
  }

  function takeWaiting(line: BillLine): boolean {
    if (waiting.size === 0) return false;
    if (line.kind === 'payment') takeFingerprint(print, 'payment', line.orderNo, line.transactionId, line.amountFen);
    else if (line.kind === 'refund' && line.refundStatus === 'succeeded' && line.refundNo !== null && line.refundFen !== null) {
      takeFingerprint(print, 'refund', line.orderNo, line.refundNo, line.refundFen);
    } else return false;
    const owner = waiting.take(print);
    if (owner < 0) return false;
    pair(tallies.owned(owner), line);
    return true;
  }

  function pair(sums: Sums, line: BillLine): void {
    sums.matched++;
    sums.feeMicroYuan += line.feeMicroYuan;
  }

  /** Reads our ledger on to the line's time. @returns whether the line was found on the way */
  function readOn(line: BillLine): boolean {
    while (next !== null) {
      const candidate = next;
      const isFound = isSame(candidate, line);
      if (!isFound && candidate.atMs > line.atMs) return false;
      if (isFound) pair(tallies.add(candidate), line);
      else pass(candidate);
      next = following();
      if (isFound) return true;
    }
    return false;
  }

  return {
    passUntil(atMs, most) {
      for (let n = 0; n < most && next !== null && next.atMs < atMs; n++) {
        pass(next);
        next = following();
      }
      return next !== null && next.atMs < atMs;
    },
    take(line) {
      if (next !== null && isSame(next, line)) {
        pair(tallies.add(next), line);
        next = following();
        return;
      }
      if (takeNear(line) || readOn(line) || takeWaiting(line) || isForeign(line)) return;
      told[movedFen(line) & (AMOUNTS - 1)] = 1;
      const before = theirs.get(line.orderNo);
      if (before === undefined) theirs.set(line.orderNo, [line]);
      else before.push(line);
    },
    end() {
      for (; next !== null; next = following()) pass(next);
      setAllAside();
      return { ours: new Set(waiting.places()), theirs };
    },
  };
}
