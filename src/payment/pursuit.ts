import { assertNever } from '../basics/assert.ts';
import type { QueryOutcome, ReverseOutcome } from '../gateway/gateway.ts';
import type { Effect, PaymentEvent, PaymentTimes, TimerName } from './event.ts';
import type { Pursuit } from './state.ts';
import { decline, finish, type Step, stay } from './step-result.ts';

/** "No such order" may only mean "not yet written": believed after this many answers in a row. Source: reference, 5.5 (over 15 s and more). */
const ABSENCES_BELIEVED = 3;
/** One unanswered question is a hiccup; from the second in a row people are told that the outcome is unknown. */
const SILENCES_SHOWN = 2;
/** Repeats of a reversal never wait longer than this: an hour of outage must not cost an hour of ignorance. */
const LONGEST_ROUND_MS = 60_000;

/** A reversal that has not arrived after so many time-outs of a request will not. */
const REVERSAL_ARRIVES_WITHIN = 2;

const NOTHING_KNOWN: Pursuit = {
  status: 'unresolved',
  armedOnly: false,
  undo: null,
  known: false,
  mayReverse: false,
  codeDead: false,
  inFlight: null,
  settled: false,
  reversalsOpen: false,
  reversalsUnderway: false,
  reversalRefused: null,
  absences: 0,
  silences: 0,
  rounds: 0,
  confirmations: 0,
  acquirerCode: null,
};

type Start = { readonly times: PaymentTimes; readonly sentMsAgo: number; readonly askAfterMs: number };

/** Begins to find out what became of a submission: questions, a deadline for the customer, and the acquirer's delay before undoing. */
export function beginPursuit(known: Partial<Pursuit>, { times, sentMsAgo, askAfterMs }: Start): Step {
  const undo = known.undo ?? null;
  const pursuit: Pursuit = { ...NOTHING_KNOWN, ...known, status: undo ? 'reversing' : (known.status ?? 'unresolved'), undo };
  const effects: Effect[] = [
    { kind: 'forget_code' },
    wait('code_expiry', Math.max(0, codeLivesMs(times) - sentMsAgo)),
    wait('reverse_delay', Math.max(0, times.reverseDelayMs - sentMsAgo)),
    wait('deadline', Math.max(0, times.customerTimeoutMs - sentMsAgo)),
  ];
  if (askAfterMs === 0) return go({ ...pursuit, inFlight: 'query' }, [...effects, { kind: 'query' }]);
  return go(pursuit, [...effects, wait('ask', askAfterMs)]);
}

/**
 * A request that was given up, or whose process died, may wait in a system or a network until the line is back, and then take the
 * money of an order that the acquirer denied: as long as its code works. For impatient terminals their own patience stands for it.
 */
function codeLivesMs({ codeValidityMs, customerTimeoutMs, reverseDelayMs }: PaymentTimes): number {
  return Math.min(codeValidityMs, customerTimeoutMs + reverseDelayMs);
}

/** One step of a charge that was submitted and has no final answer. */
export function pursue(pursuit: Pursuit, event: PaymentEvent, times: PaymentTimes): Step {
  switch (event.kind) {
    case 'query_answered':
      return hearQuery({ ...pursuit, inFlight: null }, event.outcome, times);
    case 'reverse_answered':
      return hearReversal({ ...pursuit, inFlight: null }, event.outcome, times);
    case 'timer':
      return hearTimer(pursuit, event.timer);
    case 'cancel':
      return pursuit.undo ? stay(pursuit) : hurry({ ...pursuit, undo: 'canceled', status: 'reversing' });
    case 'ask_now':
    case 'line_back':
      return hurry(pursuit);
    case 'resumed':
      return resume(pursuit, times);
    case 'code_scanned':
    case 'charge_answered':
    case 'offer_answered':
    case 'withdraw_answered':
    case 'offer_again':
    case 'no_room':
    case 'clean_stop':
      return stay(pursuit);
    default:
      return assertNever(event);
  }
}

/** Waits that a crash cut short begin anew: too late is safe, too early is forbidden. */
function resume(pursuit: Pursuit, times: PaymentTimes): Step {
  const fresh = { ...pursuit, mayReverse: false, codeDead: false, settled: false, absences: 0, silences: 0, rounds: 0, confirmations: 0 };
  return beginPursuit(fresh, { times, sentMsAgo: 0, askAfterMs: 0 });
}

function hearTimer(pursuit: Pursuit, timer: TimerName): Step {
  switch (timer) {
    case 'ask':
      return ask(pursuit);
    case 'deadline':
      // One last question goes before the reversal.
      if (pursuit.undo) return stay(pursuit);
      if (pursuit.status === 'awaiting_customer') return hurry({ ...pursuit, undo: 'customer_timeout', status: 'reversing' });
      // Nobody knows that the customer did not pay: no one may be told that the money has not moved.
      return hurry({ ...pursuit, undo: 'never_confirmed' });
    case 'reverse_delay': {
      const free = { ...pursuit, mayReverse: true, reversalsUnderway: false };
      return pursuit.undo ? hurry(free) : go(free, []);
    }
    case 'code_expiry':
      return go({ ...pursuit, codeDead: true }, []);
    default:
      return assertNever(timer);
  }
}

function hearQuery(pursuit: Pursuit, outcome: QueryOutcome, times: PaymentTimes): Step {
  switch (outcome.kind) {
    case 'paid':
      // While a reversal may still be carried out, "paid" can turn into "given back" a moment later.
      if (pursuit.reversalsOpen && pursuit.reversalRefused === null) return undoFurther(answered(pursuit), times);
      if (pursuit.reversalsUnderway) return askLater({ ...answered(pursuit), status: 'unresolved' }, times.pollIntervalMs);
      return finish({ status: 'paid', ...outcome.payment });
    case 'undone':
      return hearUndone({ ...answered(pursuit), confirmations: pursuit.confirmations }, outcome.acquirerCode, times);
    case 'payment_failed':
      return undoFurther(
        { ...answered(pursuit), status: 'reversing', undo: pursuit.undo ?? 'payment_failed', acquirerCode: 'PAYERROR' },
        times,
      );
    case 'customer_paying':
      if (pursuit.undo) return undoFurther(answered(pursuit), times);
      return askLater({ ...answered(pursuit), status: 'awaiting_customer' }, times.pollIntervalMs);
    case 'not_paid':
      if (pursuit.undo) return undoFurther(answered(pursuit), times);
      return askLater(answered(pursuit), times.pollIntervalMs);
    case 'absent':
      // An order that the acquirer has spoken of does not cease to exist: one of its copies lags behind.
      return pursuit.known ? hearNothing(pursuit, times) : hearAbsent({ ...pursuit, silences: 0, absences: pursuit.absences + 1 }, times);
    case 'unknown':
      return hearNothing({ ...pursuit, acquirerCode: outcome.acquirerCode ?? pursuit.acquirerCode }, times);
    default:
      return assertNever(outcome);
  }
}

/** Some acquirers say "undone" of what a password typed at the last moment pays all the same: those are asked again. */
function hearUndone(pursuit: Pursuit, acquirerCode: string, times: PaymentTimes): Step {
  const { confirmations, undo } = pursuit;
  const nextMs = times.confirmAfterMs[confirmations];
  if (nextMs === undefined) return finish({ status: 'reversed', cause: undo ?? 'acquirer', acquirerCode });
  return askLater({ ...pursuit, status: 'reversing', confirmations: confirmations + 1, acquirerCode }, nextMs);
}

function hearAbsent(pursuit: Pursuit, times: PaymentTimes): Step {
  const believed = pursuit.absences >= ABSENCES_BELIEVED && pursuit.codeDead;
  if (pursuit.undo === null) {
    // After a crash nobody stands at the counter for an order that was only armed: no need to wait for the deadline.
    if (!pursuit.armedOnly || !believed || !pursuit.mayReverse) return askLater(pursuit, times.pollIntervalMs);
    return undoFurther({ ...pursuit, undo: 'never_confirmed' }, times);
  }
  if (!pursuit.settled) return undoFurther(pursuit, times);
  if (!believed) return askLater(pursuit, times.pollIntervalMs);
  return pursuit.armedOnly ? finish({ status: 'canceled', perhapsSent: true }) : decline('not_received', 'ORDERNOTEXIST');
}

function hearNothing(before: Pursuit, times: PaymentTimes): Step {
  const silences = before.silences + 1;
  const pursuit: Pursuit = { ...before, silences, status: silences >= SILENCES_SHOWN ? 'unresolved' : before.status };
  return pursuit.undo ? undoFurther(pursuit, times) : askLater(pursuit, times.pollIntervalMs);
}

function hearReversal(pursuit: Pursuit, outcome: ReverseOutcome, times: PaymentTimes): Step {
  switch (outcome.kind) {
    case 'reversed': // its answer alone is no proof
      return ask({ ...pursuit, status: 'reversing', settled: true, silences: 0 });
    case 'absent':
      return ask({ ...pursuit, settled: true, silences: 0 });
    case 'refused':
      return hearRefusal(pursuit, outcome.acquirerCode, times);
    case 'again':
      return nextRound({ ...pursuit, status: 'reversing', silences: 0, acquirerCode: outcome.acquirerCode ?? pursuit.acquirerCode }, times);
    case 'unknown':
      return nextRound({ ...pursuit, status: 'unresolved', acquirerCode: outcome.acquirerCode ?? pursuit.acquirerCode }, times);
    default:
      return assertNever(outcome);
  }
}

/** The refusal speaks for one reversal. Another that nobody answered, to the other host or of a round before, may be on its way and be carried out yet. */
function hearRefusal(pursuit: Pursuit, acquirerCode: string, times: PaymentTimes): Step {
  const asked = ask({ ...pursuit, settled: true, silences: 0, reversalRefused: acquirerCode, acquirerCode });
  return { ...asked, effects: [...asked.effects, wait('reverse_delay', times.requestTimeoutMs * REVERSAL_ARRIVES_WITHIN)] };
}

/** The question before a reversal, or after one, has been answered without an end. */
function undoFurther(pursuit: Pursuit, times: PaymentTimes): Step {
  if (pursuit.settled) return nextRound(pursuit.reversalRefused ? { ...pursuit, status: 'unresolved' } : pursuit, times);
  if (!pursuit.mayReverse) return askLater(pursuit, times.pollIntervalMs);
  return go({ ...pursuit, inFlight: 'reverse', reversalsOpen: true, reversalsUnderway: true, reversalRefused: null }, [
    stopAsking,
    { kind: 'reverse' },
  ]);
}

/** Waits, each time longer, then asks and reverses again. */
function nextRound(pursuit: Pursuit, times: PaymentTimes): Step {
  const waitMs = Math.min(LONGEST_ROUND_MS, times.retryIntervalMs * 2 ** Math.min(pursuit.rounds, 16));
  return askLater({ ...pursuit, settled: false, rounds: pursuit.rounds + 1 }, waitMs);
}

/** Asks now, but where the acquirer has said "undone": what it may yet be overtaken by needs its time. */
function hurry(pursuit: Pursuit): Step {
  return pursuit.confirmations > 0 ? go(pursuit, []) : ask(pursuit);
}

function ask(pursuit: Pursuit): Step {
  if (pursuit.inFlight) return go(pursuit, []);
  return go({ ...pursuit, inFlight: 'query' }, [stopAsking, { kind: 'query' }]);
}

function askLater(pursuit: Pursuit, ms: number): Step {
  return go(pursuit, [wait('ask', ms)]);
}

function answered(pursuit: Pursuit): Pursuit {
  return { ...pursuit, known: true, silences: 0, absences: 0, confirmations: 0 };
}

const stopAsking: Effect = { kind: 'stop_waiting', timer: 'ask' };

function wait(timer: TimerName, ms: number): Effect {
  return { kind: 'wait', timer, ms };
}

function go(state: Pursuit, effects: readonly Effect[]): Step {
  return { state, effects, durable: true };
}
