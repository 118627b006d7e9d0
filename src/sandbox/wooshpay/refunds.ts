import { err, ok, type Result } from '../../basics/result.ts';
import type { Success, WooshCallRequest, WooshDesk } from './desk.ts';
import type { Intent, Refund } from './intent.ts';
import { isMetadata } from './intent-fields.ts';
import { asObject, asText, type Json } from './json.ts';
import { invalid, missing, type Refusal, unexpectedState, unknownId, wrong } from './refusal.ts';
import { scenarioOf } from './scenario.ts';
import { showRefund } from './show.ts';

type Answer = Result<Success, Refusal>;

const REASONS: ReadonlySet<string> = new Set(['duplicate', 'fraudulent', 'requested_by_customer', 'resolved_dispute']);

/** Gives back all or part of a paid intent. Source: WooshPay, create a refund; capabilities of WeChat Pay: several partial ones. */
export function createRefund(desk: WooshDesk, { fields, fault }: WooshCallRequest): Answer {
  const { intents, refunds, ids, clock, times } = desk;
  const intentId = asText(fields.payment_intent);
  if (!intentId) return missing('payment_intent');
  const intent = intents.find(intentId);
  if (!intent) return unknownId('payment_intent');
  if (fields.reason !== undefined && fields.reason !== null && !REASONS.has(String(fields.reason))) return wrong('reason');
  if (!isMetadata(fields.metadata)) return wrong('metadata');
  if (intent.status !== 'succeeded') return unexpectedState(intent.status, 'refunded');
  const amount = readAmount(fields.amount, intent.amount - refunds.claimed(intent.id));
  if (!amount.ok) return amount;

  const fate = fateOf(intent, fault?.kind);
  const waitMs = fate === 'failed' ? times.refundFailsMs : times.refundMs;
  const refund: Refund = {
    ...ids.issue('re'),
    madeAtMs: Math.floor(clock.wallMs()),
    intentId,
    amount: amount.value,
    currency: intent.currency,
    reason: asText(fields.reason),
    metadata: asObject(fields.metadata),
    status: fate ? 'pending' : 'succeeded',
    fate: fate === 'failed' ? 'failed' : 'succeeded',
    dueAtMs: fate ? clock.wallMs() + waitMs : null,
  };
  return ok({ body: showRefund(refunds.add(refund)), orderNo: intent.orderNo || intent.id });
}

export function retrieveRefund({ refunds }: WooshDesk, { id }: WooshCallRequest): Answer {
  const refund = refunds.find(id);
  return refund ? ok({ body: showRefund(refund), orderNo: refund.id }) : unknownId('refund');
}

/** @param left what can still be given back; also the amount when none is said */
function readAmount(said: Json | undefined, left: number): Result<number, Refusal> {
  if (left <= 0) return err(invalid(400, 'charge_already_refunded', 'Everything was given back already.'));
  if (said === undefined || said === null) return ok(left);
  const amount = typeof said === 'string' && /^\d{1,15}$/.test(said) ? Number(said) : said;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0) return wrong('amount', 'parameter_invalid_integer');
  if (amount > left) return err(invalid(400, 'refund_amount_exceeded', 'More than what is left of the payment.', 'amount'));
  return ok(amount);
}

/** What becomes of a refund that does not succeed at once. */
function fateOf(intent: Intent, fault: string | undefined): 'pending' | 'failed' | null {
  if (fault === 'refund_failed') return 'failed';
  if (fault === 'refund_pending') return 'pending';
  return scenarioOf(intent)?.refunds ?? null;
}
