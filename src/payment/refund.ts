import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { ChargeId, OrderNo, Origin } from './charge.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Our own name of a refund, unique on this terminal. */
export type RefundId = Branded<'RefundId'>;
/** Merchant refund number 商户退款单号 (`out_refund_no`), unique per merchant: the same number gives back once only. */
export type RefundNo = Branded<'RefundNo'>;

const REFUND_ID = /^[0-9A-Za-z_-]{1,40}$/;
const REFUND_NO = /^[0-9A-Za-z_-]{6,64}$/;

/** Reads a refund's name at a door. @returns null when it cannot be one */
export function parseRefundId(text: string): RefundId | null {
  return REFUND_ID.test(text) ? (text as RefundId) : null;
}

/** Reads a refund number at a door. @returns null when it cannot be one of ours. Source: common parameters, out_refund_no. */
export function parseRefundNo(text: string): RefundNo | null {
  return REFUND_NO.test(text) ? (text as RefundNo) : null;
}

/** What of the merchant's money a refund is paid from: what the acquirer has not settled yet, or the balance that was paid in. */
export type FundingAccount = 'unsettled' | 'balance';

/** What was asked for, written once, before anything is sent, and never changed. */
export type RefundIntent = {
  readonly id: RefundId;
  readonly refundNo: RefundNo;
  readonly chargeId: ChargeId;
  readonly orderNo: OrderNo; // of the charge
  readonly chargeFen: Fen; // of the whole charge: the acquirer compares it
  readonly amountFen: Fen; // of this refund
  readonly currency: Currency; // of the charge
  readonly origin: Origin;
  readonly reason: string | null; // shown to the customer by the wallet
  readonly idempotencyKey: string | null;
  readonly fingerprint: string | null; // of the request behind the key, so that its reuse is noticed
  readonly shiftId: string | null;
  readonly createdAtMs: number; // wall clock
};
