import type { Currency } from '../../money/currency.ts';
import type { Decline } from '../../payment/state.ts';
import type { AuthCode } from '../../scanner/auth-code.ts';
import type { OfferedOrder, Order } from '../gateway.ts';
import type { Terms } from './desk.ts';

/** Digits only, so that nothing of it is escaped. */
const CODE_LENGTH = 18;

/** The largest payment, as far as it is known: the equivalent of 50,000 US dollars. Source: WooshPay, WeChat Pay: limits. */
const MOST: Readonly<Partial<Record<Currency, number>>> = { USD: 5_000_000 };

/** A submission that lacks nothing but the code. */
export type ChargeTemplate = {
  readonly bodyBytes: number; // of the finished body
  complete(code: AuthCode): string;
};

/** Prepares the creation of an intent that is confirmed with a payment code. Source: WooshPay, WeChat Pay: SCAN_CODE. */
export function chargeTemplate(order: Order, terms: Terms): ChargeTemplate {
  const options = { terminal_type: 'SCAN_CODE', os_type: 'IOS', client_ip: terms.clientIp };
  const head = `${JSON.stringify(intentFields(order, terms, options)).slice(0, -1)},"payment_method_data":{"type":"wechat_pay","wechat_pay":{"payment_code":"`;
  const tail = '"}}}';
  return {
    bodyBytes: Buffer.byteLength(head) + CODE_LENGTH + tail.length,
    complete: (code) => head + code.reveal() + tail,
  };
}

/** What is said of an offer's method. Source: WooshPay, WeChat Pay: terminal types. */
const OFFER_OPTIONS: Readonly<Partial<Record<OfferedOrder['method'], (order: OfferedOrder, terms: Terms) => object>>> = {
  merchant_qr: (_, { clientIp }) => ({ terminal_type: 'WEB', os_type: 'IOS', client_ip: clientIp }),
  h5: ({ to }, { clientIp }) => ({ terminal_type: 'WAP', client_ip: to.clientIp ?? clientIp }),
  official_account: ({ to }, { clientIp }) => ({ terminal_type: 'official_account', openid: to.openId ?? '', client_ip: clientIp }),
  mini_program: ({ to }, { clientIp }) => ({ terminal_type: 'mini_program', openid: to.openId ?? '', client_ip: clientIp }),
};

/** The creation of an intent that the customer pays by himself. @returns null for a method that has none */
export function offerFields(order: OfferedOrder, terms: Terms): object | null {
  const options = OFFER_OPTIONS[order.method]?.(order, terms);
  return options ? { ...intentFields(order, terms, options), payment_method_data: { type: 'wechat_pay', wechat_pay: {} } } : null;
}

/** The creation of a hosted page. Source: WooshPay, Checkout sessions: create. */
export function sessionFields(order: Order, { terminalId, returnUrl }: Terms): object {
  const { orderNo, amountFen, currency, description } = order;
  return {
    mode: 'payment',
    success_url: returnUrl,
    cancel_url: returnUrl,
    payment_method_types: ['wechat_pay'],
    client_reference_id: orderNo,
    line_items: [{ price_data: { currency, unit_amount: amountFen, product_data: { name: description } }, quantity: 1 }],
    metadata: { terminal_id: terminalId },
    payment_intent_data: { metadata: { terminal_id: terminalId, order_no: orderNo } },
  };
}

/** Refused here, without asking, where the limit is known for certain. */
export function beyondLimit({ amountFen, currency }: Order): Decline | null {
  const most = MOST[currency];
  return most !== undefined && amountFen > most ? { code: 'payment_error', acquirerCode: 'amount_too_large', message: null } : null;
}

/** What makes an order once however often it is sent. */
export const payKey = (orderNo: string) => `${orderNo}-pay`;

function intentFields({ orderNo, amountFen, currency, description }: Order, { terminalId, returnUrl }: Terms, options: object): object {
  return {
    amount: amountFen,
    currency,
    confirm: true,
    merchant_order_id: orderNo,
    description,
    payment_method_types: ['wechat_pay'],
    payment_method_options: { wechat_pay: options },
    metadata: { terminal_id: terminalId },
    return_url: returnUrl,
  };
}
