import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { Config } from '../config/config.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Log } from '../log/log.ts';
import { mayDo } from '../people/may-do.ts';
import type { Role } from '../people/person.ts';
import type { PinKeeper } from '../people/pins.ts';
import type { DocumentRef } from '../receipt/print-job.ts';
import type { Press } from '../report/press.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createCashDesk, type Drawer } from './cash-desk.ts';
import type { Handlers, Need, Needs, Readings } from './desk.ts';
import type { Doer, Office } from './office.ts';
import { createPeopleDesk } from './people-desk.ts';
import { createReceiptDesk, NO_PAPER, type PaperParts } from './receipt-desk.ts';
import { createReceiptFiles } from './receipt-files.ts';
import { createReconcileDesk, type ReconcileParts } from './reconcile-desk.ts';
import { recordReadings } from './record-readings.ts';
import { createRefundOffice } from './refund-office.ts';
import { refundReadings } from './refund-readings.ts';
import { createReportDesk } from './report-desk.ts';
import { createShiftCommands } from './shift-commands.ts';
import { createShiftDesk } from './shift-desk.ts';
import { createTillShifts } from './till-shifts.ts';

export type OfficeParts = {
  readonly config: Pick<Config, 'office' | 'store'>;
  readonly journal: Journal;
  readonly terminal: Terminal;
  readonly openShift: OpenShift;
  readonly paper?: PaperParts; // left out: nothing is printed
  readonly drawer?: Drawer; // left out: the one that hangs on a printer
  readonly gateway: ReconcileParts['gateway'];
  readonly times: ReconcileParts['times'];
  readonly press?: Press; // left out: no reports
  readonly settings?: Readings; // what the terminal was told; left out: nothing to read
  readonly pins: PinKeeper;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/** Puts the office together: each desk brings its commands with what they need, its readings and its part of the view. */
export function createOffice(parts: OfficeParts): Office {
  const listeners = new Set<() => void>();
  let isTold = true;
  let isStopped = false;

  /** Something that is shown has changed; told once per turn. */
  function changed(): void {
    if (!isTold) return;
    isTold = false;
    queueMicrotask(() => {
      isTold = true;
      for (const listener of [...listeners]) listener();
    });
  }

  const people = createPeopleDesk({ ...parts, changed });
  const refunds = createRefundOffice({ ...parts, ...parts.config.office });
  const reconcile = createReconcileDesk({
    ...{ ...parts, ...parts.config.office, terminalId: parts.config.store.terminalId, person: people.person, changed },
    shiftChanged: parts.terminal.shiftWritten,
  });
  const { currency = 'CNY' } = parts.config.store;
  const shiftDesk = createShiftDesk({ ...parts, currency, reconciler: reconcile, changed, written: shiftWritten });
  const shifts = createShiftCommands({ ...parts, desk: shiftDesk, currency, terminalId: parts.config.store.terminalId, roleOf });
  const paper = parts.paper ?? NO_PAPER;
  const isTraining = parts.terminal.health().mode === 'sandbox';
  const receipts = createReceiptDesk({ ...parts, paper, isTraining, isToBeCounted, changed });
  const reports = parts.press ? createReportDesk({ ...parts, press: parts.press, store: parts.config.store, isTraining }) : null;
  const files = createReceiptFiles(receipts, paper.makers, isToBeCounted);
  const records = recordReadings({ ...parts, timeZone: parts.config.store.timeZone });
  const cash = createCashDesk({ ...parts, ...parts.config.office, currency, drawer: parts.drawer ?? receipts.drawer });
  const handlers: Handlers = {
    ...{ ...people.handlers, ...refunds.handlers, ...shifts.handlers },
    ...{ ...cash.handlers, ...receipts.handlers, ...reconcile.handlers },
  };
  const needs: Needs = {
    ...{ ...people.needs, ...refunds.needs, ...shifts.needs },
    ...{ ...cash.needs, ...receipts.needs, ...reconcile.needs },
  };
  const readings: Readings = {
    ...people.readings,
    ...refunds.readings,
    ...refundReadings(parts),
    ...shifts.readings,
    ...cash.readings,
    ...reconcile.readings,
    ...records,
    ...files.readings,
    ...reports?.readings,
    ...parts.settings,
  };

  listeners.add(receipts.look);
  reconcile.start();

  function shiftWritten(shift: Shift): void {
    parts.terminal.shiftWritten(shift);
    reconcile.shiftWritten(shift);
    changed();
  }

  /** A manager who has not done anything for a while counts as a cashier. */
  function roleOf({ seat }: Doer): Role | null {
    const { person, hasPeople } = people.view(seat);
    return hasPeople && person && !person.isResting ? person.role : hasPeople ? 'cashier' : null;
  }

  /** An X reading on paper says what should be in the drawer, which a cashier hears when he has counted. */
  function isToBeCounted({ kind, id }: DocumentRef, doer: Doer): boolean {
    const role = roleOf(doer);
    if (kind !== 'x' || role === null || mayDo(role, 'see_reports')) return false;
    return parts.openShift.current()?.id === id && parts.openShift.current()?.count === null;
  }

  return {
    view: (seat) => ({
      ...{ ...people.view(seat), ...refunds.view(), ...shifts.view() },
      ...{ ...cash.view(), ...receipts.view(), ...reconcile.view() },
    }),
    onView(listener): Cancel {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async command(seat, command) {
      if (isStopped) return { ok: false, code: 'stopping' };
      const approval = ('approval' in command && command.approval) || null;
      const need = needOf(needs, command);
      let doer = await people.permit(seat, need, approval);
      // What went back of the sale meanwhile counts too: two small refunds at the same moment are one large one.
      if (doer.ok && needOf(needs, command) !== need) doer = await people.permit(seat, needOf(needs, command), approval);
      if (!doer.ok) return doer.error;
      if (isStopped) return { ok: false, code: 'stopping' };
      const answer = await handle(handlers, command, doer.value);
      receipts.look(); // cash and refunds owe a paper
      return answer;
    },
    async read(seat, name, query) {
      const found = Object.hasOwn(readings, name) ? readings[name] : undefined;
      if (isStopped || !found) return { ok: false, code: isStopped ? 'stopping' : 'not_found' };
      const reader = await people.permit(seat, found.need, null);
      if (reader.ok) return found.read(query, reader.value);
      return reader.error.code === 'approval_needed' ? { ok: false, code: 'not_allowed', deed: reader.error.deed ?? '' } : reader.error;
    },
    shifts: createTillShifts({ ...parts, currency, desk: shiftDesk, reports: reports?.shiftReport ?? null }),
    receipts: files.receipts,
    async stop() {
      isStopped = true;
      shiftDesk.stop();
      reconcile.stop();
      reports?.stop();
      people.stop();
      await receipts.stop();
    },
  };
}

/** What a command needs. Its entry takes commands of its kind alone, which the type of the table says and an index into it cannot. */
function needOf(needs: Needs, command: OfficeCommand): Need {
  const need = needs[command.kind] as Need | ((command: OfficeCommand) => Need);
  return typeof need === 'function' ? need(command) : need;
}

/** Hands a command to the handler of its kind. */
async function handle(handlers: Handlers, command: OfficeCommand, doer: Doer): Promise<OfficeAnswer> {
  const handler = handlers[command.kind] as (command: OfficeCommand, doer: Doer) => OfficeAnswer | Promise<OfficeAnswer>;
  return handler(command, doer);
}
