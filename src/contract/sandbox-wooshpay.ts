import * as v from 'valibot';
import type { FaultLogLine } from './sandbox.ts';

/** The calls of the embedded WooshPay that a fault can be planted for. `webhook` is a delivery, where the acquirer is the one who calls. */
export const WOOSH_CALLS = [
  'create_intent',
  'retrieve_intent',
  'update_intent',
  'confirm_intent',
  'cancel_intent',
  'capture_intent',
  'list_intents',
  'search_intents',
  'create_refund',
  'retrieve_refund',
  'create_session',
  'retrieve_session',
  'expire_session',
  'list_sessions',
  'list_line_items',
  'webhook',
] as const;

/** What can go wrong with one exchange. `before` and `after` say on which side of the acquirer's own record it happens. */
export const WOOSH_FAULT_KINDS = [
  'delay_before', // waits `delayMs`, then acts
  'delay_after', // acts, then waits `delayMs` before it answers
  'drop_before', // closes the connection, nothing was done
  'drop_after', // does it, then closes the connection: the paid-or-not case
  'hang_before', // never answers, nothing was done
  'hang_after', // does it, never answers
  'http_500', // an error object, nothing was done
  'http_500_after', // does it, answers an error object
  'http_502', // a page of HTML, nothing was done
  'http_502_after', // does it, answers a page of HTML
  'truncated', // does it, answers half of the JSON
  'huge_answer', // does it, answers 64 MB
  'wrong_amount', // does it, answers another amount
  'wrong_currency', // does it, answers another currency
  'wrong_order', // does it, answers another merchant_order_id
  'wrong_id', // does it, answers another id
  'wrong_livemode', // does it, answers livemode true
  'wrong_status', // does it, answers a status nobody knows
  'old_style', // does it, answers with empty texts, nulls, and JSON inside of texts
  'rate_limited', // 429, nothing was done
  'conflict', // 409 idempotency_key_in_use, nothing was done
  'bare_error', // answers an error that is not wrapped in `error`, nothing was done; `errCode` and `httpStatus` as below
  'error_code', // answers `errCode` with `httpStatus`, nothing was done
  'error_code_after', // does it, answers `errCode` with `httpStatus`
  'not_found', // a retrieve answers 404 and a search nothing, although it exists
  'late_success', // cancel_intent: answers canceled; the customer pays `delayMs` later (5 s unless told), all the same
  'refund_pending', // create_refund: stays pending for a while
  'refund_failed', // create_refund: stays pending for a while, then fails
  'lost', // webhook: is never sent
  'duplicate', // webhook: is sent twice
  'late', // webhook: is sent `delayMs` later
  'reordered', // webhook: is sent only after the next one
  'bad_signature', // webhook: is signed with another secret
  'stale', // webhook: is rightly signed for a time long ago
] as const;

/** One planted fault. It strikes the next `times` exchanges of `call`, after `skip` that pass unharmed. */
export const WooshFault = v.object({
  call: v.picklist(WOOSH_CALLS),
  kind: v.picklist(WOOSH_FAULT_KINDS),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 1),
  skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 0),
  delayMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600_000)), 0),
  errCode: v.optional(v.pipe(v.string(), v.maxLength(64))),
  httpStatus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
});
export type WooshFault = v.InferOutput<typeof WooshFault>;

/** How the acquirer behaves at large. */
export const WooshSwitches = v.object({
  bareErrors: v.optional(v.boolean(), false), // errors come without the wrapping `error`
  ignoresIdempotency: v.optional(v.boolean(), false), // Idempotency-Key is not looked at
});
export type WooshSwitches = v.InferOutput<typeof WooshSwitches>;

/** Where this sandbox reports events, signed with `webhookSecret` of its address; null: nowhere. Loopback only. */
export const WooshWebhook = v.object({ url: v.nullable(v.pipe(v.string(), v.maxLength(2048), v.url())) });
export type WooshWebhook = v.InferOutput<typeof WooshWebhook>;

/**
 * `GET /faults/api/wooshpay` answers this; `POST /faults/api/wooshpay` plants one `WooshFault`; `DELETE /faults/api/wooshpay` removes all;
 * `POST /faults/api/wooshpay/switches` takes `WooshSwitches`, `POST /faults/api/wooshpay/webhook` a `WooshWebhook`.
 */
export type WooshFaultsView = WooshSwitches & {
  readonly webhook: string | null;
  readonly faults: readonly (WooshFault & { readonly id: number; readonly left: number })[];
  readonly log: readonly FaultLogLine[]; // the newest 100 exchanges, newest first
};
