import type { DeclineCode } from '../../payment/state.ts';

/** What an error code of `unifiedorder` means for the offer. */
export type OfferVerdict =
  | { readonly kind: 'declined'; readonly code: DeclineCode }
  | { readonly kind: 'ask' } // the number is known there
  | { readonly kind: 'unsure' };

const declined = (code: DeclineCode): OfferVerdict => ({ kind: 'declined', code });
const MISCONFIGURED = declined('configuration_error');
const ASK: OfferVerdict = { kind: 'ask' };
const UNSURE: OfferVerdict = { kind: 'unsure' };

/** Refusals of a request as such, which every call knows. Source: common error codes, format and identity. */
const FORMAL = [
  'PARAM_ERROR',
  'LACK_PARAMS',
  'XML_FORMAT_ERROR',
  'REQUIRE_POST_METHOD',
  'POST_DATA_EMPTY',
  'NOT_UTF8',
  'SIGNERROR',
  'NOAUTH',
  'APPID_NOT_EXIST',
  'MCHID_NOT_EXIST',
  'APPID_MCHID_NOT_MATCH',
] as const;

/** Source: unified order, error codes. */
const OFFER_CODES: ReadonlyMap<string, OfferVerdict> = new Map([
  ['SYSTEMERROR', UNSURE], // repeat with the same parameters
  ['ORDERPAID', ASK],
  ['ORDERCLOSED', ASK],
  ['OUT_TRADE_NO_USED', ASK], // repeated with other parameters, also after it was closed
  ['NOTENOUGH', declined('insufficient_funds')],
  ['INVALID_REQUEST', MISCONFIGURED],
  ...FORMAL.map((code) => [code, MISCONFIGURED] as const),
]);

/** Looks up an error of `unifiedorder`; one that nobody documented decides nothing. */
export function offerVerdict(code: string): OfferVerdict {
  return OFFER_CODES.get(code) ?? UNSURE;
}

export type WithdrawVerdict = 'closed' | 'again' | 'absent' | 'refused';

/** Source: close order, error codes. */
const WITHDRAW_CODES: ReadonlyMap<string, WithdrawVerdict> = new Map<string, WithdrawVerdict>([
  ['ORDERCLOSED', 'closed'],
  ['SYSTEMERROR', 'again'],
  ['ORDERNOTEXIST', 'absent'],
  ['ORDERPAID', 'refused'],
  ['TRADE_STATE_ERROR', 'refused'],
  ['INVALID_REQUEST', 'refused'],
  ...FORMAL.map((code) => [code, 'refused'] as const),
]);

/** Looks up an error of `closeorder`; one that nobody documented is repeated, because repeating is safe and stopping is not. */
export function withdrawVerdict(code: string): WithdrawVerdict {
  return WITHDRAW_CODES.get(code) ?? 'again';
}

/** Source: query openid by code, error codes: the code is at fault, and another may do. */
const CODE_CODES = ['AUTHCODEEXPIRE', 'AUTH_CODE_ERROR', 'AUTH_CODE_INVALID'] as const;
const OPEN_ID_REFUSALS: ReadonlySet<string> = new Set([...CODE_CODES, ...FORMAL]);

/** Whether an error of `authcodetoopenid` is certain; SYSTEMERROR, and what nobody documented, is not. */
export function refusesOpenId(code: string): boolean {
  return OPEN_ID_REFUSALS.has(code);
}
