import type { Cancel, Clock } from '../basics/clock.ts';
import type { BillDate } from '../gateway/bill.ts';
import type { Log } from '../log/log.ts';
import type { Discrepancy, Reconciliation } from '../reconciliation/discrepancy.ts';
import type { Draft } from '../reconciliation/draft.ts';
import type { BillFindings } from '../reconciliation/reconcile-bill.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { billDateOf, isTooOld, readyAtMs, waitMs } from './bill-clock.ts';
import { endOf, shiftIdOf, shiftsOn, wantedDays } from './bill-days.ts';
import { MOST_FOUND, noteFound, openDiscrepancy, vanished, withIds, withStanding } from './discrepancy-book.ts';
import { type DayOutcome, readDay } from './read-day.ts';

/** The wall clock may be put right meanwhile, so no wait is longer. */
const LONGEST_WAIT_MS = 3_600_000;
/** What is due and was not read waits for its own time; this only keeps a fault from becoming a loop. */
const SHORTEST_WAIT_MS = 1_000;
/** The newest shifts: what they postponed is looked for in the next day's bill. */
const PIECE = 50;

/** How a day's bill stands. `dueAtMs`: when it is asked for next, by the wall clock. */
export type BillStanding = {
  readonly date: BillDate;
  readonly state: 'waiting' | 'reading' | 'malformed' | 'unknown';
  readonly dueAtMs: number;
  readonly problem: string | null;
};

/** Reads the acquirer's bills: by itself, as soon as they are there, and when somebody asks. */
export type BillDesk = {
  /** Looks for bills that are due, now and from now on. */
  look(): void;
  /** Compares a shift with the bills of its days now. Resolves when each was read or could not be; never rejects. */
  compare(shift: Shift): Promise<void>;
  /** Reads one day's bill now, for every shift of it. Never rejects. */
  read(date: BillDate): Promise<void>;
  /** Days that are waited for, the newest first. */
  standings(): readonly BillStanding[];
  reading(): { readonly date: BillDate; readonly lines: number } | null;
  stop(): void;
};

export type BillDeskParts = Parameters<typeof readDay>[0] & {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** Writes slips, all or none. */
  readonly write: (slips: readonly Slip[]) => boolean;
  /** Something was found of these shifts, or nothing any more. */
  readonly found: (shifts: readonly Shift[]) => void;
  readonly changed: () => void;
};

type Failed = {
  readonly tries: number;
  readonly dueAtMs: number;
  readonly state: 'waiting' | 'malformed' | 'unknown';
  readonly problem: string | null;
};

export function createBillDesk(parts: BillDeskParts): BillDesk {
  const { journal, clock, log, isStopped } = parts;
  const failed = new Map<BillDate, Failed>();
  let busy: Promise<unknown> = Promise.resolve(); // one bill at a time
  let reading: { readonly date: BillDate; readonly lines: number } | null = null;
  let stopWaiting: Cancel = () => {};
  let isLooking = false;

  function shiftOf({ id }: Reconciliation): Shift | null {
    return journal.slip('shift', id)?.slip ?? null;
  }

  /** Days that shifts still wait for, the oldest first, with when each is to be asked for. */
  function waitedFor(): readonly { readonly date: BillDate; readonly dueAtMs: number }[] {
    const days = new Set<BillDate>();
    for (const { slip } of journal.openSlips('reconciliation')) {
      const shift = slip.bill === 'pending' ? shiftOf(slip) : null;
      if (!shift?.closing || isTooOld(billDateOf(shift.closing.atMs), clock.wallMs())) continue; // looked at no more, however many there are
      const read = new Set(slip.bills.map(({ date }) => date));
      for (const date of wantedDays(journal, shift, slip)) if (!read.has(date)) days.add(date);
    }
    const nowMs = clock.wallMs();
    const kept = [...days].filter((date) => !isTooOld(date, nowMs)).sort();
    return kept.map((date) => ({ date, dueAtMs: Math.max(readyAtMs(date), failed.get(date)?.dueAtMs ?? 0) }));
  }

  function look(): void {
    if (isLooking || isStopped()) return;
    isLooking = true;
    stopWaiting();
    void lookThrough().catch(unread).then(planNext).catch(unread);
  }

  /** A journal that cannot be read is told by the terminal, and looked at again by the next closing. */
  function unread(cause: unknown): void {
    log.write('journal_failed', { message: String(cause) });
  }

  function planNext(): void {
    isLooking = false;
    if (isStopped()) return;
    const nextMs = Math.min(...waitedFor().map(({ dueAtMs }) => dueAtMs), Number.POSITIVE_INFINITY);
    if (nextMs === Number.POSITIVE_INFINITY) return; // the next closing looks again
    stopWaiting = clock.after(Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, nextMs - clock.wallMs())), look);
  }

  async function lookThrough(): Promise<void> {
    for (const { date, dueAtMs } of waitedFor()) {
      if (isStopped()) return;
      if (dueAtMs <= clock.wallMs()) await inTurn(() => readAndWrite(date, null));
    }
  }

  /** One bill at a time, whoever asks. */
  async function inTurn(task: () => Promise<void>): Promise<void> {
    const mine = busy.then(task);
    busy = mine.catch(() => {});
    await mine.catch((cause) => log.write('reconciliation_failed', { problem: String(cause) }));
  }

  /** @param forced the shift that somebody asks about; null: every shift that still waits for this day */
  async function readAndWrite(date: BillDate, forced: Shift | null): Promise<void> {
    if (isStopped()) return;
    reading = { date, lines: 0 };
    parts.changed();
    try {
      const outcome = await readDay(parts, {
        date,
        shifts: shiftsOn(journal, date).map((shift) => ({ id: shift.id, fromMs: wholeSecond(shift.openedAtMs), toMs: endOf(shift) })),
        carried: carriedTo(date),
        progress(lines) {
          reading = { date, lines };
          parts.changed();
        },
      });
      if (outcome.kind === 'compared') note(date, outcome, forced);
      else noteFailure(date, outcome);
    } finally {
      reading = null;
      parts.changed();
    }
  }

  /** What earlier days left for this one. */
  function carriedTo(date: BillDate): ReadonlySet<string> {
    const from = journal.slips('reconciliation', null, PIECE).items.map(({ slip }) => slip);
    return new Set(from.flatMap(({ bills, postponed }) => (bills.some((day) => day.date < date) ? postponed : [])));
  }

  function noteFailure(date: BillDate, outcome: Exclude<DayOutcome, { kind: 'compared' }>): void {
    if (outcome.kind === 'stopped') return;
    const tries = (failed.get(date)?.tries ?? 0) + 1;
    const state = outcome.kind === 'malformed' ? 'malformed' : outcome.kind === 'not_yet' ? 'waiting' : 'unknown';
    const problem = outcome.kind === 'malformed' ? `${outcome.line}: ${outcome.why}` : null;
    failed.set(date, { tries, dueAtMs: clock.wallMs() + waitMs(tries), state, problem });
    log.write('bill_not_read', { date, kind: outcome.kind });
  }

  function note(date: BillDate, { isEmpty, findings }: DayOutcome & { kind: 'compared' }, forced: Shift | null): void {
    const atMs = clock.wallMs();
    const closed = new Map(concerned(date, findings).map((slip) => [slip.id as string, slip]));
    // What an open shift has is looked at in its own morning.
    const drafts = findings.drafts.filter(({ shiftId }) => shiftId === null || closed.has(shiftId)).slice(0, MOST_FOUND);
    if (findings.drafts.length > MOST_FOUND) log.write('reconciliation_overflow', { date, count: findings.drafts.length });
    const fresh = drafts.flatMap((draft) => noteFound(journal, draft, { billDate: date, atMs }) ?? []);
    const gone = vanishedBy(date, findings, atMs);
    const beside = [...fresh, ...gone];
    const changedShifts: Shift[] = [];
    const slips: Slip[] = [...beside];
    for (const before of closed.values()) {
      const shift = shiftOf(before);
      if (!shift) continue;
      const isWanted = forced ? forced.id === shift.id : before.bill === 'pending' && wantedDays(journal, shift, before).includes(date);
      const after = afterDay({ shift, before, date, isEmpty, findings, drafts, beside, isWanted, atMs });
      if (JSON.stringify({ ...after, atMs: 0 }) === JSON.stringify({ ...before, atMs: 0 })) continue;
      slips.push(after);
      changedShifts.push(shift);
    }
    if (slips.length > 0 && !parts.write(slips)) {
      failed.set(date, { tries: 1, dueAtMs: atMs + waitMs(1), state: 'unknown', problem: null });
      return;
    }
    failed.delete(date);
    log.write('bill_compared', { date, count: fresh.length });
    if (slips.length > 0) parts.found(changedShifts);
  }

  type Day = {
    readonly shift: Shift;
    readonly before: Reconciliation;
    readonly date: BillDate;
    readonly isEmpty: boolean;
    readonly findings: BillFindings;
    readonly drafts: readonly Draft[];
    readonly beside: readonly Discrepancy[];
    readonly isWanted: boolean;
    readonly atMs: number;
  };

  /** What a shift's reconciliation is after a day was read. */
  function afterDay({ shift, before, date, isEmpty, findings, drafts, beside, isWanted, atMs }: Day): Reconciliation {
    const ids = drafts.filter(({ shiftId }) => shiftId === shift.id).map(({ id }) => id);
    const discrepancies = withIds(before.discrepancies, ids);
    const matched = findings.tallies.find(({ shiftId }) => shiftId === shift.id)?.matched ?? 0;
    const others = before.bills.filter((day) => day.date !== date);
    const bills = [...others, { date, isEmpty, matched, readAtMs: atMs }].sort((a, b) => (a.date < b.date ? -1 : 1));
    const postponed = findings.postponed.filter((id) => shiftIdOf(journal, id) === shift.id);
    const read = isWanted ? { bills, postponed } : { bills: before.bills, postponed: before.postponed };
    const after: Reconciliation = { ...before, ...read, discrepancies, atMs };
    const wanted =
      isWanted || before.bill === 'pending'
        ? wantedDays(journal, shift, after)
        : bills.map((day) => day.date).filter((day) => day !== date);
    return withStanding(journal, after, { wanted, beside });
  }

  /** Reconciliations that a day tells something of: shifts that were open on it, and those whose money moved on it. */
  function concerned(date: BillDate, { drafts, tallies }: BillFindings): readonly Reconciliation[] {
    const ids = [
      ...shiftsOn(journal, date).map(({ id }) => id as string),
      ...[...drafts, ...tallies].flatMap(({ shiftId }) => shiftId ?? []),
    ];
    const waiting = journal.openSlips('reconciliation').map(({ slip }) => slip.id as string);
    return [...new Set([...ids, ...waiting])].flatMap((id) => journal.slip('reconciliation', id)?.slip ?? []);
  }

  /** Open differences that this day's bill, read to its end, does not show any more. */
  function vanishedBy(date: BillDate, findings: BillFindings, atMs: number): readonly Discrepancy[] {
    const shown = new Set(findings.drafts.map(({ id }) => id));
    const orders = new Set(findings.drafts.filter(({ cause }) => cause === 'refunded_there').map(({ orderNo }) => orderNo));
    return journal.openSlips('discrepancy').flatMap(({ slip }) => {
      const isOfThis = slip.billDate === date || (slip.billDate === null && isTold(slip, date, orders));
      const isGoingBack = slip.remedy === 'refund'; // it says itself how that ends
      return !shown.has(slip.id) && isOfThis && !isGoingBack && openDiscrepancy(journal, slip.id) ? [vanished(slip, atMs)] : [];
    });
  }

  /** Whether the bill of a day has something to say of what was found at closing. */
  function isTold({ cause, ours, orderNo }: Discrepancy, date: BillDate, refundedThere: ReadonlySet<string>): boolean {
    if (cause === 'refunded_there') return refundedThere.has(orderNo);
    const isOurs = ours !== null && (ours.status === 'paid' || ours.status === 'succeeded');
    return isOurs && ours.atMs !== null && billDateOf(ours.atMs) === date;
  }

  async function compareAll(shift: Shift): Promise<void> {
    const known = journal.slip('reconciliation', shift.id)?.slip;
    for (const date of known ? wantedDays(journal, shift, known) : []) {
      if (!isTooOld(date, clock.wallMs())) await inTurn(() => readAndWrite(date, shift));
    }
  }

  return {
    look,
    compare: (shift) => compareAll(shift).catch(unread).then(look),
    read: (date) => inTurn(() => readAndWrite(date, null)).then(look),
    standings: () =>
      waitedFor()
        .map(({ date, dueAtMs }) => {
          const { state = 'waiting', problem = null } = failed.get(date) ?? {};
          return { date, dueAtMs, problem, state: reading?.date === date ? ('reading' as const) : state };
        })
        .reverse(),
    reading: () => reading,
    stop: () => stopWaiting(),
  };
}

/** The bill's times have no fractions: what was paid in the second in which a shift began is of it. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}
