import { assertNever } from '../basics/assert.ts';
import type { OfferOutcome, QueryOutcome, WithdrawOutcome } from '../gateway/gateway.ts';
import type { Effect, PaymentEvent, PaymentTimes, TimerName } from './event.ts';
import { newOffer, type Offer, type OfferedTo, type OfferState, type OfferUndo } from './offer.ts';
import { decline, finish, type Step, stay } from './step-result.ts';

/** How often the acquirer is asked while a QR is shown, in shares of `pollIntervalMs`: most people pay within half a minute. */
const DENSE = { polls: 15, share: 0.4 };
const MIDDLE = { polls: 45, share: 0.6 };
/** "No such order" may only mean "not yet written": believed after this many answers in a row. */
const ABSENCES_BELIEVED = 3;
/** A customer who sits in the dialog is left to it for so many rounds before his order is closed: he might pay it all the same. */
const PATIENT_ROUNDS = 5;
/** One unanswered question is a hiccup; from the second in a row people are told that the outcome is unknown. */
const SILENCES_SHOWN = 2;
/** Repeats never wait longer than this. */
const LONGEST_ROUND_MS = 60_000;

/** An offer's first step: it is placed. @param expiresAtMs wall clock */
export function firstOfferStep(to: OfferedTo, expiresAtMs: number, times: PaymentTimes): Step {
  const placed = place({ status: 'submitting', offer: newOffer(to, expiresAtMs) });
  return { ...placed, effects: [wait('deadline', times.qrValidityMs), ...placed.effects] };
}

/**
 * One step in the life of an offer. Nobody can pay what was never shown, so placing it is repeated freely; what was shown is asked about
 * until it is paid, or closed and known to be. Pure.
 *
 * Source: WeChat Pay, Native, mode 2: poll, close what will not be paid, query after closing.
 */
export function pursueOffer(state: OfferState, event: PaymentEvent, times: PaymentTimes): Step {
  const { offer } = state;
  switch (event.kind) {
    case 'offer_answered':
      return hearOffer({ ...state, offer: { ...offer, inFlight: null } }, event.outcome, times);
    case 'query_answered':
      return hearQuery({ ...state, offer: { ...offer, inFlight: null } }, event.outcome, times);
    case 'withdraw_answered':
      return hearWithdrawal({ ...state, offer: { ...offer, inFlight: null } }, event.outcome, times);
    case 'timer':
      return hearTimer(state, event.timer);
    case 'cancel':
      return takeBack(state, 'canceled');
    case 'offer_again':
      return putBack(state);
    case 'ask_now':
    case 'line_back':
      return hurry(state);
    case 'resumed':
      return resume(state, event.atMs, times);
    case 'no_room':
      return state.status === 'queued' ? decline('offline') : stay(state);
    case 'code_scanned':
    case 'charge_answered':
    case 'reverse_answered':
    case 'clean_stop':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** What it says of the time to go is the wall clock's, which may have jumped: never more than an offer's whole life. Closing begins its wait anew. */
function resume(state: OfferState, atMs: number | undefined, times: PaymentTimes): Step {
  const leftMs = atMs === undefined ? times.qrValidityMs : Math.min(times.qrValidityMs, Math.max(0, state.offer.expiresAtMs - atMs));
  const waits = [wait('deadline', leftMs), wait('reverse_delay', times.closeDelayMs)];
  // What was queued may have been tried by the process that died over it: its word is not kept.
  const known: OfferState = { ...state, status: state.status === 'queued' ? 'submitting' : state.status };
  const next = goOn(known);
  return { ...next, effects: [...waits, ...next.effects] };
}

function hearTimer(state: OfferState, timer: TimerName): Step {
  switch (timer) {
    case 'ask':
      return goOn(state);
    case 'deadline':
      if (state.status === 'queued') return decline('offline');
      if (!state.offer.shown) return decline('not_received', state.offer.acquirerCode);
      // What has expired is not put back, whoever withdrew it before.
      return state.offer.undo ? go({ ...state, offer: { ...state.offer, undo: 'expired' } }, []) : takeBack(state, 'expired');
    case 'reverse_delay': {
      const free = { ...state, offer: { ...state.offer, mayClose: true } };
      return free.offer.undo ? hurry(free) : go(free, []);
    }
    case 'code_expiry':
      return stay(state);
    default:
      return assertNever(timer);
  }
}

/** Goes on now, but where the acquirer has said "closed": what it may yet be overtaken by needs its time. */
function hurry(state: OfferState): Step {
  return state.offer.confirmations > 0 ? go(state, []) : goOn(state);
}

/** Asks, or places what is not placed yet. */
function goOn(state: OfferState): Step {
  const { inFlight, shown } = state.offer;
  if (inFlight) return go(state, []);
  return shown ? ask(state) : place(state);
}

function place(state: OfferState): Step {
  return go({ status: 'submitting', offer: { ...state.offer, inFlight: 'offer' } }, [stopAsking, { kind: 'offer' }]);
}

function hearOffer(state: OfferState, outcome: OfferOutcome, times: PaymentTimes): Step {
  const { offer } = state;
  switch (outcome.kind) {
    case 'offered': {
      const shown: Offer = { ...offer, shown: outcome.shown, rounds: 0, silences: 0 };
      // Counted from the answer: when its request left is not told, and too late is safe.
      return go({ status: 'awaiting_customer', offer: shown }, [
        wait('reverse_delay', times.closeDelayMs),
        wait('ask', pollMs(shown, times)),
      ]);
    }
    case 'declined':
      return finish({ status: 'declined', ...outcome.decline });
    case 'ask':
      return ask(state);
    case 'not_sent':
      // Once something has left, "not sent" speaks for the last try alone.
      if (offer.rounds === 0 && offer.silences === 0) return go({ ...state, status: 'queued' }, []);
      return nextRound(state, times);
    case 'unknown':
      return nextRound({ ...state, offer: { ...offer, silences: offer.silences + 1, acquirerCode: outcome.acquirerCode } }, times);
    default:
      return assertNever(outcome);
  }
}

function hearQuery(state: OfferState, outcome: QueryOutcome, times: PaymentTimes): Step {
  const { offer } = state;
  const answered: OfferState = { ...state, offer: { ...offer, silences: 0, absences: 0 } };
  switch (outcome.kind) {
    case 'paid':
      return finish({ status: 'paid', ...outcome.payment });
    case 'undone':
      return hearUndone(answered, outcome.acquirerCode, times);
    case 'customer_paying':
      return offer.undo && offer.rounds < PATIENT_ROUNDS ? nextRound(answered, times) : hearOpen(answered, times);
    case 'not_paid':
    case 'payment_failed': // one attempt of the customer's: he may try again
      return hearOpen(answered, times);
    case 'absent':
      return hearAbsent({ ...state, offer: { ...offer, silences: 0, absences: offer.absences + 1 } }, times);
    case 'unknown':
      return hearNothing({ ...state, offer: { ...offer, acquirerCode: outcome.acquirerCode ?? offer.acquirerCode } }, times);
    default:
      return assertNever(outcome);
  }
}

/** Closed, or given back, there. */
function hearUndone(state: OfferState, acquirerCode: 'REVOKED' | 'CLOSED' | 'REFUND', times: PaymentTimes): Step {
  if (acquirerCode === 'REFUND') return finish({ status: 'reversed', cause: 'acquirer', acquirerCode });
  const { confirmations } = state.offer;
  const nextMs = times.confirmAfterMs[confirmations];
  if (nextMs === undefined) return finish({ status: 'canceled' });
  const undo = state.offer.undo ?? 'expired'; // the acquirer ended it by itself: it is not shown any more
  return askLater({ status: 'reversing', offer: { ...state.offer, undo, confirmations: confirmations + 1 } }, nextMs);
}

/** It is there, and nobody has paid it yet. */
function hearOpen(state: OfferState, times: PaymentTimes): Step {
  const offer: Offer = { ...state.offer, confirmations: 0 };
  if (!offer.shown) return nextRound(state, times); // the number is taken, and what to show was not heard: place it again
  if (!offer.undo) return askLater({ status: 'awaiting_customer', offer: { ...offer, polls: offer.polls + 1 } }, pollMs(offer, times));
  if (offer.closed) return nextRound({ ...state, offer: { ...offer, closed: false } }, times);
  if (!offer.mayClose) return askLater({ status: 'reversing', offer }, times.pollIntervalMs);
  return go({ status: 'reversing', offer: { ...offer, inFlight: 'withdraw', closeSent: true } }, [stopAsking, { kind: 'withdraw' }]);
}

/** An order that was shown does not cease to exist: one of the acquirer's copies lags behind. */
function hearAbsent(state: OfferState, times: PaymentTimes): Step {
  const { offer } = state;
  if (offer.shown && !offer.closed) return hearNothing(state, times);
  if (!offer.shown) return nextRound(state, times);
  return offer.absences < ABSENCES_BELIEVED ? askLater(state, times.pollIntervalMs) : finish({ status: 'canceled' });
}

function hearNothing(state: OfferState, times: PaymentTimes): Step {
  const silences = state.offer.silences + 1;
  const isLong = silences >= SILENCES_SHOWN && state.offer.shown !== null;
  const unheard: OfferState = { status: isLong ? 'unresolved' : state.status, offer: { ...state.offer, silences } };
  return state.offer.undo ? nextRound(unheard, times) : askLater(unheard, times.pollIntervalMs);
}

function hearWithdrawal(state: OfferState, outcome: WithdrawOutcome, times: PaymentTimes): Step {
  const { offer } = state;
  switch (outcome.kind) {
    case 'closed':
    case 'absent':
      return ask({ ...state, offer: { ...offer, closed: true } });
    case 'refused': // paid, or closed already: the question will tell
      return ask({ ...state, offer: { ...offer, closed: true, acquirerCode: outcome.acquirerCode } });
    case 'again':
    case 'unknown':
      return nextRound({ ...state, offer: { ...offer, acquirerCode: outcome.acquirerCode ?? offer.acquirerCode } }, times);
    default:
      return assertNever(outcome);
  }
}

function takeBack(state: OfferState, undo: OfferUndo): Step {
  if (!state.offer.shown) return finish({ status: 'canceled' }); // durable before it is shown: nobody has seen it
  if (state.offer.undo) return stay(state);
  const withdrawn: OfferState = { status: 'reversing', offer: { ...state.offer, undo } };
  return withdrawn.offer.inFlight ? go(withdrawn, []) : ask(withdrawn);
}

/** What was withdrawn by a person and not closed yet may be shown again, as long as it is good. */
function putBack(state: OfferState): Step {
  const { undo, closeSent, shown } = state.offer;
  if (undo !== 'canceled' || closeSent || !shown) return stay(state);
  const back: OfferState = { status: 'awaiting_customer', offer: { ...state.offer, undo: null, polls: 0 } };
  return back.offer.inFlight ? go(back, []) : ask(back);
}

function ask(state: OfferState): Step {
  if (state.offer.inFlight) return go(state, []);
  return go({ ...state, offer: { ...state.offer, inFlight: 'query' } }, [stopAsking, { kind: 'query' }]);
}

function askLater(state: OfferState, ms: number): Step {
  return go(state, [wait('ask', ms)]);
}

/** Waits, each time longer, then goes on. */
function nextRound(state: OfferState, times: PaymentTimes): Step {
  const { rounds } = state.offer;
  const waitMs = Math.min(LONGEST_ROUND_MS, times.retryIntervalMs * 2 ** Math.min(rounds, 16));
  return askLater({ ...state, offer: { ...state.offer, rounds: rounds + 1 } }, waitMs);
}

function pollMs({ polls }: Offer, { pollIntervalMs }: PaymentTimes): number {
  const share = polls < DENSE.polls ? DENSE.share : polls < MIDDLE.polls ? MIDDLE.share : 1;
  return Math.ceil(pollIntervalMs * share);
}

const stopAsking: Effect = { kind: 'stop_waiting', timer: 'ask' };

function wait(timer: TimerName, ms: number): Effect {
  return { kind: 'wait', timer, ms };
}

function go({ status, offer }: OfferState, effects: readonly Effect[]): Step {
  return { state: { status, offer }, effects, durable: true };
}
