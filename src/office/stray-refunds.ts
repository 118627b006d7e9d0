import { assertNever } from '../basics/assert.ts';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Gateway, RefundOrder, RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { parseOrderNo } from '../payment/charge.ts';
import type { RefundEffect, RefundEvent, RefundTimes } from '../payment/refund-event.ts';
import { isRefundFinal, type RefundState, reviveRefund } from '../payment/refund-state.ts';
import { firstRefundStep, type RefundStep, refundStep } from '../payment/refund-step.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import type { Limiter } from '../terminal/limiter.ts';

/** How a refund of a payment that no charge explains ended. */
export type StrayEnd = { readonly status: 'succeeded' | 'failed'; readonly acquirerCode: string | null };

/**
 * Gives money back that no charge of ours explains: the journal's refunds belong to charges, so its slip carries this one. The rules are
 * those of every refund: number first, asked about until known, the same number at each repeat.
 */
export type StrayRefunds = {
  /** Its slip, with the refund's number, is durable. */
  begin(found: Discrepancy): void;
  /** Found open at a start: it may have been sent. */
  resume(found: Discrepancy): void;
  lineBack(): void;
  stop(): void;
};

type Parts = {
  readonly gateway: Pick<Gateway, 'refund' | 'queryRefund'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly limiter: Limiter;
  readonly times: RefundTimes;
  /** @returns whether it could be written; else it is told again */
  readonly ended: (discrepancyId: string, end: StrayEnd) => boolean;
};

/** A disk that refused a write is asked again after this long. */
const JOURNAL_RETRY_MS = 1_000;

type Live = { readonly order: RefundOrder; state: RefundState; stopWaiting: Cancel };

/** What the acquirer needs to know of it. @returns null when its numbers cannot be the acquirer's */
export function strayOrder({ orderNo, theirs, back }: Discrepancy): RefundOrder | null {
  const order = parseOrderNo(orderNo);
  if (order === null || back === null || !theirs?.amountFen) return null;
  const { amountFen } = theirs;
  return { refundNo: back.refundNo, orderNo: order, chargeFen: amountFen, amountFen, currency: 'CNY', reason: null, from: 'unsettled' };
}

export function createStrayRefunds({ gateway, clock, log, limiter, times, ended }: Parts): StrayRefunds {
  const refunds = new Map<string, Live>();
  let isStopped = false;

  function take(found: Discrepancy, first: (live: Live) => void, state: RefundState): void {
    const order = strayOrder(found);
    if (order === null || refunds.has(found.id)) return;
    const live: Live = { order, state, stopWaiting: () => {} };
    refunds.set(found.id, live);
    first(live);
  }

  function dispatch(id: string, event: RefundEvent): void {
    const live = refunds.get(id);
    if (live && !isStopped) go(id, live, refundStep(live.state, event, times));
  }

  function go(id: string, live: Live, step: RefundStep): void {
    live.state = step.state;
    for (const effect of step.effects) perform(id, live, effect);
    if (isRefundFinal(step.state.status)) end(id, live);
  }

  function end(id: string, { state }: Live): void {
    if (isStopped || (state.status !== 'succeeded' && state.status !== 'failed')) return;
    const acquirerCode = state.status === 'failed' ? state.acquirerCode : null;
    if (ended(id, { status: state.status, acquirerCode })) refunds.delete(id);
    else clock.after(JOURNAL_RETRY_MS, () => end(id, { state } as Live));
  }

  function perform(id: string, live: Live, effect: RefundEffect): void {
    switch (effect.kind) {
      case 'send':
        void limiter(() => answerOf<RefundOutcome>(() => gateway.refund(live.order))).then((outcome) =>
          dispatch(id, { kind: 'refund_answered', outcome }),
        );
        return;
      case 'query':
        void limiter(() => answerOf<RefundQueryOutcome>(() => gateway.queryRefund(live.order))).then((outcome) =>
          dispatch(id, { kind: 'refund_query_answered', outcome }),
        );
        return;
      case 'wait':
        live.stopWaiting();
        live.stopWaiting = clock.after(effect.ms, () => dispatch(id, { kind: 'time' }));
        return;
      case 'stop_waiting':
        live.stopWaiting();
        return;
      default:
        assertNever(effect);
    }
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
    begin(found) {
      const first = firstRefundStep('unsettled');
      take(found, (live) => go(found.id, live, first), first.state);
    },
    resume(found) {
      const state = reviveRefund({ status: 'pending', from: 'unsettled' });
      take(found, () => dispatch(found.id, { kind: 'resumed' }), state);
    },
    lineBack() {
      for (const id of [...refunds.keys()]) dispatch(id, { kind: 'line_back' });
    },
    stop() {
      isStopped = true;
      for (const { stopWaiting } of refunds.values()) stopWaiting();
    },
  };
}
