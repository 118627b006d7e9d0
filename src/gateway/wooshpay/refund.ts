import * as v from 'valibot';
import type { RefundFailureCode } from '../../payment/refund-state.ts';
import type { RefundOrder } from '../gateway.ts';
import type { ErrorWords } from './codes.ts';
import { INTENT_ID } from './intent.ts';
import { anObject, currencyName, loose, maybeText, statusName, textOf, wholeAmount } from './lenient.ts';

/** A refund as far as a terminal is concerned. Source: WooshPay, refunds: the object. */
export type Refund = {
  readonly id: string;
  readonly amount: number; // minor unit
  readonly currency: string; // upper case
  readonly status: string; // lower case; an open set
  readonly intentId: string | null;
  readonly failureReason: string | null;
  readonly refundNo: string | null; // ours, of its metadata
};

const REFUND_ID = /^re_[0-9A-Za-z]{1,60}$/;

const Shape = v.object({
  id: v.pipe(v.string(), v.regex(REFUND_ID)),
  amount: wholeAmount,
  currency: currencyName,
  status: statusName,
  payment_intent: maybeText(64),
  failure_reason: loose(v.string()),
  metadata: loose(anObject),
});

/** @returns null when what decides is missing, or is not what it should be */
export function readRefund(value: unknown): Refund | null {
  const { success, output } = v.safeParse(Shape, value);
  if (!success) return null;
  const { id, amount, currency, status, payment_intent: intentId = '' } = output;
  return {
    ...{ id, amount, currency, status },
    intentId: INTENT_ID.test(intentId) ? intentId : null,
    failureReason: output.failure_reason ?? null,
    refundNo: textOf(output.metadata, 'refund_no'),
  };
}

/** @param expected ids it must carry, as far as they are known. @returns the field that differs, or null */
export function refundDisbelief(
  refund: Refund,
  asked: Pick<RefundOrder, 'refundNo' | 'amountFen' | 'currency'>,
  expected: { readonly id?: string; readonly intentId?: string },
): string | null {
  if (expected.id !== undefined && refund.id !== expected.id) return 'id';
  if (refund.amount !== asked.amountFen) return 'amount';
  if (refund.currency !== asked.currency) return 'currency';
  if (expected.intentId !== undefined && refund.intentId !== null && refund.intentId !== expected.intentId) return 'payment_intent';
  return refund.refundNo !== null && refund.refundNo !== asked.refundNo ? 'refund_no' : null;
}

/** What a refund that was refused, and never sent before, means. */
export type RefundVerdict =
  | { readonly kind: 'refused'; readonly code: RefundFailureCode }
  | { readonly kind: 'limited' } // later
  | { readonly kind: 'unsure' };

const BY_CODE: ReadonlyMap<string, RefundFailureCode> = new Map([
  ['charge_already_refunded', 'refused'],
  ['refund_amount_exceeded', 'refused'],
  ['payment_intent_unexpected_state', 'refused'],
  ['resource_missing', 'charge_unknown'],
  ['insufficient_funds', 'insufficient_balance'],
]);

/** Source: WooshPay, API introduction: HTTP status codes; refunds, where 402 stands for an account that has too little, or may not refund. */
const BY_STATUS: ReadonlyMap<number, RefundFailureCode> = new Map([
  [400, 'configuration_error'],
  [401, 'configuration_error'],
  [402, 'insufficient_balance'],
  [403, 'configuration_error'],
  [404, 'charge_unknown'],
  [422, 'configuration_error'],
]);

export function refundVerdict(status: number, { type, code }: ErrorWords): RefundVerdict {
  if (status === 429) return { kind: 'limited' };
  const failure = type === 'idempotency_error' ? undefined : (BY_CODE.get(code ?? '') ?? BY_STATUS.get(status));
  return failure && status !== 409 ? { kind: 'refused', code: failure } : { kind: 'unsure' };
}
