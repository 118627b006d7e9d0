import type { DeclineCode } from '../../payment/state.ts';

/** What an intent's status means. `pending`: whatever it is, it is not the end. */
export type Standing = 'paid' | 'undone' | 'failed_or_new' | 'unconfirmed' | 'action' | 'pending';

/** Source: WooshPay, PaymentIntents: status. */
const STATUSES: ReadonlyMap<string, Standing> = new Map([
  ['succeeded', 'paid'],
  ['canceled', 'undone'],
  ['cancelled', 'undone'],
  ['failed', 'undone'],
  ['requires_payment_method', 'failed_or_new'],
  ['requires_confirmation', 'unconfirmed'],
  ['requires_action', 'action'],
  ['processing', 'pending'],
  ['requires_capture', 'pending'],
]);

/** A status that nobody documented is not the end. */
export function standingOf(status: string): Standing {
  return STATUSES.get(status) ?? 'pending';
}

export function isKnownStatus(status: string): boolean {
  return STATUSES.has(status);
}

/** The words of an error, as far as they decide. */
export type ErrorWords = { readonly type?: string | null; readonly code: string | null; readonly declineCode: string | null };

/** These do not say what became of the money. */
const AMBIGUOUS = /timeout|processing_error|api_error/;

/** `decline_code` or `code`, whichever is found first. Source: WooshPay, error codes; WeChat Pay: a wrong, old or used code is refused with `invalid_request_error`. */
const DECLINES: ReadonlyMap<string, DeclineCode> = new Map([
  ['invalid_request_error', 'code_invalid'],
  ['invalid_payment_code', 'code_invalid'],
  ['payment_code_invalid', 'code_invalid'],
  ['expired_payment_code', 'code_expired'],
  ['payment_code_expired', 'code_expired'],
  ['insufficient_funds', 'insufficient_funds'],
  ['card_not_supported', 'card_not_supported'],
  ['generic_decline', 'payment_error'],
  ['payment_intent_payment_attempt_expired', 'payment_error'],
  ['payment_method_provider_decline', 'payment_error'],
]);

/** What a failed attempt means for the charge. @returns null when it decides nothing */
export function declineOf({ type, code, declineCode }: ErrorWords): DeclineCode | null {
  if ([type, code, declineCode].some((word) => word && AMBIGUOUS.test(word))) return null;
  return DECLINES.get(declineCode ?? '') ?? DECLINES.get(code ?? '') ?? 'payment_error';
}

/** Refusals of a request that has never been sent before: nothing was begun. Source: WooshPay, API introduction: HTTP status codes. */
const REFUSED_AS_SUCH: ReadonlySet<number> = new Set([400, 401, 403, 404, 422]);

/** Business limits among them. */
const LIMITS: ReadonlySet<string> = new Set(['amount_too_large', 'amount_too_small']);

/** What a refused request means for the charge, if it was its first sending. @returns null when it decides nothing */
export function refusalOf(status: number, words: ErrorWords): DeclineCode | null {
  if (!REFUSED_AS_SUCH.has(status) || words.type === 'idempotency_error' || declineOf({ ...words, type: null }) === null) return null;
  return LIMITS.has(words.code ?? '') ? 'payment_error' : 'configuration_error';
}

/** The word that is kept and shown. */
export function wordOf({ code, declineCode }: ErrorWords): string | null {
  return declineCode ?? code;
}
