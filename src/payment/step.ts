import { assertNever } from '../basics/assert.ts';
import type { Effect, PaymentEvent, PaymentTimes } from './event.ts';
import { isOffer } from './offer.ts';
import { pursueOffer } from './offer-step.ts';
import { beginPursuit, pursue } from './pursuit.ts';
import type { PaymentState, Submitting } from './state.ts';
import { decline, finish, type Step, stay } from './step-result.ts';

/** A charge's first step: with a code it is sent, without one it is armed and waits for a scan. */
export function firstStep(hasCode: boolean, times: PaymentTimes): Step {
  if (hasCode) return submit(times, true);
  return { state: { status: 'awaiting_code', armed: true }, effects: [{ kind: 'arm' }], durable: true };
}

/**
 * One step in the life of a charge. Pure: the same input gives the same output.
 *
 * Source: WeChat Pay, payment code, development guide and "reverse order": ask, ask again, undo, ask whether it is undone.
 */
export function step(state: PaymentState, event: PaymentEvent, times: PaymentTimes): Step {
  if (isOffer(state)) return pursueOffer(state, event, times);
  switch (state.status) {
    case 'awaiting_code':
      return awaitCode(state, event, times);
    case 'queued':
      return queue(state, event, times);
    case 'submitting':
      return hearAnswer(state, event, times);
    case 'awaiting_customer':
    case 'unresolved':
    case 'reversing':
      return pursue(state, event, times);
    case 'paid':
    case 'declined':
    case 'reversed':
    case 'canceled':
      return stay(state);
    default:
      return assertNever(state);
  }
}

function awaitCode(state: PaymentState & { status: 'awaiting_code' }, event: PaymentEvent, times: PaymentTimes): Step {
  switch (event.kind) {
    case 'code_scanned':
      // An armed order counts as possibly sent, so nothing more need be written before it is.
      return submit(times, !state.armed);
    case 'cancel':
      return finish({ status: 'canceled' }, [{ kind: 'disarm' }]);
    case 'clean_stop':
      return { state: { ...state, armed: false }, effects: [{ kind: 'disarm' }], durable: true };
    case 'resumed':
      if (state.armed) return beginPursuit({ status: 'unresolved', armedOnly: true }, { times, sentMsAgo: 0, askAfterMs: 0 });
      return { state: { ...state, armed: true }, effects: [{ kind: 'arm' }], durable: true };
    default:
      return stay(state);
  }
}

function queue(state: PaymentState & { status: 'queued' }, event: PaymentEvent, times: PaymentTimes): Step {
  switch (event.kind) {
    case 'line_back':
      return { ...submit(times, true), effects: [{ kind: 'submit' }] };
    case 'timer':
      return event.timer === 'code_expiry' ? decline('code_expired') : stay(state);
    case 'resumed': // the code was in memory only
      return decline('code_expired');
    case 'cancel':
      return finish({ status: 'canceled' });
    case 'no_room':
      return decline('offline');
    default:
      return stay(state);
  }
}

function submit(times: PaymentTimes, durable: boolean): Step {
  const effects: Effect[] = [{ kind: 'submit' }, { kind: 'wait', timer: 'code_expiry', ms: times.codeValidityMs }];
  return { state: { status: 'submitting', cancelWanted: false, codeDead: false, decline: null, sentMsAgo: 0 }, effects, durable };
}

function hearAnswer(state: Submitting, event: PaymentEvent, times: PaymentTimes): Step {
  switch (event.kind) {
    case 'charge_answered':
      return hearCharge(state, event, times);
    case 'query_answered':
      return hearDeclineConfirmed(state, event, times);
    case 'cancel':
      return { state: { ...state, cancelWanted: true }, effects: [], durable: true };
    case 'timer':
      return event.timer === 'code_expiry' ? { state: { ...state, codeDead: true }, effects: [], durable: true } : stay(state);
    case 'resumed':
      return beginPursuit({ status: 'unresolved', undo: state.cancelWanted ? 'canceled' : null }, { times, sentMsAgo: 0, askAfterMs: 0 });
    default:
      return stay(state);
  }
}

function hearCharge(state: Submitting, event: PaymentEvent & { kind: 'charge_answered' }, times: PaymentTimes): Step {
  const { outcome, sentMsAgo } = event;
  const undo = state.cancelWanted ? 'canceled' : null;
  switch (outcome.kind) {
    case 'paid':
      return finish({ status: 'paid', ...outcome.payment });
    case 'declined':
      if (!outcome.askFirst) return finish({ status: 'declined', ...outcome.decline });
      return {
        state: { ...state, decline: outcome.decline, sentMsAgo },
        effects: [{ kind: 'forget_code' }, { kind: 'query' }],
        durable: true,
      };
    case 'customer_paying':
      return beginPursuit(
        { status: 'awaiting_customer', known: true, undo, acquirerCode: outcome.acquirerCode },
        { times, sentMsAgo, askAfterMs: times.pollIntervalMs },
      );
    case 'unknown':
      return beginPursuit(
        { status: 'unresolved', undo, acquirerCode: outcome.acquirerCode },
        { times, sentMsAgo, askAfterMs: outcome.askAtOnce || undo ? 0 : times.pollIntervalMs },
      );
    case 'not_sent':
      if (state.cancelWanted) return finish({ status: 'canceled' });
      if (state.codeDead) return decline('code_expired');
      return { state: { status: 'queued' }, effects: [], durable: true };
    default:
      return assertNever(outcome);
  }
}

/** The acquirer refused for its business reasons; what it says when asked decides whether the sale is free again. */
function hearDeclineConfirmed(state: Submitting, event: PaymentEvent & { kind: 'query_answered' }, times: PaymentTimes): Step {
  if (state.decline === null) return stay(state);
  const { outcome } = event;
  const from = { times, sentMsAgo: state.sentMsAgo, askAfterMs: times.pollIntervalMs };
  const undo = state.cancelWanted ? ('canceled' as const) : null;
  switch (outcome.kind) {
    case 'paid':
      return finish({ status: 'paid', ...outcome.payment });
    case 'customer_paying':
      return beginPursuit({ status: 'awaiting_customer', known: true, undo, acquirerCode: state.decline.acquirerCode }, from);
    case 'payment_failed': // failed but open: the acquirer asks to have it reversed
      return beginPursuit(
        { status: 'reversing', known: true, undo: undo ?? 'payment_failed', acquirerCode: state.decline.acquirerCode },
        from,
      );
    case 'not_paid':
    case 'undone':
    case 'absent':
    case 'unknown': // refusals of this kind are certain by the acquirer's own table; the question was a courtesy
      return finish({ status: 'declined', ...state.decline });
    default:
      return assertNever(outcome);
  }
}
