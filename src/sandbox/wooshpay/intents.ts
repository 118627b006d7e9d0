import { err, ok, type Result } from '../../basics/result.ts';
import { randomText } from '../chance.ts';
import { type Attempt, checkMethodType, judge, pay, readAttempt, refusedAtOnce, type Verdict } from './attempt.ts';
import type { Success, WooshCallRequest, WooshDesk } from './desk.ts';
import type { Intent } from './intent.ts';
import { checkLimit, type IntentFields, readChanges, readIntentFields } from './intent-fields.ts';
import { asObject, asText } from './json.ts';
import { missing, type Refusal, TOO_MANY, unexpectedState, unknownId } from './refusal.ts';
import { LATE_SUCCESS_MS, scenarioOf } from './scenario.ts';
import { showIntent } from './show.ts';

type Answer = Result<Success, Refusal>;

/** Where an intent waits for a method, and may still be changed. */
const UNCONFIRMED: ReadonlySet<Intent['status']> = new Set(['requires_payment_method', 'requires_confirmation']);

/** Source: WooshPay, cancel a PaymentIntent. That `processing` is refused is a guess. */
const CANCELABLE: ReadonlySet<Intent['status']> = new Set([...UNCONFIRMED, 'requires_action']);

/** The method that an intent brought with it. */
const ATTACHED = { payment_method_data: { type: 'wechat_pay' } };

/** Creates an intent and, with `confirm`, pays it in the same breath. */
export function createIntent(desk: WooshDesk, { fields }: WooshCallRequest): Answer {
  const read = readIntentFields(fields);
  if (!read.ok) return read;
  if (fields.confirm === true) {
    const attempt = readAttempt(fields, null);
    return attempt.ok ? createAndPay(desk, read.value, attempt.value) : attempt;
  }
  const method = asObject(fields.payment_method_data);
  const checked = method ? checkMethodType(method) : ok(null);
  if (!checked.ok) return checked;
  const limit = checkLimit(read.value);
  if (!limit.ok) return limit;
  const intent = newIntent(desk, read.value, method ? 'requires_confirmation' : 'requires_payment_method');
  // Of the method its id alone is kept, never a payment code: the confirmation has to bring that.
  return tell(desk.intents.add(method ? { ...intent, methodId: desk.ids.issue('pm').id } : intent));
}

function createAndPay(desk: WooshDesk, fields: IntentFields, attempt: Attempt): Answer {
  const verdict = judge(desk, attempt);
  if (verdict.kind !== 'bad') {
    const limit = checkLimit(fields);
    if (!limit.ok) return limit;
  }
  const refusal = refusedAtOnce(verdict);
  if (refusal) return err(refusal);
  const intent = desk.intents.add(newIntent(desk, fields, 'requires_payment_method'));
  return answerPaid(pay(desk, intent, attempt, verdict), verdict);
}

export function confirmIntent(desk: WooshDesk, { id, fields }: WooshCallRequest): Answer {
  const intent = desk.intents.find(id);
  if (!intent) return unknownId('payment_intent');
  if (!UNCONFIRMED.has(intent.status) || intent.sessionId) return unexpectedState(intent.status, 'confirmed');
  const attempt = readAttempt(intent.status === 'requires_confirmation' ? { ...ATTACHED, ...fields } : fields, intent.options);
  if (!attempt.ok) return attempt;
  const verdict = judge(desk, attempt.value);
  const refusal = refusedAtOnce(verdict);
  return refusal ? err(refusal) : answerPaid(pay(desk, intent, attempt.value, verdict), verdict);
}

/** What the scenario lets the client hear of it. */
function answerPaid(intent: Intent, verdict: Verdict): Answer {
  const scenario = verdict.kind === 'scenario' ? scenarioOf(intent) : undefined;
  if (scenario?.answer === 'http_402') {
    return err({ status: 402, error: { type: 'card_error', ...intent.lastError, payment_intent: showIntent(intent) } });
  }
  const told = tell(intent);
  if (scenario?.answer === 'http_502') return ok({ ...told.value, instead: 'http_502' });
  if (scenario?.answer === 'cut') return ok({ ...told.value, instead: { cutAfterMs: scenario.cutAfterMs ?? 0 } });
  return told;
}

/** Source: scenario 0012 refuses the first questions. */
export function retrieveIntent({ intents }: WooshDesk, { id }: WooshCallRequest): Answer {
  const intent = intents.find(id);
  if (!intent) return unknownId('payment_intent');
  const refusals = scenarioOf(intent)?.pollsRefused ?? 0;
  if (intent.status !== 'requires_action' || refusals === 0) return tell(intent);
  if (intent.pollsRefused >= refusals) return tell(intents.capture(intent));
  intents.change(intent, { pollsRefused: intent.pollsRefused + 1 });
  return err(TOO_MANY);
}

export function updateIntent({ intents }: WooshDesk, { id, fields }: WooshCallRequest): Answer {
  const intent = intents.find(id);
  if (!intent) return unknownId('payment_intent');
  if (!UNCONFIRMED.has(intent.status) || intent.sessionId) return unexpectedState(intent.status, 'updated');
  const changes = readChanges(fields, intent);
  if (!changes.ok) return changes;
  const limit = checkLimit(changes.value);
  return limit.ok ? tell(intents.change(intent, changes.value)) : limit;
}

/** Cancels what is not decided. The customer may win the race, when a scenario or a planted fault says so. */
export function cancelIntent(desk: WooshDesk, { id, fields, fault }: WooshCallRequest): Answer {
  const { intents, clock, times } = desk;
  const intent = intents.find(id);
  if (!intent) return unknownId('payment_intent');
  const cancellationReason = asText(fields.cancellation_reason);
  if (!cancellationReason) return missing('cancellation_reason');
  if (!CANCELABLE.has(intent.status) || intent.sessionId) return unexpectedState(intent.status, 'canceled');
  const race = intent.status === 'requires_action' ? scenarioOf(intent)?.cancel : undefined;
  if (race === 'too_late') {
    intents.capture(intent);
    return unexpectedState('succeeded', 'canceled');
  }
  const isLate = race === 'late_success' || fault?.kind === 'late_success';
  const afterMs = fault?.delayMs || times.turnMs(LATE_SUCCESS_MS);
  const due = isLate ? ({ turn: 'succeed', atMs: clock.wallMs() + afterMs } as const) : null;
  return tell(closeIntent(desk, intent, cancellationReason, due));
}

/** Ends an unpaid intent: no dialog, nothing to scan. */
export function closeIntent(
  { intents }: Pick<WooshDesk, 'intents'>,
  intent: Intent,
  cancellationReason: string,
  due: Intent['due'] = null,
): Intent {
  const dialog = intent.dialog === 'open' ? 'expired' : intent.dialog;
  return intents.change(intent, { status: 'canceled', nextAction: null, dialog, cancellationReason, due });
}

/** A wallet pays at once or not at all: there is nothing to capture. */
export function captureIntent({ intents }: WooshDesk, { id }: WooshCallRequest): Answer {
  const intent = intents.find(id);
  return intent ? unexpectedState(intent.status, 'captured') : unknownId('payment_intent');
}

/** An intent as it begins. */
export function newIntent({ ids, clock, random }: WooshDesk, fields: IntentFields, status: Intent['status']): Intent {
  return {
    ...ids.issue('pi'),
    ...fields,
    madeAtMs: Math.floor(clock.wallMs()),
    secret: randomText(random, 24),
    status,
    methodId: null,
    terminalType: null,
    offered: null,
    nextAction: null,
    lastError: null,
    cancellationReason: null,
    scenario: '',
    payer: null,
    dialog: 'none',
    codeHash: '',
    sessionId: null,
    due: null,
    pollsRefused: 0,
    paidAtMs: null,
    captures: 0,
  };
}

function tell(intent: Intent): { readonly ok: true; readonly value: Success } {
  return ok({ body: showIntent(intent), orderNo: intent.orderNo || intent.id });
}
