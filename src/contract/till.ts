import * as v from 'valibot';
import { METHODS } from './charge.ts';

/**
 * Everything the till API can refuse, by its stable code, with the HTTP status and the title of the problem document.
 * Source: RFC 9457; interface of the terminal, "Till API".
 */
export const PROBLEMS = {
  invalid_encoding: { status: 400, title: 'The body is not UTF-8' },
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_request: { status: 400, title: 'The request is not valid' },
  idempotency_key_required: { status: 400, title: 'The Idempotency-Key header is missing' },
  unauthorized: { status: 401, title: 'A valid token is needed' },
  foreign_host: { status: 403, title: 'The Host header names another server' },
  foreign_origin: { status: 403, title: 'The request comes from a foreign page' },
  scope_missing: { status: 403, title: 'The token has not the scope that this needs' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  terminal_busy: { status: 409, title: 'Another charge awaits its code' },
  idempotency_key_reused: { status: 409, title: 'The Idempotency-Key came with another request before' },
  already_final: { status: 409, title: 'The charge has ended already' },
  no_code_awaited: { status: 409, title: 'The charge does not wait for a code' },
  shift_already_open: { status: 409, title: 'A shift is open already' },
  shift_closed: { status: 409, title: 'The shift was closed with another count' },
  shift_open: { status: 409, title: 'The shift is open still' },
  already_counted: { status: 409, title: 'Another number was counted already' },
  parked_full: { status: 409, title: 'As many sales as the terminal keeps are parked already' },
  already_parked: { status: 409, title: 'The sale of this reference is parked already' },
  not_parked: { status: 409, title: 'The sale is not parked any more' },
  sale_unsettled: { status: 409, title: 'A charge of the same sale is not known yet' },
  not_paid: { status: 409, title: 'Only a paid charge can be refunded' },
  no_parameters: { status: 409, title: 'There is nothing to hand over: not this way to pay, or the charge stands no more' },
  nothing_to_print: { status: 409, title: 'No money moved: there is no receipt of it' },
  used_code: { status: 409, title: 'The payment code was used already' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json in UTF-8' },
  unsupported_number: { status: 422, title: 'The number is no number of a payment' },
  unsupported_code: { status: 422, title: 'The code is no WeChat payment code' },
  refund_exceeds_charge: { status: 422, title: 'More would go back than was paid' },
  too_many_refunds: { status: 422, title: 'The charge has 50 refunds already, and the acquirer takes no more' },
  open_id_refused: { status: 422, title: 'The acquirer does not tell whose code this is' },
  unsupported_method: { status: 422, title: 'The acquirer has no such way to pay' },
  amount_too_large: { status: 422, title: 'The acquirer takes no such amount of the currency at once' },
  unsupported_currency: { status: 422, title: 'The currency is not supported' },
  too_many_attempts: { status: 429, title: 'Too many wrong tokens' },
  internal_error: { status: 500, title: 'The terminal failed' },
  not_implemented: { status: 501, title: 'This is not available yet' },
  no_answer: { status: 503, title: 'The acquirer gave no trustworthy answer' },
  journal_failed: { status: 503, title: 'The journal cannot be written: nothing was begun' },
  journal_damaged: { status: 503, title: 'The journal is damaged: no charge is begun until it is restored' },
  stopping: { status: 503, title: 'The terminal is being shut down' },
  too_many_files: { status: 503, title: 'Too many files are being made' },
  too_many_streams: { status: 503, title: 'Too many event streams are open' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** One field that is not as it must be. Says what is expected, never what was sent: that may be a payment code. */
export const FieldError = v.object({ field: v.string(), detail: v.string() });
export type FieldError = v.InferOutput<typeof FieldError>;

/** An error as `application/problem+json`. */
export const Problem = v.object({
  type: v.string(), // `urn:saoma:problem:` and the code
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  detail: v.string(),
  code: v.picklist(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  errors: v.optional(v.array(FieldError)),
  wallet: v.optional(v.string()), // `unsupported_code`: whose code it is, when that is known
  reason: v.optional(v.string()), // `unsupported_code`: why it is none
  chargeId: v.optional(v.string()), // `sale_unsettled`: the charge that is not known yet
  scope: v.optional(v.string()), // `scope_missing`: which one
});
export type Problem = v.InferOutput<typeof Problem>;

/** Text that every wire and every disk behind the till API can carry: no controls, no half characters. */
function plainText(longest: { readonly bytes: number } | { readonly characters: number }) {
  const fits = (text: string) =>
    'bytes' in longest ? new TextEncoder().encode(text).length <= longest.bytes : [...text].length <= longest.characters;
  return v.pipe(
    v.string(),
    v.minLength(1),
    v.check(fits),
    v.check((text) => text.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(text)),
  );
}

/** The till's own name of a sale. */
const tillReference = plainText({ characters: 64 });

/** The body of `POST /charges`. Fields that are not named here are ignored; null counts as left out where a field may be left out. */
export const ChargeBody = v.object({
  amount: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(9_999_999_999),
    v.description('An integer in the minor unit of the currency (fen for CNY), 1 to 9999999999.'),
  ),
  currency: v.pipe(
    v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
    v.description(
      'Three capital letters of a currency that the acquirer takes. Default: the store’s, CNY unless it is configured otherwise.',
    ),
  ),
  description: v.pipe(
    v.nullish(plainText({ bytes: 127 })),
    v.description('Text of 1 to 127 bytes in UTF-8 without control characters; the customer sees it. Default: the name of the store.'),
  ),
  tillReference: v.pipe(
    v.nullish(tillReference),
    v.description('Text of 1 to 64 characters without control characters: the name the till has for the sale.'),
  ),
  method: v.pipe(
    v.optional(v.picklist(METHODS), 'payment_code'),
    v.description('One of payment_code, merchant_qr, link, official_account, mini_program, app, h5; the acquirer has not all of them.'),
  ),
  authCode: v.pipe(
    v.nullish(v.string()),
    v.description('Text: the payment code as it was scanned, 18 digits. Without it the terminal asks for a scan.'),
  ),
  openId: v.pipe(
    v.nullish(v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,128}$/))),
    v.description('The customer as the merchant’s app knows him, at most 128 characters; official_account and mini_program need it.'),
  ),
  clientIp: v.pipe(v.nullish(v.pipe(v.string(), v.ip())), v.description('The address of the customer’s phone; h5 needs it.')),
});
export type ChargeBody = v.InferOutput<typeof ChargeBody>;

/** The body of `POST /charges/{id}/code`. */
export const CodeBody = v.object({
  authCode: v.pipe(v.string(), v.description('Text: the payment code as it was scanned, 18 digits.')),
});
export type CodeBody = v.InferOutput<typeof CodeBody>;

/** What `GET /charges/{id}/parameters` answers: what the shop's own front end hands to WeChat, name by name. */
export const Parameters = v.object({ parameters: v.record(v.string(), v.string()) });

/** What `POST /open-ids` answers. */
export const OpenId = v.object({ openId: v.string() });

/** The body of `POST /charges/{id}/refunds`. */
export const RefundBody = v.object({
  amount: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(9_999_999_999),
    v.description('An integer in the minor unit of the currency (fen for CNY), 1 to 9999999999: what is to go back, all of it or a part.'),
  ),
  reason: v.pipe(
    v.nullish(plainText({ characters: 80 })),
    v.description('Text of 1 to 80 characters without control characters; the customer sees it, as far as 80 bytes in UTF-8 reach.'),
  ),
  fundingAccount: v.pipe(
    v.optional(v.picklist(['unsettled', 'balance']), 'unsettled'),
    v.description('What of the merchant’s money it is paid from: unsettled (what the acquirer has not settled yet) or balance.'),
  ),
});
export type RefundBody = v.InferOutput<typeof RefundBody>;

/** The body of `POST /parked-sales`. */
export const ParkBody = v.object({
  amount: ChargeBody.entries.amount,
  currency: ChargeBody.entries.currency,
  description: ChargeBody.entries.description,
  tillReference: v.pipe(
    v.nullish(tillReference),
    v.description(
      'Text of 1 to 64 characters without control characters: a later charge of this reference, of no less than its amount, collects the sale.',
    ),
  ),
  note: v.pipe(
    v.nullish(plainText({ characters: 40 })),
    v.description('Text of 1 to 40 characters without control characters: what the cashier reads on the list.'),
  ),
});
export type ParkBody = v.InferOutput<typeof ParkBody>;

/** What `GET /charges` may be asked. Everything is text, as in an address. */
export const ChargeQuery = v.object({
  orderNo: v.pipe(v.optional(v.pipe(v.string(), v.maxLength(64))), v.description('The merchant order number, at most 64 characters.')),
  tillReference: v.pipe(v.optional(tillReference), v.description('The name the till has for the sale, 1 to 64 characters.')),
  shiftId: v.pipe(v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))), v.description('A shift, 1 to 64 characters.')),
  limit: v.pipe(
    v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)), '50'),
    v.description('How many, 1 to 200; default 50.'),
  ),
  cursor: v.pipe(
    v.optional(v.pipe(v.string(), v.maxLength(128))),
    v.description('The nextCursor of the page before, at most 128 characters.'),
  ),
});
export type ChargeQuery = v.InferOutput<typeof ChargeQuery>;

/** The body of `POST /shifts`. */
export const ShiftBody = v.object({
  cashier: v.pipe(
    plainText({ characters: 40 }),
    v.description('Text of 1 to 40 characters without control characters: whose shift it is.'),
  ),
  openingFloat: v.pipe(
    v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999))),
    v.description('An integer in fen, 0 to 9999999999: the cash in the drawer. Default 0.'),
  ),
});
export type ShiftBody = v.InferOutput<typeof ShiftBody>;

/** The body of `POST /shifts/{id}/close`; may be left out whole. */
export const ShiftCloseBody = v.object({
  countedCash: v.pipe(
    v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999))),
    v.description('An integer in fen, 0 to 9999999999: the cash that was counted. Left out: nobody counted.'),
  ),
});
export type ShiftCloseBody = v.InferOutput<typeof ShiftCloseBody>;

/** What `GET /shifts` may be asked. */
export const ShiftQuery = v.pick(ChargeQuery, ['limit', 'cursor']);

/** What `GET /shifts/{id}/report` may be asked. */
export const ReportQuery = v.object({
  format: v.pipe(v.optional(v.picklist(['json', 'csv', 'pdf']), 'json'), v.description('One of json, csv, pdf; default json.')),
});

/** What `GET /findings` may be asked. */
export const FindingQuery = v.object({
  status: v.pipe(v.optional(v.literal('open')), v.description('open: only those that need a person.')),
  ...v.pick(ChargeQuery, ['limit', 'cursor']).entries,
});
export type FindingQuery = v.InferOutput<typeof FindingQuery>;

/** What `GET /charges/{id}` and `GET /refunds/{id}` may be asked. */
export const WaitQuery = v.object({
  wait: v.pipe(
    v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.maxValue(60)), '0'),
    v.description('Whole seconds to wait for the end, 0 to 60; default 0.'),
  ),
});

/** What `GET /sandbox` answers. */
export const SandboxAnswer = v.object({
  wechat: v.object({ endpoint: v.string(), appId: v.string(), mchId: v.string(), apiKey: v.string() }),
  wooshpay: v.nullable(v.object({ endpoint: v.string(), secretKey: v.string(), webhookSecret: v.string() })),
  phoneUrl: v.string(),
  faultsUrl: v.string(),
});

/** What `POST /sandbox/codes` answers: a fresh payment code of the simulated customer. */
export const SandboxCode = v.object({ authCode: v.string(), expiresAt: v.pipe(v.string(), v.isoTimestamp()) });
export type SandboxCode = v.InferOutput<typeof SandboxCode>;
