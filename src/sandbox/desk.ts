import type { Clock, Random } from '../basics/clock.ts';
import type { Fault } from '../contract/sandbox.ts';
import type { OrderBook } from './order-book.ts';
import type { RefundBook } from './refund-book.ts';
import type { Fields } from './sign.ts';
import type { Wallet } from './wallet.ts';

/** How long the acquirer's own terms are, in milliseconds. */
export type AcquirerTimes = {
  readonly dialogMs: number; // an unpaid order is revoked by the platform this long after its creation
  readonly codeLifeMs: number; // a payment code works this long
  readonly reverseNotBeforeMs: number; // reversals sooner than this after the submission break the rule; they are listed, not refused
  readonly reverseWindowMs: number; // older orders cannot be reversed
  readonly closeNotBeforeMs: number; // closes sooner than this after the order break the rule; they are listed, not refused
  readonly shortestOfferMs: number; // an order may not expire sooner than this
  readonly refundMs: number; // a refund is processed this long
  readonly refundWindowMs: number; // older payments cannot be refunded
  readonly refundSpacingMs: number; // two refunds of one order closer than this break the rule; they are listed, not refused
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Source: WeChat Pay v2, micropay, reverse, refund, close order and unified order pages; practice guide of the overseas product for the 45 s. */
export const ACQUIRER_TIMES: AcquirerTimes = {
  dialogMs: 45_000,
  codeLifeMs: 60_000,
  reverseNotBeforeMs: 15_000,
  reverseWindowMs: 7 * DAY_MS,
  closeNotBeforeMs: 300_000,
  shortestOfferMs: 60_000,
  refundMs: 1_000, // minutes at the real platform; nobody learns anything by waiting for them
  refundWindowMs: 365 * DAY_MS,
  refundSpacingMs: 60_000,
};

/** The same terms, shorter or longer; the days of the windows stay days. */
export function scaleTimes(times: AcquirerTimes, factor: number): AcquirerTimes {
  return {
    ...times,
    dialogMs: times.dialogMs * factor,
    codeLifeMs: times.codeLifeMs * factor,
    reverseNotBeforeMs: times.reverseNotBeforeMs * factor,
    closeNotBeforeMs: times.closeNotBeforeMs * factor,
    shortestOfferMs: times.shortestOfferMs * factor,
    refundMs: times.refundMs * factor,
    refundSpacingMs: times.refundSpacingMs * factor,
  };
}

/** A reversal that broke the 15 s rule. */
export type EarlyReversal = { readonly orderNo: string; readonly afterMs: number };

/** A close that broke the rule of five minutes. */
export type EarlyClose = { readonly orderNo: string; readonly afterMs: number };

/** A refund that came sooner after another one of its order than the rule allows. */
export type CloseRefund = { readonly refundNo: string; readonly afterMs: number };

/** What the calls work with. */
export type Desk = {
  readonly book: OrderBook;
  readonly refunds: RefundBook;
  readonly wallet: Wallet;
  readonly times: AcquirerTimes;
  readonly clock: Clock;
  readonly random: Random;
  noteEarlyClose(close: EarlyClose): void;
  noteEarlyReversal(reversal: EarlyReversal): void;
  noteCloseRefund(refund: CloseRefund): void;
};

/** One authentic request whose fields are well formed. */
export type CallRequest = {
  readonly fields: Fields;
  readonly waitedMs: number; // since it came in: a planted delay may lie between
  readonly negativeTest: string | null; // header Wechatpay-Negative-Test
  readonly fault: Fault['kind'] | null; // planted, where it bears on what is done and not only on what is told
};
