import { assertNever } from '../basics/assert.ts';
import type { RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { FundingAccount } from './refund.ts';
import type { RefundEffect, RefundEvent, RefundTimes } from './refund-event.ts';
import { named, newRefund, type RefundFailure, type RefundPursuit, type RefundState } from './refund-state.ts';

/** The next state and what to do about it. The runner makes the state's kept form durable, if it changed, before any effect runs. */
export type RefundStep = { readonly state: RefundState; readonly effects: readonly RefundEffect[] };

/** "No such refund" may only mean "not yet written": after doubt it is believed after this many answers in a row. */
const ABSENCES_BELIEVED = 3;
/** One unanswered question is a hiccup; from the second in a row people are told that the outcome is unknown. */
const SILENCES_SHOWN = 2;
/** Repeats and questions never wait longer than this. A bank takes days; a line that was away must not cost hours. */
const LONGEST_WAIT_MS = 60_000;

/** A refund's first step: it is sent. */
export function firstRefundStep(from: FundingAccount): RefundStep {
  return send(newRefund(from));
}

/**
 * One step in the life of a refund. Pure: the same input gives the same output.
 *
 * An answer that accepts is no proof, and an unknown one no failure: only what the acquirer says when asked ends a refund. Every
 * repeat goes out under the same number, which gives back once only.
 *
 * Source: WeChat Pay v2, refund and query refund: rules, error codes, states.
 */
export function refundStep(state: RefundState, event: RefundEvent, times: RefundTimes): RefundStep {
  switch (state.status) {
    case 'pending':
    case 'unresolved':
      return pursue(state, event, times);
    case 'failed':
      // Nothing was made under this number, which is asked about before each failure: it may be used again.
      if (event.kind === 'try_again' && state.code === 'insufficient_balance') return send(newRefund(event.from));
      return stay(state);
    case 'succeeded':
      return stay(state);
    default:
      return assertNever(state);
  }
}

function pursue(refund: RefundPursuit, event: RefundEvent, times: RefundTimes): RefundStep {
  switch (event.kind) {
    case 'refund_answered':
      return hearRefund({ ...refund, inFlight: null }, event.outcome, times);
    case 'refund_query_answered':
      return hearQuery({ ...refund, inFlight: null }, event.outcome, times);
    case 'held_back':
      return waitFor({ ...refund, inFlight: null }, 'send', event.ms);
    case 'time':
      return refund.next === 'send' ? send(refund) : query(refund);
    case 'line_back':
      // Waits that the acquirer or the spacing demands go on; only what the line cost is made up for.
      if (refund.silences === 0) return stay(refund);
      return refund.next === 'send' ? send({ ...refund, rounds: 0 }) : query({ ...refund, rounds: 0 });
    case 'ask_now':
    case 'resumed':
      return query(refund);
    case 'try_again':
      return stay(refund);
    default:
      return assertNever(event);
  }
}

function hearRefund(refund: RefundPursuit, outcome: RefundOutcome, times: RefundTimes): RefundStep {
  switch (outcome.kind) {
    case 'accepted':
      return waitLonger(
        { ...taken(refund), acquirerRefundId: outcome.acquirerRefundId ?? refund.acquirerRefundId, rounds: 0 },
        'query',
        times,
      );
    case 'refused':
      return query({ ...refund, silences: 0, absences: 0, refusal: outcome.failure, acquirerCode: outcome.failure.acquirerCode });
    case 'no_funds': {
      const { acquirerCode, message } = outcome;
      return query({ ...refund, silences: 0, absences: 0, refusal: { code: 'insufficient_balance', acquirerCode, message }, acquirerCode });
    }
    case 'limited':
      return waitLonger({ ...refund, silences: 0, acquirerCode: outcome.acquirerCode }, 'send', times, outcome.waitMs);
    case 'unknown': {
      const acquirerCode = outcome.acquirerCode ?? refund.acquirerCode;
      return waitLonger({ ...refund, status: 'unresolved', isInDoubt: true, silences: refund.silences + 1, acquirerCode }, 'query', times);
    }
    case 'not_sent':
      return waitLonger({ ...refund, silences: refund.silences + 1 }, 'send', times);
    default:
      return assertNever(outcome);
  }
}

function hearQuery(refund: RefundPursuit, outcome: RefundQueryOutcome, times: RefundTimes): RefundStep {
  const { from } = refund;
  switch (outcome.kind) {
    case 'succeeded':
      return finish({ status: 'succeeded', from, succeededAtMs: outcome.succeededAtMs, ...named(refund) });
    case 'closed':
      return finish({ status: 'failed', from, code: 'closed', acquirerCode: outcome.acquirerCode, message: null, ...named(refund) });
    case 'processing':
      return waitLonger(taken(refund), 'query', times);
    case 'abnormal': // a person must give it back by hand at the acquirer's console; until then nobody knows
      return waitLonger({ ...taken(refund), status: 'unresolved', acquirerCode: outcome.acquirerCode }, 'query', times);
    case 'absent':
      return hearAbsent({ ...refund, silences: 0, absences: refund.absences + 1 }, times);
    case 'unknown': {
      const silences = refund.silences + 1;
      const status = silences >= SILENCES_SHOWN ? 'unresolved' : refund.status;
      // Asking does not help now: what was not accepted is sent again, what was refused must be asked about.
      const next = refund.isAccepted || refund.refusal !== null ? 'query' : 'send';
      return waitLonger({ ...refund, silences, status, acquirerCode: outcome.acquirerCode ?? refund.acquirerCode }, next, times);
    }
    default:
      return assertNever(outcome);
  }
}

function hearAbsent(refund: RefundPursuit, times: RefundTimes): RefundStep {
  const isBelieved = refund.absences >= (refund.isInDoubt ? ABSENCES_BELIEVED : 1);
  if (refund.refusal !== null) return isBelieved ? fail(refund, refund.refusal) : waitLonger(refund, 'query', times);
  // Accepted, yet unknown: one of its copies lags behind, or it forgot. The same number makes both right.
  if (refund.isAccepted && !isBelieved) return waitLonger(refund, 'query', times);
  return send({ ...refund, isAccepted: false });
}

function fail(refund: RefundPursuit, failure: RefundFailure): RefundStep {
  return finish({ status: 'failed', from: refund.from, ...failure, ...named(refund) });
}

/** The acquirer says that it has it: from now on "no such refund" is not believed at once. */
function taken(refund: RefundPursuit): RefundPursuit {
  return { ...refund, status: 'pending', isAccepted: true, isInDoubt: true, refusal: null, absences: 0, silences: 0, acquirerCode: null };
}

function send(refund: RefundPursuit): RefundStep {
  if (refund.inFlight) return stay(refund);
  return { state: { ...refund, inFlight: 'send', refusal: null, absences: 0 }, effects: [{ kind: 'stop_waiting' }, { kind: 'send' }] };
}

function query(refund: RefundPursuit): RefundStep {
  if (refund.inFlight) return stay(refund);
  return { state: { ...refund, inFlight: 'query' }, effects: [{ kind: 'stop_waiting' }, { kind: 'query' }] };
}

/** Waits, each time longer. @param atLeastMs what the acquirer demands */
function waitLonger(refund: RefundPursuit, next: RefundPursuit['next'], { retryIntervalMs }: RefundTimes, atLeastMs = 0): RefundStep {
  const ms = Math.max(atLeastMs, Math.min(LONGEST_WAIT_MS, retryIntervalMs * 2 ** Math.min(refund.rounds, 16)));
  return waitFor({ ...refund, rounds: refund.rounds + 1 }, next, ms);
}

function waitFor(refund: RefundPursuit, next: RefundPursuit['next'], ms: number): RefundStep {
  return { state: { ...refund, next }, effects: [{ kind: 'wait', ms }] };
}

function finish(state: RefundState): RefundStep {
  return { state, effects: [{ kind: 'stop_waiting' }] };
}

function stay(state: RefundState): RefundStep {
  return { state, effects: [] };
}
