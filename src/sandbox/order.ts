import * as v from 'valibot';
import { SIGN_TYPES } from './sign.ts';

/** Where an order stands, in the words of `trade_state`. Source: WeChat Pay v2, query order. */
export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'PAYERROR' | 'REVOKED' | 'CLOSED' | 'REFUND';

/** How an order came to be. Source: WeChat Pay v2, query order, `trade_type`. */
export const OFFER_TYPES = ['NATIVE', 'JSAPI', 'APP', 'MWEB'] as const;
export type OfferType = (typeof OFFER_TYPES)[number];
export type TradeType = 'MICROPAY' | OfferType;

/** What a unified order has besides: the customer pays it by himself, from what he scans or follows. */
export const Offer = v.object({
  prepayId: v.string(),
  content: v.string(), // code_url or mweb_url; `prepay_id=…` where the shop's own page or app calls the wallet
  contentUntilMs: v.number(), // wall clock; the order may outlive it
  expiresAtMs: v.nullable(v.number()), // wall clock, `time_expire`; later it cannot be paid
  notifyUrl: v.string(),
  signType: v.picklist(SIGN_TYPES), // of the order, and so of its notification
  requestHash: v.string(), // tells whether the same order is placed again
});
export type Offer = v.InferOutput<typeof Offer>;

/** One order as the acquirer keeps it. The payment code itself is not among it: `codeHash` tells only whether the same one comes again. */
export type Order = {
  readonly orderNo: string; // out_trade_no
  readonly transactionId: string;
  readonly amountFen: number;
  readonly description: string; // body
  readonly attach: string; // '' when none was sent, as the next three
  readonly deviceInfo: string;
  readonly subAppId: string;
  readonly subMchId: string;
  readonly tradeType: TradeType;
  readonly openId: string; // '' while nobody knows who will pay
  readonly codeHash: string; // '' for an offer
  readonly offer: Offer | null; // null for a payment code
  readonly state: TradeState;
  readonly isMute: boolean; // queries for it answer SYSTEMERROR: official negative case MICROPAY_PAY_QUERY_TIMEOUT
  readonly arrivedAtMs: number; // wall clock, when the first submission came in
  readonly paidAtMs: number | null; // wall clock
  readonly revokedAtMs: number | null; // wall clock; null for what was revoked before this was kept
  readonly captures: number; // how often money was taken for it: the truth that tests compare with
  readonly returns: number; // how often it was given back
  readonly dialogEnd: 'given_up' | 'expired' | null; // how the password dialog ended, when it did not end in a payment
};

/** Where a refund stands. Source: WeChat Pay v2, query refund, `refund_status`. */
export type RefundState = 'PROCESSING' | 'SUCCESS' | 'REFUNDCLOSE' | 'CHANGE';

/** What a refund is paid from. Source: WeChat Pay v2, refund, `refund_account`. */
export const FUNDING_ACCOUNTS = ['REFUND_SOURCE_UNSETTLED_FUNDS', 'REFUND_SOURCE_RECHARGE_FUNDS'] as const;
export type FundingAccount = (typeof FUNDING_ACCOUNTS)[number];

/** One refund as the acquirer keeps it. */
export type Refund = {
  readonly refundNo: string; // out_refund_no
  readonly refundId: string;
  readonly orderNo: string;
  readonly amountFen: number;
  readonly cashFen: number; // of it, what goes back to the customer's own money; the rest were vouchers
  readonly account: FundingAccount;
  readonly reason: string; // '' when none was given
  readonly notifyUrl: string; // '' when nobody wants to be told
  readonly state: RefundState;
  readonly fate: Exclude<RefundState, 'PROCESSING'>; // what it will come to
  readonly arrivedAtMs: number; // wall clock
  readonly succeededAtMs: number | null; // wall clock
};

/** Keeps orders and their refunds over a restart. Calls return when the order is written. */
export interface OrderStore {
  /** Every order, oldest first. */
  load(): readonly Order[];
  /** Adds an order or replaces the one with the same number. */
  save(order: Order): void;
  /** Every refund, oldest first. */
  loadRefunds(): readonly Refund[];
  /** Adds a refund or replaces the one with the same number. */
  saveRefund(refund: Refund): void;
}

/** Keeps nothing; for simulation, where the acquirer itself never dies. */
export function forgetfulOrderStore(): OrderStore {
  return { load: () => [], save() {}, loadRefunds: () => [], saveRefund() {} };
}
