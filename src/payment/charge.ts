import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Our own name of a charge, unique on this terminal. */
export type ChargeId = Branded<'ChargeId'>;
/** Merchant order number 商户订单号 (`out_trade_no`), unique per merchant: at most 32 of `[0-9A-Za-z_-]`. */
export type OrderNo = Branded<'OrderNo'>;
/** WeChat Pay order number 微信支付订单号, made by the acquirer; 28 digits today, always text. */
export type TransactionId = Branded<'TransactionId'>;

/** What the cashier rings up. Its charges carry one name, so that it is never paid twice. */
export type SaleId = Branded<'SaleId'>;

const CHARGE_ID = /^[0-9A-Za-z_-]{1,40}$/;
const ORDER_NO = /^[0-9A-Za-z_-]{6,32}$/;
const SALE_ID = /^.{1,96}$/su;
const TRANSACTION_ID = /^[0-9A-Za-z_-]{1,32}$/;

/** Reads a charge's name at a door. @returns null when it cannot be one */
export function parseChargeId(text: string): ChargeId | null {
  return CHARGE_ID.test(text) ? (text as ChargeId) : null;
}

/** Reads an order number at a door. @returns null when it cannot be one of ours. Source: common parameters, out_trade_no. */
export function parseOrderNo(text: string): OrderNo | null {
  return ORDER_NO.test(text) ? (text as OrderNo) : null;
}

/** Reads the acquirer's number at a door. @returns null when it cannot be one */
export function parseTransactionId(text: string): TransactionId | null {
  return TRANSACTION_ID.test(text) ? (text as TransactionId) : null;
}

/** Reads a sale's name at a door. @returns null when it cannot be one */
export function parseSaleId(text: string): SaleId | null {
  return SALE_ID.test(text) ? (text as SaleId) : null;
}

/** The sale that a charge is of when nothing more was said: the till's of that reference, else one of its own. */
export function usualSaleOf({ id, tillReference }: Pick<Intent, 'id' | 'tillReference'>): SaleId {
  return (tillReference === null ? id : `till:${tillReference}`) as string as SaleId;
}

/** Whose wallet paid. */
export type Wallet = 'wechat';

/** Offers: orders that the customer pays by himself. The last four are for the shop's own software, which hands what it needs to his WeChat. */
export const OFFER_METHODS = ['merchant_qr', 'link', 'official_account', 'mini_program', 'app', 'h5'] as const;
export type OfferMethod = (typeof OFFER_METHODS)[number];

/** How a charge is taken. */
export const METHODS = ['payment_code', ...OFFER_METHODS] as const;
export type Method = (typeof METHODS)[number];

/** Whether the customer pays by himself, instead of being charged by his code. */
export function isOfferMethod(method: Method): method is OfferMethod {
  return method !== 'payment_code';
}

/** Who asked for the charge: the cashier at the screen, or the till through its API. */
export type Origin = 'cashier' | 'till';

/** What was asked for, written once and never changed. */
export type Intent = {
  readonly id: ChargeId;
  readonly orderNo: OrderNo;
  readonly saleId: SaleId;
  readonly origin: Origin;
  readonly method: Method;
  readonly amountFen: Fen;
  readonly currency: Currency;
  readonly description: string; // shown to the customer by the wallet; at most 127 bytes of UTF-8
  readonly tillReference: string | null;
  readonly idempotencyKey: string | null;
  readonly fingerprint: string | null; // of the request behind the key, so that its reuse is noticed
  readonly shiftId: string | null;
  readonly createdAtMs: number; // wall clock
};
