import * as v from 'valibot';
import { readCode } from '../words.ts';
import { anObject, currencyName, loose, maybe, maybeText, moment, objectOf, statusName, textOf, wholeAmount } from './lenient.ts';

/** Why an attempt to pay failed, in WooshPay's words. */
export type PaymentError = { readonly code: string | null; readonly declineCode: string | null; readonly message: string | null };

/** A PaymentIntent as far as a terminal is concerned. Source: WooshPay, PaymentIntents: the object. */
export type Intent = {
  readonly id: string;
  readonly createdAtMs: number | null;
  readonly isLive: boolean | null;
  readonly currency: string; // upper case
  readonly amount: number; // minor unit
  readonly received: number | null; // amount_received
  readonly status: string; // lower case; an open set
  readonly orderNo: string | null; // merchant_order_id
  readonly terminalType: string | null;
  readonly nextAction: Readonly<Record<string, unknown>> | null;
  readonly error: PaymentError | null;
  readonly metadata: Readonly<Record<string, unknown>>;
};

export const INTENT_ID = /^pi_[0-9A-Za-z]{1,28}$/;

const Shape = v.object({
  id: v.pipe(v.string(), v.regex(INTENT_ID)),
  created: loose(moment),
  livemode: maybe(v.boolean()),
  currency: currencyName,
  amount: wholeAmount,
  amount_received: maybe(wholeAmount),
  status: statusName,
  merchant_order_id: maybeText(128),
  next_action: loose(anObject),
  last_payment_error: maybe(v.unknown()), // whatever it is, it is one
  payment_method_options: loose(anObject),
  metadata: loose(anObject),
});

/** Reads an intent. @returns null when what decides is missing, or is not what it should be */
export function readIntent(value: unknown): Intent | null {
  const { success, output } = v.safeParse(Shape, value);
  if (!success) return null;
  return {
    id: output.id,
    createdAtMs: output.created ?? null,
    isLive: output.livemode ?? null,
    currency: output.currency,
    amount: output.amount,
    received: output.amount_received ?? null,
    status: output.status,
    orderNo: output.merchant_order_id ?? null,
    terminalType: textOf(objectOf(output.payment_method_options, 'wechat_pay'), 'terminal_type'),
    nextAction: output.next_action ?? null,
    error: output.last_payment_error === undefined ? null : readPaymentError(output.last_payment_error),
    metadata: output.metadata ?? {},
  };
}

function readPaymentError(value: unknown): PaymentError {
  const fields = v.is(anObject, value) ? value : {};
  return {
    code: readCode(textOf(fields, 'code') ?? ''),
    declineCode: readCode(textOf(fields, 'decline_code') ?? ''),
    message: textOf(fields, 'message'),
  };
}
