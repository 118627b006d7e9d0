import type { Clock, Random } from '../basics/clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { ReconciliationView } from '../contract/reconciliation.ts';
import type { BillDate } from '../gateway/bill.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { RefundTimes } from '../payment/refund-event.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import { parseShiftId, type Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { createLimiter } from '../terminal/limiter.ts';
import { createPace } from '../terminal/pace.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { actSlip } from './act-slip.ts';
import { isTooOld, spanOf } from './bill-clock.ts';
import { createBillDesk } from './bill-desk.ts';
import { bounded } from './bounded.ts';
import { createClosingDesk } from './closing-desk.ts';
import type { Handlers, Needs, Readings } from './desk.ts';
import { differsInBill, openDiscrepancy } from './discrepancy-book.ts';
import { createLaterEnds } from './later-ends.ts';
import { reconcileReadings } from './reconcile-readings.ts';
import { createRemedies } from './remedies.ts';
import type { Reconciler } from './shift-desk.ts';
import { createStrayRefunds } from './stray-refunds.ts';
import { writeSlips } from './write-slips.ts';

/** Whoever asks for a comparison waits no longer than this for the bills. */
export const COMPARE_WAIT_MS = 30_000;
/** Questions at once and in a second: as much again as the backlog of charges may take, both far below what the acquirer allows. */
const MOST_QUESTIONS = 8;
const QUESTIONS_PER_SECOND = 10;
/** Presses of a button that are remembered, so that a second one does nothing. */
const MOST_REQUESTS = 50;

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

export function createReconcileDesk(parts: ReconcileParts): ReconcileDesk {
  const { gateway, terminal, journal, clock, log, terminalId, changed } = parts;
  const pace = createPace(clock, QUESTIONS_PER_SECOND);
  const limiter = createLimiter(MOST_QUESTIONS, pace);
  const oneByOne = createLimiter(1, pace); // refunds to one customer must not run at once
  const isStopped = () => stopped;
  const write = (slips: readonly Slip[]) => writeSlips(parts, slips);
  const open = new Map<string, Discrepancy>(journal.openSlips('discrepancy').map(({ slip }) => [slip.id, slip]));
  const requests = new Map<string, Promise<OfficeAnswer>>();
  const busy = new Set<string>(); // differences that a remedy is being carried out for
  let stopped = false;
  let forgetLine = () => {};

  const closing = createClosingDesk({
    ...{ gateway, terminal, journal, clock, log, limiter, isStopped, write, changed },
    found(shift) {
      readOpen();
      parts.shiftChanged(shift);
    },
  });
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

  const laterEnds = createLaterEnds({
    ...{ terminal, journal, clock, open, write, settled, refundEnded: remedies.refundEnded, shiftChanged: parts.shiftChanged },
    isBusy: (id) => busy.has(id),
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

  async function goOn(shift: Shift): Promise<void> {
    await closing.goOn(shift).catch((cause) => log.write('journal_failed', { message: String(cause) }));
    bills.look();
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
      if (isTooOld(billDate, clock.wallMs())) return { ok: false, code: 'too_old' };
      if (bills.reading()) return { ok: false, code: 'busy' };
      void bills.read(billDate);
      return { ok: true };
    },
  };

  function reconciling(): ReconciliationView['reconciling'] {
    const asking = closing.progress();
    if (asking) return { ...asking, billDate: null };
    const reading = bills.reading();
    return reading && { shiftId: null, billDate: reading.date, done: reading.lines, of: null };
  }

  return {
    handlers,
    needs: { remedy: 'settle_discrepancy', assign: 'settle_discrepancy', reconcile_shift: 'see_reports', read_bill: 'see_reports' },
    readings: reconcileReadings({ journal, bills, person: parts.person }),
    view: () => ({ openDiscrepancies: open.size, reconciling: reconciling() }),
    ask: closing.ask,
    slips: closing.slips,
    async compare(shift) {
      await bounded(clock, bills.compare(shift), COMPARE_WAIT_MS);
    },
    shiftWritten(shift) {
      if (!shift.closing || stopped) return;
      readOpen();
      laterEnds.follow(shift);
      void goOn(shift);
    },
    start() {
      laterEnds.start();
      forgetLine = gateway.onLine((status) => {
        if (status !== 'online') return;
        strays.lineBack();
        bills.look();
      });
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
      laterEnds.stop();
      bills.stop();
      strays.stop();
    },
  };
}
