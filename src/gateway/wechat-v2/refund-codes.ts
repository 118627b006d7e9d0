import type { RefundFailureCode } from '../../payment/refund-state.ts';

/** What an error code of `refund` means. */
export type RefundVerdict =
  | { readonly kind: 'refused'; readonly code: RefundFailureCode }
  | { readonly kind: 'no_funds' }
  | { readonly kind: 'limited'; readonly waitMs: number } // not taken on; not sooner again than this
  | { readonly kind: 'unsure' };

const refused = (code: RefundFailureCode): RefundVerdict => ({ kind: 'refused', code });
const limited = (waitMs: number): RefundVerdict => ({ kind: 'limited', waitMs });
const MISCONFIGURED = refused('configuration_error');
const UNSURE: RefundVerdict = { kind: 'unsure' };
const MINUTE_MS = 60_000;

/** Source: refund, error codes, with the format and identity codes all calls share. */
const REFUND_CODES: ReadonlyMap<string, RefundVerdict> = new Map([
  // The platform does not know: the same number again.
  ['SYSTEMERROR', UNSURE],
  ['BIZERR_NEED_RETRY', UNSURE],
  // Not taken on: later, the same number.
  ['INVALID_REQ_TOO_MUCH', limited(MINUTE_MS)], // "wait a minute or more"
  ['FREQUENCY_LIMITED', limited(0)],
  ['ORDER_NOT_READY', limited(0)],
  ['NOTENOUGH', { kind: 'no_funds' }],
  // Refused.
  ['TRADE_OVERDUE', refused('too_old')],
  ['ERROR', refused('refused')],
  ['USER_ACCOUNT_ABNORMAL', refused('account_closed')],
  ['INVALID_TRANSACTIONID', refused('charge_unknown')],
  ['ORDERNOTEXIST', refused('charge_unknown')],
  ['REFUND_FEE_MISMATCH', refused('amount_differs')],
  // Ours to mend.
  ['PARAM_ERROR', MISCONFIGURED],
  ['CERT_ERROR', MISCONFIGURED],
  ['NOAUTH', MISCONFIGURED],
  ['INVALID_REQUEST', MISCONFIGURED],
  ['APPID_NOT_EXIST', MISCONFIGURED],
  ['MCHID_NOT_EXIST', MISCONFIGURED],
  ['APPID_MCHID_NOT_MATCH', MISCONFIGURED],
  ['REQUIRE_POST_METHOD', MISCONFIGURED],
  ['SIGNERROR', MISCONFIGURED],
  ['XML_FORMAT_ERROR', MISCONFIGURED],
  ['LACK_PARAMS', MISCONFIGURED],
  ['POST_DATA_EMPTY', MISCONFIGURED],
  ['NOT_UTF8', MISCONFIGURED],
]);

/** Looks up an error of `refund`; one that nobody documented decides nothing. */
export function refundVerdict(code: string): RefundVerdict {
  return REFUND_CODES.get(code) ?? UNSURE;
}

/** What a `refund_status` means. Source: query refund, `refund_status_$n`. */
const REFUND_STATUSES: ReadonlyMap<string, 'succeeded' | 'processing' | 'closed' | 'abnormal'> = new Map([
  ['SUCCESS', 'succeeded'],
  ['PROCESSING', 'processing'],
  ['REFUNDCLOSE', 'closed'],
  ['CHANGE', 'abnormal'],
] as const);

/** @returns null for a status nobody documents any more, or yet: `FAIL` of old pages among them */
export function refundStanding(status: string): 'succeeded' | 'processing' | 'closed' | 'abnormal' | null {
  return REFUND_STATUSES.get(status) ?? null;
}
