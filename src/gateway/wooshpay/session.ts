import * as v from 'valibot';
import type { Asked, Found } from './believe.ts';
import { INTENT_ID } from './intent.ts';
import { anObject, currencyName, maybe, maybeText, objectOf, statusName, textOf, wholeAmount } from './lenient.ts';

/** A hosted Checkout session as far as a terminal is concerned. Source: WooshPay, Checkout sessions: the object. */
export type Session = {
  readonly id: string;
  readonly isLive: boolean | null;
  readonly currency: string; // upper case
  readonly amount: number; // amount_total, minor unit
  readonly status: string; // lower case: open, complete, expired
  readonly url: string | null;
  readonly intentId: string | null;
  readonly orderNo: string | null; // client_reference_id
};

export const SESSION_ID = /^cs_[0-9A-Za-z_]{1,60}$/;

const Shape = v.object({
  id: v.pipe(v.string(), v.regex(SESSION_ID)),
  livemode: maybe(v.boolean()),
  currency: currencyName,
  amount_total: wholeAmount,
  status: statusName,
  url: maybeText(2_000),
  payment_intent: v.optional(v.unknown()),
  client_reference_id: maybeText(200),
});

/** @returns null when what decides is missing, or is not what it should be */
export function readSession(value: unknown): Session | null {
  const { success, output } = v.safeParse(Shape, value);
  if (!success) return null;
  const id = v.is(anObject, value) ? (textOf(objectOf(value, 'payment_intent'), 'id') ?? textOf(value, 'payment_intent')) : null;
  return {
    id: output.id,
    isLive: output.livemode ?? null,
    currency: output.currency,
    amount: output.amount_total,
    status: output.status,
    url: output.url ?? null,
    intentId: id !== null && INTENT_ID.test(id) ? id : null,
    orderNo: output.client_reference_id ?? null,
  };
}

/** How a session came to be taken for an order's. */
export type FoundSession = Exclude<Found, { readonly by: 'session' }>;

/** @returns the field that differs, or null */
export function sessionDisbelief(session: Session, asked: Asked, found: FoundSession, isLive: boolean): string | null {
  if ('id' in found && session.id !== found.id) return 'id';
  if (session.amount !== asked.amountFen) return 'amount_total';
  if (session.currency !== asked.currency) return 'currency';
  if (session.isLive !== null && session.isLive !== isLive) return 'livemode';
  return session.orderNo === null || session.orderNo === asked.orderNo ? null : 'client_reference_id';
}
