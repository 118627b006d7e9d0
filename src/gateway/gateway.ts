import type { Cancel } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { Method, OfferMethod, OrderNo, TransactionId } from '../payment/charge.ts';
import type { OfferedTo, Shown } from '../payment/offer.ts';
import type { PaymentNumber } from '../payment/payment-number.ts';
import type { FundingAccount, RefundIntent, RefundNo } from '../payment/refund.ts';
import type { RefundFailure } from '../payment/refund-state.ts';
import type { Decline, Payment } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import type { ReadBill } from './bill.ts';

/** What the acquirer needs to know to charge a payment code. */
export type Order = {
  readonly orderNo: OrderNo;
  readonly amountFen: Fen;
  readonly currency: Currency;
  readonly description: string;
  readonly method?: Method; // how it is taken, and since when: who must search for it searches in the right place
  readonly createdAtMs?: number; // wall clock
};

/** An order that the customer pays by himself. The same at every repeat: acquirers know it again by that. */
export type OfferedOrder = Order & {
  readonly method: OfferMethod;
  readonly to: OfferedTo;
  readonly createdAtMs: number; // wall clock
  readonly expiresAtMs: number; // wall clock
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

/** What became of placing an offer. As long as nothing was shown, nobody can have paid. */
export type OfferOutcome =
  | { readonly kind: 'offered'; readonly shown: Shown } // show it; the same at a repeat, as long as the order is open
  | { readonly kind: 'declined'; readonly decline: Decline } // certain: there is no such order
  | { readonly kind: 'ask' } // the number is known there, and perhaps paid or closed: query
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null } // repeat, same number
  | { readonly kind: 'not_sent' }; // certain that no byte left

export type WithdrawOutcome =
  | { readonly kind: 'closed' } // said to be done: query all the same
  | { readonly kind: 'again'; readonly acquirerCode: string | null } // not now: wait, repeat
  | { readonly kind: 'absent' } // no such order: query
  | { readonly kind: 'refused'; readonly acquirerCode: string } // paid, or nothing that can be closed: query
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null };

/** What the shop's own software hands to the customer's WeChat. Signed for one moment, and kept nowhere. */
export type ParametersOutcome =
  | { readonly kind: 'ready'; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown'; readonly doubt: Doubt };

export type OpenIdOutcome =
  | { readonly kind: 'known'; readonly openId: string }
  | { readonly kind: 'refused'; readonly acquirerCode: string; readonly message: string | null }
  | { readonly kind: 'unknown'; readonly doubt: Doubt };

/** What an acquirer reports by itself, its signature verified: a reason to ask, and no more than that. */
export type Notice = {
  readonly about: 'payment' | 'refund' | 'other'; // other: nothing that concerns a terminal
  readonly id: string; // of this report; repeats carry the same
  readonly orderNo: OrderNo | null;
  readonly refundNo: RefundNo | null;
  readonly amountFen: Fen | null; // of the order, or of the refund; null when it does not say
  readonly currency: Currency | null;
};

/** A report as it came in. Header names in lower case. */
export type NoticeRequest = { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array };

/** What the acquirer is answered, exactly so. */
export type NoticeReply = { readonly status: number; readonly contentType: string; readonly body: string };

/** How an acquirer's reports are read and answered; of a gateway that is told to expect them. */
export interface Notices {
  /** Where they are posted. */
  readonly path: string;
  /** @returns the report, or why it is not believed: a field's name or a step's, never a value */
  read(request: NoticeRequest): Result<Notice, string>;
  /** @param why it is not taken, if so; the acquirer then comes again */
  reply(why: string | null): NoticeReply;
}

/** What the acquirer needs to know to give money back; the same at every repeat, but for the account. */
export type RefundOrder = Pick<RefundIntent, 'refundNo' | 'orderNo' | 'chargeFen' | 'amountFen' | 'currency' | 'reason'> & {
  readonly from: FundingAccount;
  readonly transactionId?: TransactionId | undefined; // of the charge, as the journal has it
  readonly acquirerRefundId?: string | undefined; // what the acquirer called it, once that was heard
};

export type RefundOutcome =
  | { readonly kind: 'accepted'; readonly acquirerRefundId?: string | undefined } // taken on, not yet given back: ask until it is
  | { readonly kind: 'refused'; readonly failure: RefundFailure } // signed: not under these circumstances. Ask once before it counts as failed
  | { readonly kind: 'no_funds'; readonly acquirerCode: string; readonly message: string | null; readonly other: FundingAccount } // as refused; `other` may do, same number
  | { readonly kind: 'limited'; readonly acquirerCode: string; readonly waitMs: number } // not taken on: wait at least so long, same number
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null } // ask, then repeat under the same number
  | { readonly kind: 'not_sent' }; // certain that no byte left

export type RefundQueryOutcome =
  | { readonly kind: 'processing' }
  | { readonly kind: 'succeeded'; readonly succeededAtMs: number | null } // the acquirer's wall clock, if it said
  | { readonly kind: 'closed'; readonly acquirerCode: string } // final: nothing went back
  | { readonly kind: 'abnormal'; readonly acquirerCode: string } // it could not be given back: a person must act at the acquirer's console
  | { readonly kind: 'absent' } // no such refund: may only mean not yet written
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null };

/** What the acquirer has under a number that a customer showed. `orderNo` is whoever's: another terminal's may look otherwise than ours. */
export type LookUpOutcome =
  | {
      readonly kind: 'paid';
      readonly orderNo: string;
      readonly amountFen: Fen;
      readonly payment: Payment;
      readonly deviceInfo: string | null; // which till took it, if that told
    }
  | { readonly kind: 'refunded'; readonly orderNo: string } // some or all of it went back
  | { readonly kind: 'undone'; readonly orderNo: string } // reversed or closed: not the merchant's money
  | { readonly kind: 'not_paid'; readonly orderNo: string } // so far
  | { readonly kind: 'absent' } // this merchant has no such order
  | { readonly kind: 'unknown'; readonly doubt: Doubt };

/** What became of a submission, and how long ago its first byte may have left: the acquirer counts from there. */
export type ChargeAnswer = { readonly outcome: ChargeOutcome; readonly sentMsAgo: number };

/** A charge made ready before its code is scanned: connection held, everything but the code prepared. */
export interface PreparedCharge {
  /**
   * Sends it; called at most once. Always answers, at the latest after the request's deadline.
   *
   * @param leaveWithinMs what is left of the code's validity: when no byte has left by then, none will, and it ends `not_sent`
   */
  submit(code: AuthCode, leaveWithinMs?: number): Promise<ChargeAnswer>;
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
  /** Places an order that the customer pays by himself. Safe to repeat: one order number is one order. */
  offer(order: OfferedOrder): Promise<OfferOutcome>;
  /** Withdraws it. Safe to repeat. */
  withdraw(order: Order): Promise<WithdrawOutcome>;
  /** Makes what the shop's own software hands to the customer's WeChat for an offer that stands. */
  parameters(order: OfferedOrder, shown: Shown): Promise<ParametersOutcome>;
  /** Asks who the customer is, as the merchant's app knows him. Does not spend his code. */
  openId(code: AuthCode): Promise<OpenIdOutcome>;
  /** Null: none are expected. */
  readonly notices: Notices | null;
  /** Asks about whoever's payment by its number. Changes nothing. @param deadlineMs an answer that takes longer is none */
  lookUp(number: PaymentNumber, deadlineMs: number): Promise<LookUpOutcome>;
  /** Safe to repeat: one refund number gives back once only. */
  refund(refund: RefundOrder): Promise<RefundOutcome>;
  queryRefund(refund: RefundOrder): Promise<RefundQueryOutcome>;
  /** Reads the acquirer's bill of a day. Rejects with what `take` throws, and with nothing else. */
  readonly bill: ReadBill;
  /** After a `not_sent` it is `offline` until a probe gets through; `onLine` then tells. */
  line(): LineStatus;
  /** Tells each change of the line. */
  onLine(listener: (status: LineStatus) => void): Cancel;
  /** Opens connections and begins to watch the line. */
  open(): void;
  /** Closes every connection; requests in flight end as `no_answer`. */
  close(): Promise<void>;
}
