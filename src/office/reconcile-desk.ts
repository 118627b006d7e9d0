import type { Clock, Random } from '../basics/clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { ReconciliationView } from '../contract/reconciliation.ts';
import type { BillDate } from '../gateway/bill.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { parseRefundId } from '../payment/refund.ts';
import type { RefundTimes } from '../payment/refund-event.ts';
import type { Discrepancy, Reconciliation } from '../reconciliation/discrepancy.ts';
import { parseShiftId, type Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { createLimiter } from '../terminal/limiter.ts';
import { createPace } from '../terminal/pace.ts';
import type { FeedEvent, Terminal } from '../terminal/terminal.ts';
import { actSlip } from './act-slip.ts';
import { askOpen } from './ask-open.ts';
import { spanOf } from './bill-clock.ts';
import { createBillDesk } from './bill-desk.ts';
import { type Asked, createClosingQuestions, NOTHING_ASKED } from './closing-questions.ts';
import type { Handlers, Needs, Readings } from './desk.ts';
import { differsInBill, MOST_FOUND, newReconciliation, noteFound, openDiscrepancy, vanished, withIds } from './discrepancy-book.ts';
import { reconcileReadings } from './reconcile-readings.ts';
import { createRemedies } from './remedies.ts';
import type { Reconciler } from './shift-desk.ts';
import { createStrayRefunds } from './stray-refunds.ts';
import { writeSlips } from './write-slips.ts';

/** A closing waits no longer than this for the acquirer; what is not answered then is asked behind it. */
export const CLOSING_WAIT_MS = 20_000;
/** Whoever asks for a comparison waits no longer than this for the bills. */
export const COMPARE_WAIT_MS = 30_000;
/** Questions at once and in a second: as much again as the backlog of charges may take, both far below what the acquirer allows. */
const MOST_QUESTIONS = 8;
const QUESTIONS_PER_SECOND = 10;
/** How far the questions are is written down after so many answers: a crash asks no more than these again. */
const WRITTEN_EACH = 50;
/** Presses of a button that are remembered, so that a second one does nothing. */
const MOST_REQUESTS = 50;
/** Closed shifts whose open charges are followed. */
const MOST_FOLLOWED = 50;
/** A disk that refused is asked again after this long. */
const AGAIN_MS = 5_000;

export type ReconcileCommandKind = 'remedy' | 'assign' | 'reconcile_shift' | 'read_bill';

/** Our ledger against the acquirer: when a shift is closed, and against the bills of the mornings after. */
export type ReconcileDesk = Reconciler & {
  readonly handlers: Handlers<ReconcileCommandKind>;
  readonly needs: Needs<ReconcileCommandKind>;
  readonly readings: Readings;
  view(): ReconciliationView;
  /** A shift was written: it is durable. */
  shiftWritten(shift: Shift): void;
  /** Takes up what an earlier process left: questions, bills that are due, money on its way back. */
  start(): void;
  stop(): void;
};

export type ReconcileParts = {
  readonly gateway: Pick<Gateway, 'query' | 'queryRefund' | 'refund' | 'bill' | 'line' | 'onLine'>;
  readonly terminal: Terminal;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly terminalId: string;
  readonly refundLimitFen: number;
  readonly times: RefundTimes;
  /** Who somebody is, for what is given to people; null: nobody who works here. */
  readonly person: (id: string) => { readonly id: Discrepancy['assignedTo']; readonly name: string } | null;
  /** What the outside is told of a shift has changed. */
  readonly shiftChanged: (shift: Shift) => void;
  readonly changed: () => void;
};

/** A shift whose questions are being asked. */
type Run = { readonly shift: Shift; asked: Asked; of: number; isClosed: boolean; readonly done: Promise<void> };

export function createReconcileDesk(parts: ReconcileParts): ReconcileDesk {
  const { gateway, terminal, journal, clock, log, terminalId, changed } = parts;
  const pace = createPace(clock, QUESTIONS_PER_SECOND);
  const limiter = createLimiter(MOST_QUESTIONS, pace);
  const oneByOne = createLimiter(1, pace); // refunds to one customer must not run at once
  const isStopped = () => stopped;
  const write = (slips: readonly Slip[]) => writeSlips(parts, slips);
  const open = new Map<string, Discrepancy>(journal.openSlips('discrepancy').map(({ slip }) => [slip.id, slip]));
  const runs = new Map<string, Run>();
  const requests = new Map<string, Promise<OfficeAnswer>>();
  const busy = new Set<string>(); // differences that a remedy is being carried out for
  const unsettled = new Map<string, Shift>(); // charges and refunds that a closed shift left unknown
  let stopped = false;
  let forgetLine = () => {};
  let forgetFeed = () => {};

  const questions = createClosingQuestions({ gateway, journal, clock, log, limiter, isStopped });
  const strays = createStrayRefunds({
    ...{ gateway, clock, log, limiter: oneByOne, times: parts.times },
    ended(id, { status, acquirerCode }) {
      const found = openDiscrepancy(journal, id);
      if (!found?.back) return true;
      const back = { ...found.back, status, acquirerCode };
      const after: Discrepancy =
        status === 'succeeded'
          ? { ...found, back, status: 'settled', settledBy: 'remedy', settledAtMs: clock.wallMs() }
          : { ...found, back, remedy: null };
      if (!write([after])) return false;
      settled(after);
      return true;
    },
  });
  const remedies = createRemedies({ ...parts, strays, write, settled });
  const bills = createBillDesk({
    ...{ bill: gateway.bill, journal, clock, log, terminalIds: [terminalId], isStopped, write, changed },
    found(shifts) {
      readOpen();
      for (const shift of shifts) parts.shiftChanged(shift);
      changed();
    },
  });

  function readOpen(): void {
    open.clear();
    for (const { slip } of journal.openSlips('discrepancy')) open.set(slip.id, slip);
  }

  /** A difference was written: it may be settled, and with it how its shift's bills stand. */
  function settled(found: Discrepancy): void {
    if (found.status === 'settled') {
      open.delete(found.id);
      log.write('discrepancy_settled', { orderNo: found.orderNo, cause: found.cause, kind: found.remedy ?? found.settledBy });
    } else open.set(found.id, found);
    const known = found.shiftId && journal.slip('reconciliation', found.shiftId)?.slip;
    if (known && known.bill !== 'pending') {
      const bill = differsInBill(journal, known.discrepancies) ? 'differs' : 'matched';
      if (bill !== known.bill) write([{ ...known, bill, atMs: clock.wallMs() }]);
    }
    const shift = found.shiftId && journal.slip('shift', found.shiftId)?.slip;
    if (shift) parts.shiftChanged(shift);
    changed();
  }

  /** Begins to ask about a shift, or is told that somebody does already. */
  function begin(shift: Shift, from: Asked): Run {
    const known = runs.get(shift.id);
    if (known) return known;
    const { promise, resolve } = Promise.withResolvers<void>();
    const run: Run = { shift, asked: from, of: 0, isClosed: shift.closing !== null, done: promise };
    runs.set(shift.id, run);
    void ask(run).then(resolve);
    return run;
  }

  async function ask(run: Run): Promise<void> {
    try {
      await questions.run(closedOr(run.shift), run.asked, (asked, of) => {
        const hasFound = asked.drafts.length > run.asked.drafts.length;
        run.asked = asked;
        run.of = of;
        if (run.isClosed && (hasFound || (asked.charges + asked.refunds) % WRITTEN_EACH === 0)) save(run, null);
        changed();
      });
    } catch (cause) {
      log.write('journal_failed', { message: String(cause) });
    }
    changed();
  }

  /** The shift as it stands: it may have been closed meanwhile. */
  function closedOr(shift: Shift): Shift {
    return journal.slip('shift', shift.id)?.slip ?? shift;
  }

  /** What is written of a shift's questions: what was found, and how far they are. */
  function slipsOf(shift: Shift, asked: Asked, askedAtMs: number | null): readonly Slip[] {
    const atMs = clock.wallMs();
    const before = journal.slip('reconciliation', shift.id)?.slip ?? newReconciliation(shift, atMs);
    const drafts = asked.drafts.slice(0, MOST_FOUND);
    const found = drafts.flatMap((draft) => noteFound(journal, draft, { billDate: null, atMs }) ?? []);
    const after: Reconciliation = {
      ...{ ...before, askedAtMs, asked: { charges: asked.charges, refunds: asked.refunds }, atMs },
      matched: before.bill === 'pending' ? asked.matched : before.matched,
      discrepancies: withIds(
        before.discrepancies,
        drafts.map(({ id }) => id),
      ),
    };
    return [...found, after];
  }

  function save(run: Run, askedAtMs: number | null): boolean {
    const slips = slipsOf(run.shift, run.asked, askedAtMs);
    if (!write(slips)) return false;
    if (slips.length > 1 || askedAtMs !== null) {
      readOpen();
      parts.shiftChanged(closedOr(run.shift));
    }
    return true;
  }

  /** Goes on behind the closing, until everything is answered. */
  async function goOn(shift: Shift): Promise<void> {
    for (;;) {
      const before = runs.get(shift.id);
      await before?.done;
      if (stopped) return;
      // What was begun between the last question and the closing was in no list yet.
      const from = before?.asked ?? askedBefore(shift);
      runs.delete(shift.id);
      const run = begin(shift, from);
      await run.done;
      if (stopped) return;
      if (run.asked.charges + run.asked.refunds >= run.of && save(run, clock.wallMs())) break;
      await new Promise<void>((next) => void clock.after(AGAIN_MS, next)); // the disk refused, or something cannot be read
    }
    runs.delete(shift.id);
    changed();
    bills.look();
  }

  function askedBefore({ id }: Shift): Asked {
    const found = journal.slip('reconciliation', id)?.slip;
    return found ? { ...found.asked, matched: found.matched, drafts: [] } : NOTHING_ASKED;
  }

  /** Both sides may have become equal by themselves: what has an end now is what the acquirer said. */
  function hear({ type, data }: FeedEvent): void {
    if (type !== 'charge.updated' && type !== 'refund.updated') return;
    if (open.size === 0 && !unsettled.has(data.id)) return;
    const isRefund = type === 'refund.updated';
    const about = isRefund ? data.chargeId : data.id;
    clock.after(0, () => {
      if (stopped) return;
      if (isRefund) refundChanged(data.id);
      for (const found of [...open.values()]) if (found.chargeId === about) settleEqual(found);
      followUp(data.id);
    });
  }

  function refundChanged(id: string): void {
    const refundId = parseRefundId(id);
    const refund = refundId && journal.refund(refundId);
    if (refund) remedies.refundEnded(refund);
  }

  function settleEqual({ id }: Discrepancy): void {
    const found = openDiscrepancy(journal, id);
    if (!found || found.remedy === 'refund' || busy.has(id) || !isEqualNow(found)) return;
    const after = vanished(found, clock.wallMs());
    if (write([after])) settled(after);
  }

  function isEqualNow({ cause, orderNo, refundNo }: Discrepancy): boolean {
    if (cause === 'paid_after_all') return journal.chargeByOrderNo(orderNo as never)?.state.status === 'paid';
    if (cause === 'refund_done_there') return journal.refundByNo(refundNo as never)?.state.status === 'succeeded';
    const isUnknownUndone = cause === 'undone_there' || cause === 'still_unknown';
    return isUnknownUndone && journal.chargeByOrderNo(orderNo as never)?.state.status === 'reversed';
  }

  /** What a closed shift had left unknown has an end. */
  function followUp(id: string): void {
    const shift = unsettled.get(id);
    if (!shift || [...journal.openCharges(), ...journal.openRefunds()].some(({ intent }) => intent.id === id)) return;
    unsettled.delete(id);
    const found = journal.slip('reconciliation', shift.id)?.slip;
    if (!found) return;
    write([{ ...found, unsettled: found.unsettled.filter((left) => left !== id), atMs: clock.wallMs() }]);
    parts.shiftChanged(closedOr(shift));
  }

  function follow(shift: Shift, left: readonly string[]): void {
    for (const id of left) unsettled.set(id, shift);
  }

  async function bounded(work: Promise<unknown>, ms: number, endsOffline: boolean): Promise<void> {
    await new Promise<void>((resolve) => {
      const giveUp = clock.after(ms, end);
      const forget = endsOffline ? gateway.onLine((status) => status === 'offline' && end()) : () => {};
      void work.then(end, end);
      function end(): void {
        giveUp();
        forget();
        resolve();
      }
    });
  }

  /** A second press of the same button is told what the first did. */
  function once(requestId: string, act: () => Promise<OfficeAnswer>): Promise<OfficeAnswer> {
    const known = requests.get(requestId);
    if (known) return known;
    const answer = act();
    requests.set(requestId, answer);
    if (requests.size > MOST_REQUESTS) requests.delete([...requests.keys()][0] ?? '');
    return answer;
  }

  function closedShift(id: string): Shift | null {
    const shiftId = parseShiftId(id);
    return (shiftId && journal.slip('shift', shiftId)?.slip) ?? null;
  }

  const handlers: Handlers<ReconcileCommandKind> = {
    remedy: ({ requestId, discrepancyId, remedy, reason = null }, doer) =>
      once(requestId, async () => {
        const known = journal.slip('discrepancy', discrepancyId)?.slip;
        if (!known) return { ok: false, code: 'not_found' };
        if (known.status === 'settled') return { ok: false, code: 'already_settled' };
        if (!known.remedies.includes(remedy)) return { ok: false, code: 'not_offered' };
        if (busy.has(discrepancyId)) return { ok: false, code: 'busy' };
        busy.add(discrepancyId);
        try {
          return await remedies.carryOut(known, remedy, reason, doer);
        } finally {
          busy.delete(discrepancyId);
          changed();
        }
      }),
    assign({ discrepancyId, personId }, doer) {
      const known = journal.slip('discrepancy', discrepancyId)?.slip;
      const person = personId === null ? null : parts.person(personId);
      if (!known || (personId !== null && !person)) return { ok: false, code: 'not_found' };
      if (known.status === 'settled') return { ok: false, code: 'already_settled' };
      const after: Discrepancy = { ...known, status: person ? 'assigned' : 'open', assignedTo: person?.id ?? null, by: doer.actor };
      const act = actSlip(parts, doer, { deed: 'settle_discrepancy', subject: known.id, reason: person ? 'assign' : 'unassign' });
      if (!write([after, act])) return { ok: false, code: 'journal_failed' };
      settled(after);
      return { ok: true, value: { status: after.status } };
    },
    reconcile_shift({ shiftId }) {
      const shift = closedShift(shiftId);
      if (!shift) return { ok: false, code: 'not_found' };
      if (!shift.closing) return { ok: false, code: 'shift_open' };
      if (bills.reading()) return { ok: false, code: 'busy' };
      void bills.compare(shift);
      return { ok: true };
    },
    read_bill({ billDate }: { readonly billDate: BillDate }) {
      const { toMs } = spanOf(billDate);
      if (Number.isNaN(toMs)) return { ok: false, code: 'not_found' };
      if (toMs > clock.wallMs()) return { ok: false, code: 'too_early' };
      if (bills.reading()) return { ok: false, code: 'busy' };
      void bills.read(billDate);
      return { ok: true };
    },
  };

  function reconciling(): ReconciliationView['reconciling'] {
    const run = [...runs.values()].find(({ asked, of }) => asked.charges + asked.refunds < of);
    if (run) return { shiftId: run.shift.id, billDate: null, done: run.asked.charges + run.asked.refunds, of: run.of };
    const reading = bills.reading();
    return reading && { shiftId: null, billDate: reading.date, done: reading.lines, of: null };
  }

  return {
    handlers,
    needs: { remedy: 'settle_discrepancy', assign: 'settle_discrepancy', reconcile_shift: 'see_reports', read_bill: 'see_reports' },
    readings: reconcileReadings({ journal, bills, person: parts.person }),
    view: () => ({ openDiscrepancies: open.size, reconciling: reconciling() }),
    async ask(shift) {
      if (gateway.line() === 'offline') return; // asked behind the closing, when the line is back
      const run = begin(shift, NOTHING_ASKED);
      await bounded(Promise.all([run.done, askOpen({ terminal, journal, clock }, shift)]), CLOSING_WAIT_MS, true);
    },
    slips: (closed) => (closed.closing ? slipsOf(closed, runs.get(closed.id)?.asked ?? NOTHING_ASKED, null) : []),
    async compare(shift) {
      await bounded(bills.compare(shift), COMPARE_WAIT_MS, false);
    },
    shiftWritten(shift) {
      if (!shift.closing || stopped) return;
      readOpen();
      follow(shift, shift.closing.leftOpen);
      const run = runs.get(shift.id);
      if (run) run.isClosed = true;
      void goOn(shift);
    },
    start() {
      forgetFeed = terminal.feed(null, hear);
      forgetLine = gateway.onLine((status) => {
        if (status !== 'online') return;
        strays.lineBack();
        bills.look();
      });
      for (const { slip } of journal.slips('reconciliation', null, MOST_FOLLOWED).items) {
        const shift = slip.unsettled.length > 0 ? closedShift(slip.id) : null;
        if (shift) follow(shift, slip.unsettled);
      }
      for (const { slip } of journal.openSlips('reconciliation')) {
        const shift = slip.askedAtMs === null ? closedShift(slip.id) : null;
        if (shift) void goOn(shift);
      }
      for (const found of open.values()) remedies.resume(found);
      bills.look();
    },
    stop() {
      stopped = true;
      forgetLine();
      forgetFeed();
      bills.stop();
      strays.stop();
    },
  };
}
