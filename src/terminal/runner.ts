import type { Clock } from '../basics/clock.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { ChargeId, Intent } from '../payment/charge.ts';
import type { PaymentEvent, PaymentTimes } from '../payment/event.ts';
import type { OfferedTo } from '../payment/offer.ts';
import { firstOfferStep } from '../payment/offer-step.ts';
import { isFinal, type KeptState, kept, type Payment, type PaymentState, revive } from '../payment/state.ts';
import { firstStep, step } from '../payment/step.ts';
import { decline, type Step } from '../payment/step-result.ts';
import { isUnsent } from '../sale/parking.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import type { ChargeRecord, Entry, Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { createChargeEffects } from './charge-effects.ts';
import { isLaidDown, isPaidSince } from './in-the-way.ts';
import { isGivenUp, type LiveCharge, newLive, takeCode } from './live-charge.ts';
import type { Pace } from './pace.ts';

/** A disk that refused a write is asked again after this long; the charge stands still meanwhile. */
const JOURNAL_RETRY_MS = 1_000;
/** Between a sending that could not leave and the next: a line that is there and is not must not make a loop. */
const RESEND_PAUSE_MS = 1_000;
/** Codes die within a minute: more than this many unsent charges would only become as many dead codes. */
const MOST_QUEUED = 20;

/** Runs open charges: feeds events to the machine, makes states durable, then has their effects performed. */
export type Runner = {
  /** Begins a charge; a spent code is declined at once, never sent. Throws when the journal does not take it: then nothing was begun. */
  begin(intent: Intent, code: AuthCode | null, codeIsSpent: boolean): LiveCharge;
  /** Begins an offer: an order that the customer pays by himself. Throws as `begin` does. */
  offer(intent: Intent, to: OfferedTo): LiveCharge;
  /** Takes up what the journal left open; of a charge that was never sent nothing more than its end, if its sale was paid meanwhile. */
  resume(records: readonly ChargeRecord[]): void;
  dispatch(id: ChargeId, event: PaymentEvent): void;
  /** Hands a code to a charge that awaits one. */
  giveCode(live: LiveCharge, code: AuthCode): void;
  /** Takes over a payment of a charge that had ended otherwise, with slips beside it. Throws when the journal does not take it. */
  adopt(record: ChargeRecord, payment: Payment, slips: readonly Slip[]): LiveCharge;
  live(id: ChargeId): LiveCharge | undefined;
  all(): Iterable<LiveCharge>;
  lineBack(): void;
  /** Journals what a clean stop must, stops every wait, and hears no more answers. */
  stop(): void;
};

export type RunnerParts = {
  readonly gateway: Gateway;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: PaymentTimes;
  readonly pace: Pace;
  /** Told after each step, when the state is durable and its effects have begun. `code` is the one it had until then. */
  readonly changed: (live: LiveCharge, before: PaymentState | null, code: AuthCode | null) => void;
  /** The slips that become true with this state: written in the same append, so that a crash cannot part them. */
  readonly slipsWith?: ((intent: Intent, state: KeptState) => readonly Slip[]) | undefined;
  /** Told of each event before it is taken: for a report of what was met. */
  readonly meets?: ((intent: Intent, state: PaymentState, event: PaymentEvent) => void) | undefined;
};

const CANCEL: PaymentEvent = { kind: 'cancel' };

type ChargeEntry = Extract<Entry, { kind: 'charge_created' | 'charge_changed' }>;

export function createRunner({ gateway, journal, clock, log, times, pace, changed, slipsWith, meets }: RunnerParts): Runner {
  const charges = new Map<ChargeId, LiveCharge>();
  const { perform, abandon } = createChargeEffects({ gateway, clock, log, times, pace, dispatch });
  let stopped = false;

  function begin(intent: Intent, code: AuthCode | null, codeIsSpent: boolean): LiveCharge {
    return start(intent, codeIsSpent ? decline('code_invalid') : firstStep(code !== null, times), code);
  }

  function start(intent: Intent, first: Step, code: AuthCode | null): LiveCharge {
    const live = newLive(intent, first.state, clock.wallMs());
    takeCode(live, code, clock.monotonicMs());
    live.keptAs = write(intent, {
      kind: 'charge_created',
      intent,
      state: kept(first.state),
      codeHint: live.codeHint,
      atMs: live.updatedAtMs,
    });
    if (!isFinal(first.state.status)) charges.set(intent.id, live);
    perform(live, first);
    log.write('charge_created', { orderNo: intent.orderNo, amount: intent.amountFen, origin: intent.origin });
    changed(live, null, code);
    return live;
  }

  function resume(records: readonly ChargeRecord[]): void {
    for (const record of records) {
      const live = newLive(record.intent, revive(record.state), record.updatedAtMs);
      live.codeHint = record.codeHint;
      const isOver = isLaidDown(record.state) && isPaidSince(journal, record);
      live.revived = !isOver;
      live.keptAs = JSON.stringify(record.state);
      charges.set(record.intent.id, live);
      log.write('charge_resumed', { orderNo: record.intent.orderNo, status: record.state.status });
      dispatch(record.intent.id, isOver ? CANCEL : { kind: 'resumed', atMs: clock.wallMs() });
    }
  }

  function dispatch(id: ChargeId, event: PaymentEvent): void {
    const live = charges.get(id);
    if (!live || stopped) return;
    const { state: before, code, revived } = live;
    if (revived && event.kind !== 'resumed') {
      if (event.kind === 'cancel') tryAgain(live, event);
      return;
    }
    // Of what was given up, and only the disk did not take that, nothing is sent any more.
    const taken = !revived && isGivenUp(live) && isUnsent(before.status) ? CANCEL : event;
    meets?.(live.intent, before, taken);
    const next = step(before, taken, times);
    if (!keep(live, next)) {
      tryAgain(live, taken);
      return;
    }
    live.state = next.state;
    live.revived = false;
    if (isFinal(next.state.status)) charges.delete(id);
    perform(live, next);
    if (next.state.status !== before.status) {
      log.write('charge_changed', { orderNo: live.intent.orderNo, status: next.state.status, cause: taken.kind });
    }
    changed(live, before, code);
    if (next.state.status !== 'queued') return;
    if (tooManyQueued()) dispatch(id, { kind: 'no_room' });
    // It came back before this charge was durably queued: nobody would say so again.
    else if (gateway.line() === 'online') clock.after(RESEND_PAUSE_MS, () => dispatch(id, { kind: 'line_back' }));
  }

  /** Unwritten means it did not happen: the same event comes again when the disk may be well; once, however often it came meanwhile. */
  function tryAgain({ intent, unwritten }: LiveCharge, event: PaymentEvent): void {
    const name = event.kind === 'timer' ? event.timer : event.kind;
    if (unwritten.has(name)) return;
    unwritten.add(name);
    clock.after(JOURNAL_RETRY_MS, () => {
      unwritten.delete(name);
      dispatch(intent.id, event);
    });
  }

  /** @returns whether the state is durable, as far as it must be */
  function keep(live: LiveCharge, next: Step): boolean {
    if (next.state.status !== live.state.status) live.updatedAtMs = clock.wallMs();
    if (!next.durable) return true;
    const state = timed(live, kept(next.state));
    if (JSON.stringify(state) === live.keptAs) return true;
    try {
      const { intent, codeHint, updatedAtMs } = live;
      live.keptAs = write(intent, { kind: 'charge_changed', chargeId: intent.id, state, codeHint, atMs: updatedAtMs });
      return true;
    } catch (error) {
      log.write('journal_failed', { orderNo: live.intent.orderNo, message: String(error) });
      return false;
    }
  }

  /** What became of it, with how long that took. */
  function timed({ submittedMonotonicMs }: LiveCharge, state: KeptState): KeptState {
    if (state.status !== 'paid' || submittedMonotonicMs === null) return state;
    return { ...state, tookMs: Math.round(clock.monotonicMs() - submittedMonotonicMs) };
  }

  function adopt(record: ChargeRecord, payment: Payment, beside: readonly Slip[]): LiveCharge {
    const { intent, codeHint } = record;
    const before = revive(record.state);
    const live = newLive(intent, { status: 'paid', ...payment }, clock.wallMs());
    live.codeHint = codeHint;
    const changedNow = { state: kept(live.state), codeHint, atMs: live.updatedAtMs };
    write(intent, { kind: 'charge_changed', chargeId: intent.id, ...changedNow }, beside);
    log.write('charge_changed', { orderNo: intent.orderNo, status: 'paid', cause: 'adopted' });
    changed(live, before, null);
    return live;
  }

  function write(intent: Intent, entry: ChargeEntry, beside: readonly Slip[] = []): string {
    const slips = [...(slipsWith?.(intent, entry.state) ?? []), ...beside];
    journal.append([entry, ...slips.map((slip): Entry => ({ kind: 'slip_written', slip, atMs: entry.atMs }))]);
    return JSON.stringify(entry.state);
  }

  function tooManyQueued(): boolean {
    return [...charges.values()].filter(({ state }) => state.status === 'queued').length > MOST_QUEUED;
  }

  return {
    begin,
    offer: (intent, to) => start(intent, firstOfferStep(to, intent.createdAtMs + times.qrValidityMs, times), null),
    resume,
    dispatch,
    giveCode(live, code) {
      takeCode(live, code, clock.monotonicMs());
      dispatch(live.intent.id, { kind: 'code_scanned' });
    },
    adopt,
    live: (id) => charges.get(id),
    all: () => charges.values(),
    lineBack() {
      // Codes die first, so unsent charges go before questions.
      const waiting = [...charges.values()];
      const queued = waiting.filter(({ state }) => state.status === 'queued');
      const others = waiting.filter(({ state }) => state.status !== 'queued');
      for (const { intent } of [...queued, ...others]) dispatch(intent.id, { kind: 'line_back' });
    },
    stop() {
      for (const { intent } of [...charges.values()]) dispatch(intent.id, { kind: 'clean_stop' });
      stopped = true;
      for (const live of charges.values()) abandon(live);
    },
  };
}
