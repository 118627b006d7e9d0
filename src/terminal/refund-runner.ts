import { assertNever } from '../basics/assert.ts';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Gateway, RefundOrder, RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { FundingAccount, RefundId, RefundIntent } from '../payment/refund.ts';
import type { RefundEffect, RefundEvent, RefundTimes } from '../payment/refund-event.ts';
import { isRefundFinal, keptRefund, named, type RefundState, reviveRefund } from '../payment/refund-state.ts';
import { firstRefundStep, type RefundStep, refundStep } from '../payment/refund-step.ts';
import type { Journal, RefundRecord } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { createLimiter } from './limiter.ts';
import type { Pace } from './pace.ts';
import { createRefundSpacing } from './refund-spacing.ts';

/** A disk that refused a write is asked again after this long; the refund stands still meanwhile. */
const JOURNAL_RETRY_MS = 1_000;
/** Refunds to one customer must not run at once, and whose they are is not known: so one at a time. */
const MOST_SENT = 1;
/** Questions at once: after a start or an outage the open refunds are worked off in turn, charges go before. */
const MOST_QUESTIONS = 4;

/** A refund that is not final, with what only the process knows of it. */
export type LiveRefund = {
  readonly intent: RefundIntent;
  state: RefundState;
  revived: boolean; // found in the journal, and not taken up yet
  keptAs: string; // the kept form as the journal has it, to see whether a write is due
  readonly unwritten: Set<RefundEvent['kind']>; // what happened, but the disk did not take it: it comes again
  stopWaiting: Cancel;
  updatedAtMs: number; // wall clock
};

/** Money that went back, with what is written beside it. @property known what the journal has of it; null: nothing yet */
export type AdoptedRefund = {
  readonly intent: RefundIntent;
  readonly known: RefundRecord | null;
  readonly succeededAtMs: number | null;
  readonly slips: readonly Slip[];
};

/** Runs open refunds: feeds events to the machine, makes states durable, performs effects, brings the answers back. */
export type RefundRunner = {
  /** Begins a refund. Throws when the journal does not take it: then nothing was begun. @param slips written in the same append */
  begin(intent: RefundIntent, from: FundingAccount, slips?: readonly Slip[]): LiveRefund;
  /** Takes up what the journal left open, oldest first. */
  resume(records: readonly RefundRecord[]): void;
  dispatch(id: RefundId, event: RefundEvent): void;
  /** Sends one that failed for want of funds again, under its number. @param slips written in the same append @returns whether it is on its way */
  again(record: RefundRecord, from: FundingAccount, slips?: readonly Slip[]): boolean;
  /** How long this one is held back, because another of its charge went just before, in milliseconds; null: it is not. */
  leavesInMs(live: LiveRefund): number | null;
  /**
   * Takes over a refund that the acquirer showed as done: one of ours that was thought to have failed, or one that was given elsewhere.
   * Throws when the journal does not take it.
   */
  adopt(refund: AdoptedRefund): LiveRefund;
  live(id: RefundId): LiveRefund | undefined;
  all(): Iterable<LiveRefund>;
  lineBack(): void;
  /** Stops every wait and hears no more answers: what is open is in the journal. */
  stop(): void;
};

export type RefundRunnerParts = {
  readonly gateway: Pick<Gateway, 'refund' | 'queryRefund'>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: RefundTimes;
  readonly pace: Pace;
  readonly refundSpacingMs: number; // between two refunds of one charge
  /** Told after each step, when the state is durable and its effects have begun. */
  readonly changed: (live: LiveRefund, before: RefundState | null) => void;
};

export function createRefundRunner({
  gateway,
  journal,
  clock,
  log,
  times,
  pace,
  refundSpacingMs,
  changed,
}: RefundRunnerParts): RefundRunner {
  const refunds = new Map<RefundId, LiveRefund>();
  const spacing = createRefundSpacing(clock, refundSpacingMs, ({ id, chargeId }) =>
    journal.refundsOf(chargeId).some(({ intent }) => intent.id !== id),
  );
  const oneByOne = createLimiter(MOST_SENT, pace);
  const fewAtOnce = createLimiter(MOST_QUESTIONS, pace);
  let stopped = false;

  function begin(intent: RefundIntent, from: FundingAccount, slips: readonly Slip[] = []): LiveRefund {
    const first = firstRefundStep(from);
    const live = newLive(intent, first.state, clock.wallMs());
    const state = keptRefund(first.state);
    const atMs = live.updatedAtMs;
    journal.append([
      { kind: 'refund_created', intent, state, atMs },
      ...slips.map((slip) => ({ kind: 'slip_written', slip, atMs }) as const),
    ]);
    live.keptAs = JSON.stringify(state);
    refunds.set(intent.id, live);
    perform(live, first);
    log.write('refund_created', { orderNo: intent.orderNo, refundNo: intent.refundNo, amount: intent.amountFen, origin: intent.origin });
    changed(live, null);
    return live;
  }

  function adopt({ intent, known, succeededAtMs, slips }: AdoptedRefund): LiveRefund {
    const before = known ? reviveRefund(known.state) : null;
    const state: RefundState = { status: 'succeeded', from: known?.state.from ?? 'unsettled', succeededAtMs };
    const live = newLive(intent, state, clock.wallMs());
    const atMs = live.updatedAtMs;
    journal.append([
      ...(known ? [] : [{ kind: 'refund_created', intent, state: { status: 'pending', from: state.from }, atMs } as const]),
      { kind: 'refund_changed', refundId: intent.id, state: keptRefund(state), atMs },
      ...slips.map((slip) => ({ kind: 'slip_written', slip, atMs }) as const),
    ]);
    const { orderNo, refundNo } = intent;
    log.write('refund_changed', { orderNo, refundNo, status: 'succeeded', cause: 'adopted', acquirerCode: null });
    changed(live, before);
    return live;
  }

  function takeUp({ intent, state, updatedAtMs }: RefundRecord): LiveRefund {
    const live = newLive(intent, reviveRefund(state), updatedAtMs);
    live.keptAs = JSON.stringify(keptRefund(live.state));
    refunds.set(intent.id, live);
    return live;
  }

  function dispatch(id: RefundId, event: RefundEvent, slips: readonly Slip[] = []): void {
    const live = refunds.get(id);
    if (!live || stopped || (live.revived && event.kind !== 'resumed')) return;
    const before = live.state;
    const next = refundStep(before, event, times);
    if (next.state.status !== before.status) live.updatedAtMs = clock.wallMs();
    if (!keep(live, next, slips)) {
      tryAgain(live, event);
      return;
    }
    live.state = next.state;
    live.revived = false;
    if (isRefundFinal(next.state.status)) refunds.delete(id);
    perform(live, next);
    if (next.state.status !== before.status) {
      const { orderNo, refundNo } = live.intent;
      const acquirerCode = 'acquirerCode' in next.state ? next.state.acquirerCode : null;
      log.write('refund_changed', { orderNo, refundNo, status: next.state.status, cause: event.kind, acquirerCode });
    }
    changed(live, before);
  }

  /** @returns whether the state is durable */
  function keep(live: LiveRefund, next: RefundStep, slips: readonly Slip[]): boolean {
    const state = keptRefund(next.state);
    const keptAs = JSON.stringify(state);
    if (keptAs === live.keptAs) return true;
    try {
      const atMs = live.updatedAtMs;
      const beside = slips.map((slip) => ({ kind: 'slip_written', slip, atMs }) as const);
      journal.append([{ kind: 'refund_changed', refundId: live.intent.id, state, atMs }, ...beside]);
      live.keptAs = keptAs;
      return true;
    } catch (error) {
      log.write('journal_failed', { orderNo: live.intent.orderNo, message: String(error) });
      return false;
    }
  }

  /** Unwritten means it did not happen: the same event comes again when the disk may be well. */
  function tryAgain({ intent, unwritten }: LiveRefund, event: RefundEvent): void {
    if (unwritten.has(event.kind)) return;
    unwritten.add(event.kind);
    clock.after(JOURNAL_RETRY_MS, () => {
      unwritten.delete(event.kind);
      dispatch(intent.id, event);
    });
  }

  function perform(live: LiveRefund, { effects }: RefundStep): void {
    for (const effect of effects) performOne(live, effect);
  }

  function performOne(live: LiveRefund, effect: RefundEffect): void {
    switch (effect.kind) {
      case 'send':
        void oneByOne(() => send(live));
        return;
      case 'query':
        void fewAtOnce(() => query(live));
        return;
      case 'wait':
        live.stopWaiting();
        live.stopWaiting = clock.after(effect.ms, () => dispatch(live.intent.id, { kind: 'time' }));
        return;
      case 'stop_waiting':
        live.stopWaiting();
        return;
      default:
        assertNever(effect);
    }
  }

  async function send(live: LiveRefund): Promise<void> {
    if (stopped) return;
    const { intent } = live;
    const ms = spacing.leftMs(intent);
    if (ms > 0) {
      dispatch(intent.id, { kind: 'held_back', ms });
      return;
    }
    spacing.sent(intent);
    const outcome = await answerOf<RefundOutcome>(() => gateway.refund(orderOf(live, journal)));
    dispatch(intent.id, { kind: 'refund_answered', outcome });
  }

  async function query(live: LiveRefund): Promise<void> {
    if (stopped) return;
    const outcome = await answerOf<RefundQueryOutcome>(() => gateway.queryRefund(orderOf(live, journal)));
    dispatch(live.intent.id, { kind: 'refund_query_answered', outcome });
  }

  /** A gateway that throws has a bug, but the money may have moved all the same: that is no answer. */
  async function answerOf<T>(call: () => Promise<T>): Promise<T | { kind: 'unknown'; doubt: 'no_answer'; acquirerCode: null }> {
    try {
      return await call();
    } catch (error) {
      log.write('unexpected_error', { message: String(error) });
      return { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };
    }
  }

  return {
    begin,
    resume(records) {
      for (const record of records) {
        takeUp(record).revived = true;
        log.write('refund_resumed', { orderNo: record.intent.orderNo, refundNo: record.intent.refundNo, status: record.state.status });
        dispatch(record.intent.id, { kind: 'resumed' });
      }
    },
    dispatch,
    again(record, from, slips) {
      const { id } = record.intent;
      const live = takeUp(record);
      dispatch(id, { kind: 'try_again', from }, slips);
      if (!isRefundFinal(live.state.status)) return true;
      refunds.delete(id);
      return false;
    },
    leavesInMs({ intent, state }) {
      if (state.status !== 'pending' || state.next !== 'send' || state.isAccepted || state.inFlight) return null;
      return spacing.leftMs(intent) || null;
    },
    adopt,
    live: (id) => refunds.get(id),
    all: () => refunds.values(),
    lineBack() {
      for (const id of [...refunds.keys()]) dispatch(id, { kind: 'line_back' });
    },
    stop() {
      stopped = true;
      for (const { stopWaiting } of refunds.values()) stopWaiting();
    },
  };
}

/** What the acquirer is told; a process that did not take the charge itself knows the acquirer's number from the journal. */
function orderOf({ intent, state }: LiveRefund, journal: Pick<Journal, 'charge'>): RefundOrder {
  const { refundNo, orderNo, chargeFen, amountFen, currency, reason } = intent;
  const charge = journal.charge(intent.chargeId)?.state;
  const paid = charge?.status === 'paid' ? { transactionId: charge.transactionId } : {};
  return { refundNo, orderNo, chargeFen, amountFen, currency, reason, from: state.from, ...paid, ...named(state) };
}

function newLive(intent: RefundIntent, state: RefundState, updatedAtMs: number): LiveRefund {
  return { intent, state, revived: false, keptAs: '', unwritten: new Set(), stopWaiting: () => {}, updatedAtMs };
}
