import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { LatePayment, StoreConfig } from '../config/config.ts';
import type { Shift as ShiftDocument } from '../contract/shift.ts';
import { ABILITIES, type Abilities } from '../gateway/abilities.ts';
import type { Gateway, LineStatus } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { type Intent, type Method, parseSaleId } from '../payment/charge.ts';
import type { PaymentTimes } from '../payment/event.ts';
import type { KeptState } from '../payment/state.ts';
import type { ScannerListener, ScannerState } from '../scanner/scanner.ts';
import type { Shift, ShiftId } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { JournalCare } from '../store/journal-care.ts';
import type { Slip } from '../store/slip.ts';
import { createAdoption } from './adoption.ts';
import { createChargeDesk } from './charge-desk.ts';
import { createConsequences } from './consequences.ts';
import { createCounter } from './counter.ts';
import { createStoreDay } from './day.ts';
import { createDisplaysDesk, type DisplaySetUp } from './displays-desk.ts';
import { createDoctorDesk } from './doctor-desk.ts';
import { createFeed } from './feed.ts';
import { createFindingDesk } from './finding-desk.ts';
import { createInquiryDesk } from './inquiry-desk.ts';
import { createLatePayments } from './late-payments.ts';
import { isGivenUp } from './live-charge.ts';
import { createNames } from './names.ts';
import { createNoticeDesk } from './notice-desk.ts';
import { BACKLOG_PER_SECOND, createPace } from './pace.ts';
import { createParkingDesk } from './parking-desk.ts';
import { createRefundDesk } from './refund-desk.ts';
import { createRefundRunner } from './refund-runner.ts';
import { createRunner, type RunnerParts } from './runner.ts';
import { createScanDesk } from './scan-desk.ts';
import { createScreenDesk } from './screen-desk.ts';
import { createTakings } from './takings.ts';
import type { News, Terminal } from './terminal.ts';
import { createTerminalView } from './terminal-view.ts';
import { createUsedCodes } from './used-codes.ts';

export type TerminalParts = {
  readonly gateway: Gateway;
  readonly abilities?: Abilities; // of the acquirer behind it; left out: WeChat Pay's
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly times: PaymentTimes & { readonly refundSpacingMs?: number; readonly latePayment?: LatePayment }; // spacing: between two refunds of one charge
  readonly store: StoreConfig;
  readonly care?: JournalCare; // of a journal on a disk
  readonly displays?: DisplaySetUp; // left out: none has buttons, and pairings end with the process
  readonly practice: { readonly phoneUrl: string; readonly faultsUrl: string } | null; // null: real money
  readonly shiftId?: () => ShiftId | null; // of the shift that is open now; left out: there are none
  readonly shiftDocument?: (shift: Shift) => ShiftDocument; // what the outside is told of one; left out: nothing
  readonly meets?: RunnerParts['meets']; // for a simulation's report
};

/** What the customer pays where the cashier stands. The rest is paid in the shop's own software, and would only cover the counter. */
const IS_FOR_THE_COUNTER: ReadonlySet<Method> = new Set<Method>(['payment_code', 'merchant_qr']);

/** Source: WeChat Pay v2, refund, rules. */
const REFUND_SPACING_MS = 60_000;

/** Puts the terminal together and takes up what the journal left open. */
export function createTerminal(parts: TerminalParts): Terminal & ScannerListener {
  const { gateway, journal, clock, log, times, store, practice, care = null, shiftId = () => null } = parts;
  const { abilities = ABILITIES['wechat-v2'] } = parts;
  const feed = createFeed({ journal, clock, passing, shiftDocument: parts.shiftDocument });
  const usedCodes = createUsedCodes(clock);
  const today = createTakings(journal, createStoreDay(clock, store.timeZone), store.currency ?? 'CNY');
  const scanners = new Map<string, ScannerState>();
  const viewListeners = new Set<() => void>();
  let viewChangePending = false;
  let lineSinceMs = clock.monotonicMs();

  const pace = createPace(clock, BACKLOG_PER_SECOND);
  const runner = createRunner({
    ...{ gateway, journal, clock, log, times, pace, slipsWith, meets: parts.meets },
    changed: (live, before, code) => consequences.chargeChanged(live, before, code),
  });
  const counter = createCounter({ runner, journal, clock });
  const doctor = createDoctorDesk({ clock, scanners });
  const names = createNames({ clock, random: parts.random, terminalId: store.terminalId });
  const { refundSpacingMs = REFUND_SPACING_MS } = times;
  const parkingDesk = createParkingDesk({
    ...{ runner, journal, names, clock, log, shiftId, stageId: counter.stageId, currency: store.currency ?? 'CNY' },
    changed(sale) {
      const saleId = sale.tender === 'cash' && parseSaleId(sale.id);
      if (saleId) findingDesk.settledInCash(saleId);
      feed.publish({ type: 'parked.updated', data: sale });
      viewChanged();
    },
  });
  const inquiryDesk = createInquiryDesk({ runner, journal, counter, gateway, parking: parkingDesk, clock, log, changed: viewChanged });
  const scanDesk = createScanDesk({ runner, counter, usedCodes, doctor, inquiries: inquiryDesk, clock, log, changed: viewChanged });
  const refundRunner = createRefundRunner({
    ...{ gateway, journal, clock, log, times, pace, refundSpacingMs },
    changed: (live, before) => consequences.refundChanged(live, before),
  });
  const refundDesk = createRefundDesk({ runner: refundRunner, journal, names, shiftId, clock, log });
  const adoption = createAdoption({ runner, refundRunner, journal, names, shiftId, log, nowMs: () => clock.wallMs() });
  const latePayments = createLatePayments({
    ...{ gateway, journal, adoption, refundDesk, abilities, clock, log },
    policy: parts.times.latePayment ?? 'refund',
  });
  const noticeDesk = createNoticeDesk({ gateway, journal, runner, refundRunner, latePayments, log });
  const findingDesk = createFindingDesk({
    ...{ journal, refundDesk, clock, log },
    changed(settled) {
      if (settled) feed.publish({ type: 'finding.updated', data: settled });
      viewChanged();
    },
  });
  const chargeDesk = createChargeDesk({
    ...{ runner, journal, abilities, gateway, usedCodes, names, shiftId, clock, log },
    storeName: store.name,
    currency: store.currency ?? 'CNY',
    willAwaitCode: () => doctor.test(false), // the next scan is money
    begun(live) {
      if (IS_FOR_THE_COUNTER.has(live.intent.method)) counter.take(live);
      displays.begun(live);
      viewChanged();
    },
  });
  const displays = createDisplaysDesk({
    ...{ counter, runner, journal, chargeDesk, store, clock, log },
    ...{ setUp: parts.displays, mode: practice ? 'sandbox' : 'live', random: parts.random, changed: viewChanged },
  });
  const consequences = createConsequences({
    ...{ runner, journal, usedCodes, parkingDesk, findingDesk, latePayments, displays, counter, feed, viewChanged },
  });
  const { view, health } = createTerminalView({
    ...{ gateway, abilities, journal, care, clock, store, practice, scanners, runner, refundRunner },
    ...{ counter, displays, parkingDesk, findingDesk, inquiryDesk, today, lineSinceMs: () => lineSinceMs },
  });
  const forgetLine = gateway.onLine(lineChanged);
  const forgetCare = care?.onChange(viewChanged) ?? (() => {});
  const left = journal.openCharges();
  const last = left.at(-1);
  runner.resume(left);
  refundRunner.resume(journal.openRefunds());
  latePayments.resume();
  const newest = last && runner.live(last.intent.id);
  if (newest && !isGivenUp(newest)) {
    counter.take(newest); // its customer may still stand at the counter
    displays.begun(newest);
  }

  /** What becomes true of sales with a state of a charge, in the same append. */
  function slipsWith(intent: Intent, state: KeptState): readonly Slip[] {
    return [...parkingDesk.slipsWith(intent, state), ...findingDesk.slipsWith(intent, state)];
  }

  /** What tills are told of without a journal, as it is now. */
  function passing(): readonly News[] {
    return [{ type: 'gateway.updated', data: { status: gateway.line() } }, ...[...scanners.values()].map(scannerNews)];
  }

  function lineChanged(status: LineStatus): void {
    lineSinceMs = clock.monotonicMs();
    log.write(status === 'online' ? 'gateway_online' : 'gateway_offline');
    feed.publish({ type: 'gateway.updated', data: { status } });
    viewChanged();
    if (status !== 'online') return;
    runner.lineBack();
    refundRunner.lineBack();
    inquiryDesk.lineBack();
  }

  function viewChanged(): void {
    if (viewChangePending) return;
    viewChangePending = true;
    queueMicrotask(() => {
      viewChangePending = false;
      for (const listener of viewListeners) listener();
    });
  }

  return {
    charge: chargeDesk.charge,
    giveCode: chargeDesk.giveCode,
    cancel: chargeDesk.cancel,
    find: chargeDesk.find,
    refund: refundDesk.refund,
    refundAgain: refundDesk.again,
    findRefund: refundDesk.find,
    adopt: adoption.adopt,
    adoptRefund: adoption.adoptRefund,
    park: parkingDesk.park,
    findParked: parkingDesk.find,
    parkedSales: parkingDesk.open,
    setAside: parkingDesk.parkCharge,
    collectInCash: parkingDesk.collectCash,
    dropParked: parkingDesk.drop,
    lookUp: inquiryDesk.lookUp,
    currency: () => store.currency ?? 'CNY',
    noticePath: noticeDesk.path,
    notice: noticeDesk.take,
    parameters: chargeDesk.parameters,
    openId: (code) => gateway.openId(code),
    list: chargeDesk.list,
    findings: findingDesk.page,
    command: createScreenDesk({
      ...{ chargeDesk, parkingDesk, refundDesk, findingDesk, scanDesk, doctor, inquiryDesk, counter, displays, care },
      changed: viewChanged,
    }),
    view,
    onView: (listener): Cancel => {
      viewListeners.add(listener);
      return () => viewListeners.delete(listener);
    },
    displays,
    health,
    feed: feed.listen,
    feedPosition: feed.position,
    shiftWritten: feed.shiftWritten,
    doctor: doctor.view,
    onDoctor: doctor.onChange,
    scanned: scanDesk.scanned,
    repeated: scanDesk.repeated,
    forgotten(scannerId) {
      scanners.delete(scannerId);
      viewChanged();
      doctor.changed();
    },
    tunable: doctor.tunable,
    noticed: doctor.noticed,
    changed(state: ScannerState) {
      scanners.set(state.id, state);
      feed.publish(scannerNews(state));
      viewChanged();
      doctor.changed();
    },
    async stop() {
      chargeDesk.close();
      doctor.test(false);
      inquiryDesk.stop();
      forgetLine();
      forgetCare();
      runner.stop();
      parkingDesk.close();
      refundDesk.close();
      adoption.close();
      findingDesk.stop();
      displays.stop();
      latePayments.stop();
      refundRunner.stop();
      await gateway.close();
    },
  };
}

function scannerNews({ id, kind, name, status }: ScannerState): News {
  return { type: 'scanner.updated', data: { id, kind, name, status } };
}
