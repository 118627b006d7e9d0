import type { Cancel } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { Charge, ChargePage } from '../contract/charge.ts';
import type { Command, CommandAnswer } from '../contract/command.ts';
import type { DoctorView } from '../contract/doctor.ts';
import type { Finding, FindingPage } from '../contract/finding.ts';
import type { Health } from '../contract/health.ts';
import type { PaymentAnswer } from '../contract/inquiry.ts';
import type { ParkedSale } from '../contract/parked-sale.ts';
import type { Refund } from '../contract/refund.ts';
import type { Shift as ShiftDocument } from '../contract/shift.ts';
import type { ScannerView, TerminalView } from '../contract/view.ts';
import type { NoticeReply, NoticeRequest, OpenIdOutcome } from '../gateway/gateway.ts';
import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { Method, Origin, SaleId } from '../payment/charge.ts';
import type { OfferedTo } from '../payment/offer.ts';
import type { FundingAccount, RefundNo } from '../payment/refund.ts';
import type { Payment } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import type { CashEntry, Shift } from '../shift/shift.ts';
import type { ChargeFilter } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import type { Displays } from './displays.ts';
import type { NoNumber } from './shown-number.ts';

/** What is asked for when a charge begins, already checked for shape at the door. */
export type ChargeRequest = {
  readonly origin: Origin;
  readonly method?: Method; // left out: by payment code
  readonly to?: OfferedTo; // of an offer that the shop's own software places
  readonly currency?: Currency; // left out: the store's
  readonly amountFen: Fen;
  readonly description: string | null; // null: the store's name
  readonly tillReference: string | null;
  readonly saleId?: SaleId | null; // left out: the till's of that reference, else one of its own
  readonly authCode: AuthCode | null; // null: the terminal asks for a scan
  readonly idempotencyKey: string | null;
  readonly fingerprint: string | null; // of the request behind the key; holds no secret
};

/** What is asked for when a sale is set aside, already checked for shape at the door. */
export type ParkRequest = {
  readonly origin: Origin;
  readonly amountFen: Fen;
  readonly description: string | null; // null: the store's name
  readonly tillReference: string | null;
  readonly note: string | null; // at most 40 characters
  readonly idempotencyKey: string;
  readonly fingerprint: string; // of the request behind the key
};

/** What is asked for when money is to go back, already checked for shape at the door. */
export type RefundRequest = {
  readonly origin: Origin;
  readonly chargeId: string;
  readonly amountFen: Fen; // all of the charge or a part
  readonly reason: string | null; // the customer sees it
  readonly from: FundingAccount;
  readonly idempotencyKey: string | null;
  readonly fingerprint: string | null; // of the request behind the key
  readonly slips?: readonly Slip[]; // who wanted it: written in the append that makes it durable
};

/** A refund that the acquirer has, whoever gave it. */
export type RefundShown = {
  readonly chargeId: string;
  readonly refundNo: RefundNo;
  readonly amountFen: Fen;
  readonly acceptedAtMs: number | null; // by the acquirer's wall clock, where it is known
  readonly succeededAtMs: number | null; // likewise
  readonly slips: readonly Slip[]; // written in the same append
};

/** Why a request to the terminal is not carried out. Codes are stable: the till API shows them. */
export type Refusal =
  | 'terminal_busy' // another charge awaits its code
  | 'idempotency_key_reused' // the key came with another request before
  | 'not_found'
  | 'already_final'
  | 'no_code_awaited' // the charge does not wait for a code
  | 'used_code' // this code was submitted already: a code works once
  | 'not_paid' // only a paid charge can be refunded
  | 'refund_exceeds_charge' // all refunds that did not fail, and this one, would be more than was paid
  | 'too_many_refunds' // the acquirer takes 50 of one charge
  | 'parked_full' // 200 sales are parked already
  | 'already_parked' // the till's sale of that reference is parked under another key
  | 'not_parked' // the sale was collected or dropped
  | 'sale_unsettled' // a charge of the same sale is not known yet
  | 'unsupported_method' // the acquirer has no such way to pay
  | 'unsupported_currency'
  | 'amount_too_large' // the acquirer takes so much of the currency at once, and no more
  | 'journal_failed' // the disk did not take it: nothing was begun
  | 'journal_damaged' // what was written is not what is there: nothing is begun until it is restored
  | 'stopping'; // the terminal is being shut down

/** Not carried out, because another charge of the sale is not known yet: two may be paid. Nothing was begun or sent. */
export type SaleHeld = { readonly code: 'sale_unsettled'; readonly chargeId: string };

/** What happened; `data` is the thing itself. */
export type News =
  | { readonly type: 'charge.updated'; readonly data: Charge }
  | { readonly type: 'refund.updated'; readonly data: Refund }
  | { readonly type: 'parked.updated'; readonly data: ParkedSale }
  | { readonly type: 'finding.updated'; readonly data: Finding }
  | { readonly type: 'shift.updated'; readonly data: ShiftDocument }
  | { readonly type: 'scanner.updated'; readonly data: ScannerView }
  | { readonly type: 'gateway.updated'; readonly data: { readonly status: 'online' | 'offline' | 'unknown' } };

/** One thing that happened. `id` continues the stream after a break. */
export type FeedEvent = News & { readonly id: string };

/** The terminal as its hosts know it: takes commands, tells what is so. Nothing here waits for an acquirer, but for `lookUp`. */
export interface Terminal {
  /** Begins a charge; durable when this returns. `created` is false when the key had begun it before. */
  charge(request: ChargeRequest): Result<{ readonly charge: Charge; readonly created: boolean }, Refusal | SaleHeld>;
  /** Hands a code to a charge that awaits one, as a scan does. */
  giveCode(chargeId: string, code: AuthCode): Result<Charge, Refusal | SaleHeld>;
  cancel(chargeId: string): Result<Charge, Refusal>;
  find(chargeId: string): Charge | null;
  /** Begins to give money back; durable when this returns. `created` is false when the key had begun it before. */
  refund(request: RefundRequest): Result<{ readonly refund: Refund; readonly created: boolean }, Refusal>;
  /** Sends one that failed for want of funds again, under its number. @param slips who wanted it: written in the append that begins it */
  refundAgain(refundId: string, from: FundingAccount, slips: readonly Slip[]): Result<Refund, Refusal>;
  findRefund(refundId: string): Refund | null;
  /**
   * Takes over a payment that a verified answer of the acquirer showed, of a charge that had ended otherwise, or that was told under another
   * of the acquirer's numbers. `sale_unsettled`: it has no end yet, and finds the payment itself. @param slips written in the same append
   */
  adopt(chargeId: string, payment: Payment, slips: readonly Slip[]): Result<Charge, Refusal>;
  /** Takes over a refund that a verified answer showed as done, of a charge that is paid. Once more is no error, and writes nothing. */
  adoptRefund(refund: RefundShown): Result<Refund, Refusal>;
  /** Sets a sale aside; durable when this returns. `created` is false when the key had done it before. */
  park(request: ParkRequest): Result<{ readonly sale: ParkedSale; readonly created: boolean }, Refusal>;
  findParked(parkedId: string): ParkedSale | null;
  /** Every parked sale that is open, oldest first. */
  parkedSales(): readonly ParkedSale[];
  /** Sets the sale of a cashier's charge aside that took nothing; one that was not sent is canceled. `not_now`: it may take money yet. */
  setAside(chargeId: string, note: string | null): Result<ParkedSale, Refusal | 'not_now'>;
  /** Settles a parked sale in cash, in one append with its line of the drawer. Once more is no error, and writes nothing. */
  collectInCash(parkedId: string, entry: CashEntry): Result<ParkedSale, Refusal>;
  /** Gives a parked sale up. */
  dropParked(parkedId: string): Result<ParkedSale, Refusal>;
  /** The store's. */
  currency(): Currency;
  /** Where the acquirer's own reports are posted; null: none are expected. */
  noticePath(): string | null;
  /** Takes a report. @returns what the acquirer is answered; null when none are expected */
  notice(request: NoticeRequest): NoticeReply | null;
  /** What the shop's own software hands to the customer's WeChat for an offer that stands. `no_parameters`: its way to pay has none, or it stands no more. */
  parameters(chargeId: string): Promise<Result<Readonly<Record<string, string>>, 'not_found' | 'no_parameters' | 'no_answer'>>;
  /** Asks the acquirer who the customer of this code is. Does not spend it. */
  openId(code: AuthCode): Promise<OpenIdOutcome>;
  /** What is known of a payment by the number on the customer's bill; within two seconds. */
  lookUp(number: string): Promise<Result<PaymentAnswer, NoNumber>>;
  /** @param cursor of the page before, or null; @param limit 1 to 200. `bad_cursor` when it is none of ours */
  list(filter: ChargeFilter, cursor: string | null, limit: number): Result<ChargePage, 'bad_cursor'>;
  /** What looks as if it was taken twice. @param isOpen only what needs a person; cursor and limit as in `list` */
  findings(isOpen: boolean, cursor: string | null, limit: number): Result<FindingPage, 'bad_cursor'>;
  /** A screen's command. */
  command(command: Command): CommandAnswer;
  view(): TerminalView;
  /** What customers see, on displays here and elsewhere. */
  readonly displays: Displays;
  /** Calls back after each change of the view, at most once per turn of the event loop. */
  onView(listener: () => void): Cancel;
  /** What the page about scanners shows. */
  doctor(): DoctorView;
  /** Calls back after each change of it, at most once per turn of the event loop. */
  onDoctor(listener: () => void): Cancel;
  health(): Health;
  /**
   * Tells everything that happens from now on, and first what happened after `lastEventId`, if one is given.
   * An id that is none of ours counts as none.
   */
  feed(lastEventId: string | null, listener: (event: FeedEvent) => void): Cancel;
  /** A shift was written: whoever follows the feed is told. */
  shiftWritten(shift: Shift): void;
  /** The id of the newest event, to begin a stream with. */
  feedPosition(): string;
  /** Takes no new charge, journals what is in flight, lets the gateway go. */
  stop(): Promise<void>;
}
