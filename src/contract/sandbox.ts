import * as v from 'valibot';

/** What a test or a demo needs to reach the embedded acquirer with any client. Source: interface of the terminal, `GET /sandbox`. */
export type SandboxAddress = {
  readonly wechat: { readonly endpoint: string; readonly appId: string; readonly mchId: string; readonly apiKey: string };
  readonly wooshpay: { readonly endpoint: string; readonly secretKey: string; readonly webhookSecret: string };
  readonly phoneUrl: string;
  readonly faultsUrl: string;
};

/** What the customer's phone shows. Whole at each change, over `GET /phone/api/events` (server-sent events, event `wallet`). */
export type WalletView = {
  readonly merchant: string;
  readonly code: { readonly authCode: string; readonly expiresAtMs: number; readonly renewsInMs: number };
  readonly network: 'on' | 'off'; // off: codes are still shown, but no password dialog can open or be answered
  readonly balanceFen: number;
  readonly passwordAbove: number; // fen: above it the password is asked; 0 always asks
  readonly payments: readonly WalletPayment[]; // newest first, at most 50
};

export type WalletPayment = {
  readonly orderNo: string;
  readonly transactionId: string | null;
  readonly amountFen: number; // hundredths of the currency
  readonly currency: string; // ISO 4217
  readonly description: string;
  readonly by: 'code' | 'scan' | 'link'; // the merchant scanned the phone's code, the phone scanned the merchant's, or followed a link
  readonly atMs: number; // wall clock
  readonly state:
    | 'awaiting_password' // the dialog is open
    | 'paid'
    | 'given_up' // the customer closed the dialog
    | 'expired' // nobody answered the dialog in time
    | 'returned' // reversed after it was paid: the money came back
    | 'partly_refunded' // some of the money came back
    | 'refunded'; // all of it did
  readonly refundedFen: number; // what has come back by refunds
};

/** What the customer does. `POST /phone/api/actions`. Answers `{ "ok": true }` or a problem document. */
export const PhoneAction = v.variant('kind', [
  v.object({ kind: v.literal('pay'), orderNo: v.string() }),
  v.object({ kind: v.literal('wrong_password'), orderNo: v.string() }),
  v.object({ kind: v.literal('give_up'), orderNo: v.string() }),
  v.object({ kind: v.literal('scan'), content: v.pipe(v.string(), v.minLength(1), v.maxLength(2048)) }), // a QR's text, or a link
  v.object({ kind: v.literal('network'), network: v.picklist(['on', 'off']) }),
  v.object({ kind: v.literal('renew_code') }),
  v.object({ kind: v.literal('balance'), balanceFen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000)) }),
  v.object({ kind: v.literal('password_above'), fen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000)) }),
]);
export type PhoneAction = v.InferOutput<typeof PhoneAction>;

/** What can go wrong: the calls, and what the acquirer posts by itself, payments and refunds alike. */
export const FAULT_CALLS = [
  'micropay',
  'unifiedorder',
  'closeorder',
  'orderquery',
  'reverse',
  'refund',
  'refundquery',
  'downloadbill',
  'authcodetoopenid',
  'notification',
] as const;

/** What can go wrong with one exchange. `before` and `after` say on which side of the acquirer's own record it happens. */
export const FAULT_KINDS = [
  'delay_before', // waits `delayMs`, then acts
  'delay_after', // acts, then waits `delayMs` before it answers
  'drop_before', // closes the connection, nothing was done
  'drop_after', // does it, then closes the connection: the paid-or-not case
  'hang_before', // never answers, nothing was done
  'hang_after', // does it, never answers
  'http_502', // a page of HTML, nothing was done
  'http_502_after', // does it, answers a page of HTML
  'truncated', // does it, answers half of the XML
  'bad_signature', // does it, signs with another key
  'unsigned', // does it, leaves the signature away
  'wrong_amount', // does it, answers another amount, rightly signed
  'wrong_order', // does it, answers another order number, rightly signed
  'wrong_merchant', // does it, answers another merchant number, rightly signed
  'huge_answer', // does it, answers 64 MB
  'entity_bomb', // does it, answers a document type with entities
  'error_code', // answers `errCode` (and `errCodeDes`), nothing was done
  'error_code_after', // does it, answers `errCode`
  'return_fail', // return_code FAIL "system error", unsigned, nothing was done
  'not_exist', // orderquery, closeorder, refundquery, downloadbill: ORDERNOTEXIST, REFUNDNOTEXIST or No Bill Exist although it exists
  'recall', // reverse: SYSTEMERROR with recall=Y, nothing was done
  'recall_after', // reverse: does it, answers recall=Y
  'claimed', // reverse, closeorder, refund: says that it is done, nothing was done
  'no_funds', // refund: NOTENOUGH, unless it is to be paid from the merchant's balance (`REFUND_SOURCE_RECHARGE_FUNDS`)
  'refund_closed', // refund: takes it, and closes it later without giving anything back
  'refund_abnormal', // refund: takes it, and fails to give it back later: the customer's card is void
  'close_then_paid', // closeorder: closes, but a dialog that is open goes on, and the customer may still pay
  'duplicate', // notification: posted twice in the same moment
  'never_sent', // notification: not posted at all, nor again
] as const;

/** One planted fault. It strikes the next `times` exchanges of `call`, after `skip` that pass unharmed. */
export const Fault = v.object({
  call: v.picklist(FAULT_CALLS),
  kind: v.picklist(FAULT_KINDS),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 1),
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 0),
  delayMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120_000)), 0),
  errCode: v.optional(v.pipe(v.string(), v.maxLength(32))),
  errCodeDes: v.optional(v.pipe(v.string(), v.maxLength(128))),
});
export type Fault = v.InferOutput<typeof Fault>;

/** `GET /faults/api` answers this; `POST /faults/api` plants one `Fault`; `DELETE /faults/api` removes all; `POST /faults/api/line` with `{ "line": "up" | "down" }` cuts or mends the whole line. */
export type FaultsView = {
  readonly line: 'up' | 'down'; // down: the acquirer's calls are cut, new connections are refused or reset; the pages still work
  readonly faults: readonly (Fault & { readonly id: number; readonly left: number })[];
  readonly log: readonly FaultLogLine[]; // the newest 100 exchanges, newest first
};

export type FaultLogLine = {
  readonly atMs: number;
  readonly call: string;
  readonly orderNo: string;
  readonly fault: string | null;
  readonly answer: string; // `SUCCESS`, `USERPAYING`, `cut`, …
};

const Fen = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999));
const BillNumber = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_\-|*@]{1,64}$/));
const WallMs = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000));

/** How the acquirer's bills differ from what happened, for whoever reconciles. Each is in every bill that it bears on, until it is removed. */
export const BillDifference = v.variant('kind', [
  v.object({ kind: v.literal('line_missing'), orderNo: BillNumber, refundNo: v.optional(BillNumber) }), // of the order's payment, or of that refund
  v.object({ kind: v.literal('line_twice'), orderNo: BillNumber, refundNo: v.optional(BillNumber) }),
  v.object({ kind: v.literal('amount'), orderNo: BillNumber, refundNo: v.optional(BillNumber), amountFen: Fen }),
  v.object({ kind: v.literal('refund_status'), refundNo: BillNumber, status: v.picklist(['SUCCESS', 'PROCESSING', 'FAIL', 'CHANGE']) }),
  v.object({ kind: v.literal('reversed_there'), orderNo: BillNumber }), // beside its payment stands a reversal
  v.object({
    kind: v.literal('payment_there'), // a payment nobody here knows of
    orderNo: BillNumber,
    amountFen: Fen,
    atMs: WallMs,
    deviceInfo: v.optional(v.pipe(v.string(), v.maxLength(32)), ''),
  }),
  v.object({ kind: v.literal('refund_there'), orderNo: BillNumber, refundNo: BillNumber, amountFen: Fen, atMs: WallMs }), // given back at the acquirer's console
  v.object({ kind: v.literal('sums_wrong'), of: v.picklist(['count', 'amount', 'fee']) }), // the last line says what the others do not
  v.object({ kind: v.literal('sums_missing') }),
]);
export type BillDifference = v.InferOutput<typeof BillDifference>;

/** When a day's bill is there: as in life from 10:00 of the next morning in Beijing, or at once, for a demonstration, also of the day that is not over. */
export const BILL_TIMES = ['next_morning', 'at_once'] as const;
export const BillsReady = v.object({ ready: v.picklist(BILL_TIMES) });
export type BillsReady = v.InferOutput<typeof BillsReady>;

/**
 * `GET /faults/api/bills` answers this; `POST /faults/api/bills` plants one `BillDifference`; `POST /faults/api/bills/ready` takes a
 * `BillsReady`; `DELETE /faults/api/bills` removes every difference and lets bills come in their time again.
 */
export type BillsView = BillsReady & { readonly differences: readonly (BillDifference & { readonly id: number })[] };
