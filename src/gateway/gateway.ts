import type { Cancel } from '../basics/clock.ts';
import type { Fen } from '../money/fen.ts';
import type { OrderNo } from '../payment/charge.ts';
import type { Decline, Payment } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';

/** What the acquirer needs to know to charge a payment code. */
export type Order = {
  readonly orderNo: OrderNo;
  readonly amountFen: Fen;
  readonly currency: 'CNY';
  readonly description: string;
};

/** Why an answer decides nothing. In each case: ask, never charge again under another number. */
export type Doubt =
  | 'no_answer' // time-out, reset, 5xx, HTML, unreadable XML
  | 'untrusted' // signature wrong or missing, or somebody else's merchant, order, amount or currency: raise an alarm
  | 'refused' // the request as such was refused without a signature (return_code FAIL)
  | 'unsure'; // signed, and says itself that it does not know: SYSTEMERROR, BANKERROR, a code nobody documented

export type ChargeOutcome =
  | { readonly kind: 'paid'; readonly payment: Payment } // verified; finish
  | { readonly kind: 'declined'; readonly decline: Decline; readonly askFirst: boolean } // certain; askFirst: one question before the sale is released
  | { readonly kind: 'customer_paying'; readonly acquirerCode: string } // the customer types the password: poll
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null; readonly askAtOnce: boolean } // query
  | { readonly kind: 'not_sent' }; // certain that no byte left: may be sent again, same number, same code

export type QueryOutcome =
  | { readonly kind: 'paid'; readonly payment: Payment }
  | { readonly kind: 'customer_paying' } // password dialog open: continue
  | { readonly kind: 'not_paid' } // created, unpaid: continue, reverse at the deadline
  | { readonly kind: 'payment_failed' } // PAYERROR: reverse, it is not closed
  | { readonly kind: 'undone'; readonly acquirerCode: 'REVOKED' | 'CLOSED' | 'REFUND' } // final: not the merchant's money
  | { readonly kind: 'absent' } // no such order: may only mean not yet written
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null };

export type ReverseOutcome =
  | { readonly kind: 'reversed' } // said to be done: query all the same
  | { readonly kind: 'again'; readonly acquirerCode: string | null } // recall=Y, or the dialog is still open: wait, repeat
  | { readonly kind: 'absent' } // no such order: query
  | { readonly kind: 'refused'; readonly acquirerCode: string } // will not be done: query; a person may be needed
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null };

/** What became of a submission, and how long ago its first byte may have left: the acquirer counts from there. */
export type ChargeAnswer = { readonly outcome: ChargeOutcome; readonly sentMsAgo: number };

/** A charge made ready before its code is scanned: connection held, everything but the code prepared. */
export interface PreparedCharge {
  /** Sends it; called at most once. Always answers, at the latest after the request's deadline. */
  submit(code: AuthCode): Promise<ChargeAnswer>;
  /** Lets it go unsent. Harmless after `submit`. */
  discard(): void;
}

/** Whether the acquirer can be reached, as far as the last exchange or probe tells. */
export type LineStatus = 'online' | 'offline' | 'unknown';

/** The port every acquirer stands behind. Answers are verified before they are told; nothing here throws for what an acquirer can do. */
export interface Gateway {
  prepare(order: Order): PreparedCharge;
  query(order: Order): Promise<QueryOutcome>;
  reverse(order: Order): Promise<ReverseOutcome>;
  /** After a `not_sent` it is `offline` until a probe gets through; `onLine` then tells. */
  line(): LineStatus;
  /** Tells each change of the line. */
  onLine(listener: (status: LineStatus) => void): Cancel;
  /** Opens connections and begins to watch the line. */
  open(): void;
  /** Closes every connection; requests in flight end as `no_answer`. */
  close(): Promise<void>;
}
