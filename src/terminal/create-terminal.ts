import { assertNever } from '../basics/assert.ts';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { StoreConfig } from '../config/config.ts';
import type { Charge } from '../contract/charge.ts';
import type { Command, CommandAnswer } from '../contract/command.ts';
import type { TerminalView } from '../contract/view.ts';
import type { Gateway, LineStatus } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { type Intent, parseChargeId } from '../payment/charge.ts';
import type { PaymentTimes } from '../payment/event.ts';
import { isFinal, isUnsettled, type PaymentState } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import type { ScannerListener, ScannerState } from '../scanner/scanner.ts';
import type { ChargeFilter, Journal } from '../store/journal.ts';
import { chargeView } from './charge-view.ts';
import { createCounter } from './counter.ts';
import { createStoreDay } from './day.ts';
import { createDoctorDesk } from './doctor-desk.ts';
import { createFeed } from './feed.ts';
import { awaitsCode, type LiveCharge } from './live-charge.ts';
import { createNames } from './names.ts';
import { createRunner } from './runner.ts';
import { createScanDesk } from './scan-desk.ts';
import { scanOf } from './screen-scan.ts';
import type { ChargeRequest, Refusal, Terminal } from './terminal.ts';
import { createUsedCodes } from './used-codes.ts';

export type TerminalParts = {
  readonly gateway: Gateway;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly times: PaymentTimes;
  readonly store: StoreConfig;
  readonly practice: { readonly phoneUrl: string; readonly faultsUrl: string } | null; // null: real money
};

/** Puts the terminal together and takes up what the journal left open. The gateway must be open. */
export function createTerminal(parts: TerminalParts): Terminal & ScannerListener {
  const { gateway, journal, clock, log, times, store, practice } = parts;
  const names = createNames({ clock, random: parts.random, terminalId: store.terminalId });
  const feed = createFeed(journal, clock);
  const usedCodes = createUsedCodes(clock);
  const day = createStoreDay(clock, store.timeZone);
  const scanners = new Map<string, ScannerState>();
  const viewListeners = new Set<() => void>();
  let viewChangePending = false;
  let takings = { dayMs: -1, seq: -1, paidCount: 0, paidAmount: 0 };
  let lineSinceMs = clock.monotonicMs();
  let stopping = false;

  const runner = createRunner({ gateway, journal, clock, log, times, changed: chargeChanged });
  const counter = createCounter({ runner, journal, clock });
  const doctor = createDoctorDesk({ clock, scanners });
  const scanDesk = createScanDesk({ runner, counter, usedCodes, doctor, log, changed: viewChanged });
  const forgetLine = gateway.onLine(lineChanged);
  const left = journal.openCharges();
  const last = left.at(-1);
  runner.resume(left);
  const newest = last && runner.live(last.intent.id);
  if (newest) counter.take(newest); // its customer may still stand at the counter

  function chargeChanged(live: LiveCharge, before: PaymentState | null, code: AuthCode | null): void {
    const { status } = live.state;
    // While its charge is queued a code is taken all the same: it goes out when the line is back.
    const neverLeft = before?.status === 'queued' ? isFinal(status) : status === 'canceled';
    if (neverLeft && code) usedCodes.remove(code);
    if (status === 'submitting' && before?.status !== 'submitting' && code) usedCodes.add(code);
    if (before?.status !== live.state.status) feed.publish({ type: 'charge.updated', data: chargeView(live) });
    viewChanged();
  }

  function lineChanged(status: LineStatus): void {
    lineSinceMs = clock.monotonicMs();
    log.write(status === 'online' ? 'gateway_online' : 'gateway_offline');
    feed.publish({ type: 'gateway.updated', data: { status } });
    viewChanged();
    if (status === 'online') runner.lineBack();
  }

  function viewChanged(): void {
    if (viewChangePending) return;
    viewChangePending = true;
    queueMicrotask(() => {
      viewChangePending = false;
      for (const listener of viewListeners) listener();
    });
  }

  function charge(request: ChargeRequest): Result<{ readonly charge: Charge; readonly created: boolean }, Refusal> {
    if (stopping) return err('stopping');
    // Tills and screens choose keys for themselves: neither may answer the other's.
    const idempotencyKey = request.idempotencyKey && `${request.origin}:${request.idempotencyKey}`;
    const known = idempotencyKey ? journal.chargeByIdempotencyKey(idempotencyKey) : null;
    if (known) {
      if (known.intent.fingerprint !== request.fingerprint) return err('idempotency_key_reused');
      return ok({ charge: chargeView(runner.live(known.intent.id) ?? known), created: false });
    }
    if (!request.authCode && awaitingCode()) return err('terminal_busy');
    const intent: Intent = {
      id: names.chargeId(),
      orderNo: names.orderNo(),
      origin: request.origin,
      method: 'payment_code',
      amountFen: request.amountFen,
      currency: 'CNY',
      description: request.description ?? store.name,
      tillReference: request.tillReference,
      idempotencyKey,
      fingerprint: request.fingerprint,
      shiftId: null,
      createdAtMs: clock.wallMs(),
    };
    const usedBefore = request.authCode !== null && usedCodes.ageMs(request.authCode) !== null;
    // A charge that awaits its code ends every test: the next scan is money.
    if (!request.authCode) doctor.test(false);
    try {
      const live = runner.begin(intent, request.authCode, usedBefore);
      counter.take(live);
      viewChanged();
      return ok({ charge: chargeView(live), created: true });
    } catch (error) {
      if (runner.live(intent.id)) throw error; // begun all the same: a bug must not be told as "nothing was begun"
      log.write('journal_failed', { orderNo: intent.orderNo, message: String(error) });
      return err('journal_failed');
    }
  }

  function awaitingCode(): LiveCharge | undefined {
    return [...runner.all()].find(awaitsCode);
  }

  /** Finds a charge that can still change, or says why it cannot. */
  function open(chargeId: string): Result<LiveCharge, Refusal> {
    const id = parseChargeId(chargeId);
    const live = id && runner.live(id);
    if (live) return ok(live);
    return err(id && journal.charge(id) ? 'already_final' : 'not_found');
  }

  function giveCode(chargeId: string, code: AuthCode): Result<Charge, Refusal> {
    if (stopping) return err('stopping');
    const live = open(chargeId);
    if (!live.ok) return live.error === 'already_final' ? err('no_code_awaited') : live;
    if (!awaitsCode(live.value)) return err('no_code_awaited');
    if (usedCodes.ageMs(code) !== null) return err('used_code');
    runner.giveCode(live.value, code);
    return ok(chargeView(live.value));
  }

  function cancel(chargeId: string): Result<Charge, Refusal> {
    const live = open(chargeId);
    if (!live.ok) return live;
    runner.dispatch(live.value.intent.id, { kind: 'cancel' });
    return ok(chargeView(live.value));
  }

  function command(asked: Command): CommandAnswer {
    switch (asked.kind) {
      case 'charge': {
        if (counter.stage().kind === 'charge' && !counter.clear()) return { ok: false, code: 'terminal_busy' };
        const fingerprint = `${asked.amount} ${asked.description ?? ''}`;
        const { requestId, description = null } = asked;
        const request = { amountFen: fen(asked.amount), description, idempotencyKey: requestId, fingerprint, tillReference: null };
        const rung = charge({ ...request, origin: 'cashier', authCode: null });
        if (rung.ok && !rung.value.created) show(rung.value.charge.id); // asked twice: the stage was cleared for nothing
        viewChanged();
        return answer(rung);
      }
      case 'cancel':
        return answer(cancel(asked.chargeId));
      case 'ask_now': {
        const live = open(asked.chargeId);
        if (live.ok) runner.dispatch(live.value.intent.id, { kind: 'ask_now' });
        return answer(live);
      }
      case 'next_sale':
        return changedIf(counter.clear());
      case 'show':
        return changedIf(show(asked.chargeId));
      case 'scan':
        scanDesk.scanned(scanOf(asked));
        return { ok: true };
      case 'doctor': {
        if (asked.on && awaitingCode()) return { ok: false, code: 'not_now' };
        doctor.test(asked.on);
        return { ok: true };
      }
      case 'find_line':
        return doctor.search(asked.scannerId) ? { ok: true } : { ok: false, code: 'not_now' };
      default:
        return assertNever(asked);
    }
  }

  function show(chargeId: string): boolean {
    const id = parseChargeId(chargeId);
    return id !== null && counter.show(id);
  }

  function changedIf(done: boolean): CommandAnswer {
    if (!done) return { ok: false, code: 'not_now' };
    viewChanged();
    return { ok: true };
  }

  function today(): TerminalView['today'] {
    const dayMs = day.startMs();
    const seq = journal.lastSeq();
    if (takings.dayMs !== dayMs || takings.seq !== seq) {
      const { paidCount, paidFen } = journal.takingsSince(dayMs);
      takings = { dayMs, seq, paidCount, paidAmount: paidFen };
    }
    return { paidCount: takings.paidCount, paidAmount: takings.paidAmount };
  }

  function list(filter: ChargeFilter, cursor: string | null, limit: number) {
    if (cursor !== null && !/^\d{1,15}$/.test(cursor)) return err('bad_cursor' as const);
    const page = journal.charges(filter, cursor === null ? null : Number(cursor), limit);
    const items = page.items.map((record) => chargeView(runner.live(record.intent.id) ?? record));
    return ok({ items, nextCursor: page.nextBefore === null ? null : String(page.nextBefore) });
  }

  return {
    charge,
    giveCode,
    cancel,
    find(chargeId) {
      const id = parseChargeId(chargeId);
      const found = id && (runner.live(id) ?? journal.charge(id));
      return found ? chargeView(found) : null;
    },
    list,
    command,
    view: () => ({
      store,
      mode: practice ? 'sandbox' : 'live',
      practice,
      line: { status: gateway.line(), sinceMs: clock.monotonicMs() - lineSinceMs },
      scanners: [...scanners.values()].map(({ id, kind, name, status }) => ({ id, kind, name, status })),
      stage: counter.stage(),
      recent: counter.recent(),
      todo: counter.todo(),
      today: today(),
      notice: counter.notice(),
    }),
    onView: (listener): Cancel => {
      viewListeners.add(listener);
      return () => viewListeners.delete(listener);
    },
    health: () => ({
      status: 'ok',
      mode: practice ? 'sandbox' : 'live',
      gateway: gateway.line(),
      unsettled: [...runner.all()].filter(({ state }) => isUnsettled(state.status)).length,
      scanners: [...scanners.values()].map(({ kind, name, status }) => ({ kind, name, status })),
    }),
    feed: feed.listen,
    feedPosition: feed.position,
    doctor: doctor.view,
    onDoctor: doctor.onChange,
    scanned: scanDesk.scanned,
    tunable: doctor.tunable,
    changed(state: ScannerState) {
      scanners.set(state.id, state);
      const { id, kind, name, status } = state;
      feed.publish({ type: 'scanner.updated', data: { id, kind, name, status } });
      viewChanged();
      doctor.changed();
    },
    async stop() {
      stopping = true;
      doctor.test(false);
      forgetLine();
      runner.stop();
      await gateway.close();
    },
  };
}

function answer(result: Result<unknown, Refusal>): CommandAnswer {
  return result.ok ? { ok: true } : { ok: false, code: result.error };
}
