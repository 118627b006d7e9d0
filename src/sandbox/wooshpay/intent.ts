import type { Currency } from '../../money/currency.ts';
import type { JsonObject } from './json.ts';

/** Where an intent stands. `under_review` is none of the documented words: scenario 0013 says it. */
export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'under_review'
  | 'succeeded'
  | 'canceled';

/** What befalls an intent by itself when its time has come. */
export type Turn = 'succeed' | 'lapse';

export const TERMINAL_TYPES = ['WEB', 'SCAN_CODE', 'WAP', 'official_account', 'mini_program'] as const;
export type TerminalType = (typeof TERMINAL_TYPES)[number];

/** One payment intent as the acquirer keeps it. Never a payment code: `codeHash` tells only whether the same one comes again. */
export type Intent = {
  readonly id: string;
  readonly createdMs: number; // wall clock, whole seconds, as on the wire
  readonly madeAtMs: number; // wall clock
  readonly amount: number; // hundredths
  readonly currency: Currency;
  readonly orderNo: string; // merchant_order_id, '' when none was sent
  readonly echoed: JsonObject; // what was sent to be told again: description, metadata, return_url, …
  readonly types: readonly string[]; // payment_method_types as they were sent
  readonly options: JsonObject | null; // payment_method_options as they were sent
  readonly secret: string; // the tail of client_secret
  readonly status: IntentStatus;
  readonly methodId: string | null; // pm_…
  readonly terminalType: TerminalType | null; // since it was confirmed
  readonly offered: string | null; // what the customer pays by: the text of a QR, or a prepay_id
  readonly nextAction: JsonObject | null;
  readonly lastError: JsonObject | null;
  readonly cancellationReason: string | null;
  readonly scenario: string; // the four digits of a code that asked for one, else ''
  readonly payer: 'phone' | 'stranger' | null; // whose money: only the phone's moves its balance
  readonly dialog: 'none' | 'open' | 'given_up' | 'expired'; // the password dialog on the phone
  readonly codeHash: string; // '' without a code
  readonly sessionId: string | null; // the checkout session that owns it
  readonly due: { readonly turn: Turn; readonly atMs: number } | null; // wall clock
  readonly pollsRefused: number; // scenario 0012
  readonly paidAtMs: number | null; // wall clock
  readonly captures: number; // how often money was taken for it: the truth that tests compare with
};

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

/** One refund as the acquirer keeps it. */
export type Refund = {
  readonly id: string;
  readonly createdMs: number;
  readonly madeAtMs: number;
  readonly intentId: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly reason: string | null;
  readonly metadata: JsonObject | null;
  readonly status: RefundStatus;
  readonly fate: Exclude<RefundStatus, 'pending'>; // what it will come to
  readonly dueAtMs: number | null; // wall clock, while it is pending
};

/** One checkout session as the acquirer keeps it. */
export type Session = {
  readonly id: string;
  readonly createdMs: number;
  readonly madeAtMs: number;
  readonly intentId: string;
  readonly status: 'open' | 'complete' | 'expired';
  readonly expiresAtMs: number; // wall clock
  readonly amount: number;
  readonly currency: Currency;
  readonly items: readonly JsonObject[]; // the line items as on the wire
  readonly echoed: JsonObject; // client_reference_id, metadata, success_url, …
};

/** A webhook endpoint. Posts go to loopback only. */
export type WebhookEndpoint = {
  readonly id: string;
  readonly createdMs: number;
  readonly madeAtMs: number;
  readonly url: string;
  readonly enabledEvents: readonly string[];
  readonly secret: string;
  readonly status: 'enabled' | 'disabled';
  readonly echoed: JsonObject; // description, metadata, api_version
};

/** An answer that is given again when its key comes again. */
export type KeptAnswer = {
  readonly id: string; // hash of the key
  readonly madeAtMs: number;
  readonly print: string; // keyed hash of method, path and body
  readonly status: number;
  readonly body: string;
};

/** What is kept, by kind. */
export type Kept = {
  readonly intent: Intent;
  readonly refund: Refund;
  readonly session: Session;
  readonly endpoint: WebhookEndpoint;
  readonly answer: KeptAnswer;
};

/** Keeps everything over a restart. Calls return when it is written. */
export interface WooshStore {
  /** Everything of a kind, oldest first. */
  load<Kind extends keyof Kept>(kind: Kind): readonly Kept[Kind][];
  /** Adds a thing, or replaces the one with the same id. */
  save<Kind extends keyof Kept>(kind: Kind, thing: Kept[Kind]): void;
  remove(kind: keyof Kept, id: string): void;
}

/** Keeps nothing; for simulation, where the acquirer itself never dies. */
export function forgetfulWooshStore(): WooshStore {
  return { load: () => [], save() {}, remove() {} };
}
