import type { DeclineCode } from '../../payment/state.ts';
import type { QueryOutcome } from '../gateway.ts';

/** What an error code of `micropay` means for the charge. */
export type ChargeVerdict =
  | { readonly kind: 'declined'; readonly code: DeclineCode; readonly askFirst: boolean }
  | { readonly kind: 'customer_paying' }
  | { readonly kind: 'unsure'; readonly askAtOnce: boolean };

const declined = (code: DeclineCode): ChargeVerdict => ({ kind: 'declined', code, askFirst: false });
const declinedAskFirst = (code: DeclineCode): ChargeVerdict => ({ kind: 'declined', code, askFirst: true });
const MISCONFIGURED = declined('configuration_error');
const UNSURE: ChargeVerdict = { kind: 'unsure', askAtOnce: false };
const ASK_AT_ONCE: ChargeVerdict = { kind: 'unsure', askAtOnce: true };

/** Source: micropay, error codes; the classes are those of a number's first submission, and the gateway makes no other. */
const CHARGE_CODES: ReadonlyMap<string, ChargeVerdict> = new Map([
  ['USERPAYING', { kind: 'customer_paying' } as const],
  // The platform does not know, or the number was used before: ask.
  ['SYSTEMERROR', UNSURE],
  ['BANKERROR', ASK_AT_ONCE],
  ['ORDERPAID', ASK_AT_ONCE],
  ['BUYER_MISMATCH', ASK_AT_ONCE],
  ['OUT_TRADE_NO_USED', ASK_AT_ONCE],
  // Certain: nothing was paid.
  ['AUTHCODEEXPIRE', declined('code_expired')],
  ['AUTH_CODE_ERROR', declined('code_invalid')],
  ['AUTH_CODE_INVALID', declined('code_invalid')],
  ['NOTENOUGH', declined('insufficient_funds')],
  ['NOTSUPORTCARD', declined('card_not_supported')],
  ['ORDERCLOSED', declined('order_number_used')],
  ['ORDERREVERSED', declined('order_number_used')],
  ['TRADE_ERROR', declinedAskFirst('payment_error')],
  // Ours to mend.
  ['INVALID_REQUEST', declinedAskFirst('configuration_error')], // may also mean a repeated payment
  ['PARAM_ERROR', MISCONFIGURED],
  ['NOAUTH', MISCONFIGURED],
  ['APPID_NOT_EXIST', MISCONFIGURED],
  ['MCHID_NOT_EXIST', MISCONFIGURED],
  ['APPID_MCHID_NOT_MATCH', MISCONFIGURED],
  ['SIGNERROR', MISCONFIGURED],
  ['LACK_PARAMS', MISCONFIGURED],
  ['XML_FORMAT_ERROR', MISCONFIGURED],
  ['REQUIRE_POST_METHOD', MISCONFIGURED],
  ['POST_DATA_EMPTY', MISCONFIGURED],
  ['NOT_UTF8', MISCONFIGURED],
]);

/** Looks up an error of `micropay`; one that nobody documented decides nothing. @param text `err_code_des` */
export function chargeVerdict(code: string, text: string): ChargeVerdict {
  // One code for wrong, used and expired alike; only the sentence tells them apart.
  if (code === 'AUTH_CODE_INVALID' && text.includes('已过期')) return declined('code_expired');
  return CHARGE_CODES.get(code) ?? UNSURE;
}

/** What a `trade_state` other than SUCCESS means. Source: orderquery, trade_state; ACCEPT: taken, not yet deducted. */
const TRADE_STATES: ReadonlyMap<string, QueryOutcome> = new Map<string, QueryOutcome>([
  ['USERPAYING', { kind: 'customer_paying' }],
  ['NOTPAY', { kind: 'not_paid' }],
  ['ACCEPT', { kind: 'not_paid' }],
  ['PAYERROR', { kind: 'payment_failed' }],
  ['REVOKED', { kind: 'undone', acquirerCode: 'REVOKED' }],
  ['CLOSED', { kind: 'undone', acquirerCode: 'CLOSED' }],
  ['REFUND', { kind: 'undone', acquirerCode: 'REFUND' }],
]);

/** @returns null for a state nobody documented */
export function tradeStateOutcome(tradeState: string): QueryOutcome | null {
  return TRADE_STATES.get(tradeState) ?? null;
}

export type ReverseVerdict = 'again' | 'absent' | 'refused';

/** Source: reverse, error codes, with the format and identity codes all calls share. */
const REVERSE_CODES: ReadonlyMap<string, ReverseVerdict> = new Map<string, ReverseVerdict>([
  ['SYSTEMERROR', 'again'],
  ['USERPAYING', 'again'],
  ['ORDERNOTEXIST', 'absent'],
  ['REVERSE_EXPIRE', 'refused'],
  ['TRADE_ERROR', 'refused'],
  ['INVALID_REQUEST', 'refused'],
  ['INVALID_TRANSACTIONID', 'refused'],
  ['PARAM_ERROR', 'refused'],
  ['NOAUTH', 'refused'],
  ['SIGNERROR', 'refused'],
  ['APPID_NOT_EXIST', 'refused'],
  ['MCHID_NOT_EXIST', 'refused'],
  ['APPID_MCHID_NOT_MATCH', 'refused'],
  ['LACK_PARAMS', 'refused'],
  ['XML_FORMAT_ERROR', 'refused'],
  ['REQUIRE_POST_METHOD', 'refused'],
  ['POST_DATA_EMPTY', 'refused'],
  ['NOT_UTF8', 'refused'],
]);

/** Looks up an error of `reverse`; one that nobody documented is repeated, because repeating is safe and stopping is not. */
export function reverseVerdict(code: string): ReverseVerdict {
  return REVERSE_CODES.get(code) ?? 'again';
}
