import type { Clock } from '../basics/clock.ts';
import type { BillDate, BillOutcome, ReadBill } from '../gateway/bill.ts';
import { parseOrderNo } from '../payment/charge.ts';
import { type BillFindings, reconcileBill } from '../reconciliation/reconcile-bill.ts';
import { AHEAD_MS, lastAtMs } from '../reconciliation/walk.ts';
import type { Journal } from '../store/journal.ts';
import { readyAtMs, spanOf } from './bill-clock.ts';
import { openJournalLedger } from './journal-ledger.ts';

/** Lines of our ledger that are passed in one go: a few milliseconds. */
const PIECE = 100;
const PAUSE_MS = 1;
/** So much before a block's end is passed with it: hardly ever more lines than a piece, where a pause at each block would take longer than they do. */
const IN_STEP_MS = 60_000;
/** Something may become known while a bill is compared: then it is compared again, so many times. */
const MOST_READS = 3;
/** "No bill" of a day on which we took money may only mean "not yet": believed so long after bills are there. */
const EMPTY_BELIEVED_AFTER_MS = 2 * 3_600_000;
/** The view is told how far it is whenever so many lines more, or a block beyond, were compared. */
const TOLD_EACH = 1_000;

/** What a day's bill came to. `changed`: too much became known meanwhile; `stopped`: the terminal is being shut down. */
export type DayOutcome =
  | { readonly kind: 'compared'; readonly isEmpty: boolean; readonly findings: BillFindings }
  | Exclude<BillOutcome, { readonly kind: 'read' | 'none' }>
  | { readonly kind: 'changed' | 'stopped' };

type Parts = {
  readonly bill: ReadBill;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly terminalIds: readonly string[];
  readonly isStopped: () => boolean;
};

type Day = {
  readonly date: BillDate;
  readonly shifts: readonly { readonly id: string; readonly fromMs: number; readonly toMs: number }[];
  readonly carried: ReadonlySet<string>;
  readonly progress: (lines: number) => void;
};

/** Compares our ledger with the acquirer's bill of a day, both streamed. Nothing is believed of a bill that was not read to its end. */
export async function readDay(parts: Parts, day: Day): Promise<DayOutcome> {
  const { journal } = parts;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const beganAtSeq = journal.lastSeq();
    const outcome = await readOnce(parts, day);
    if (outcome.kind !== 'compared' || !hasChanged(journal, outcome.findings, beganAtSeq)) return outcome;
  }
  return { kind: 'changed' };
}

async function readOnce({ bill, journal, clock, terminalIds, isStopped }: Parts, day: Day): Promise<DayOutcome> {
  const { date, shifts, carried, progress } = day;
  const span = spanOf(date);
  const ledger = await openJournalLedger({ journal, clock, isStopped }, span, carried);
  if (ledger === null) return { kind: 'stopped' };
  const comparison = reconcileBill({ ledger, bill: span, shifts, terminalIds, carried });
  let lines = 0;
  let toldLines = 0;

  async function readOn(untilMs: number): Promise<void> {
    while (!isStopped() && comparison.readOn(untilMs, PIECE)) await new Promise<void>((next) => void clock.after(PAUSE_MS, next));
  }

  const outcome = await bill(date, async (rows) => {
    await readOn(lastAtMs(rows) + AHEAD_MS - IN_STEP_MS);
    if (isStopped()) throw new Stopped();
    comparison.take(rows);
    lines += rows.count;
    if (lines - toldLines < TOLD_EACH) return;
    toldLines = lines;
    progress(lines);
  }).catch((cause) => {
    if (cause instanceof Stopped) return { kind: 'stopped' } as const;
    throw cause;
  });
  if (outcome.kind !== 'read' && outcome.kind !== 'none') return outcome;
  await readOn(Number.POSITIVE_INFINITY);
  if (isStopped()) return { kind: 'stopped' };
  const findings = comparison.end();
  const isEmpty = outcome.kind === 'none';
  if (isEmpty && hasMoney(findings) && clock.wallMs() < readyAtMs(date) + EMPTY_BELIEVED_AFTER_MS) return { kind: 'not_yet' };
  return { kind: 'compared', isEmpty, findings };
}

class Stopped extends Error {}

/** Whether our ledger has money of the day. */
function hasMoney({ tallies }: BillFindings): boolean {
  return tallies.some(({ paidCount, refundedFen }) => paidCount > 0 || refundedFen > 0);
}

/** Whether a charge that something was found of, or a refund of it, is not what it was when the comparison began. */
function hasChanged(journal: Journal, { drafts }: BillFindings, sinceSeq: number): boolean {
  return drafts.some(({ orderNo }) => {
    const known = parseOrderNo(orderNo);
    return known !== null && (journal.chargeByOrderNo(known)?.seq ?? 0) > sinceSeq;
  });
}
