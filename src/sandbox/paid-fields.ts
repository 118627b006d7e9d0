import { beijingTime } from './beijing-time.ts';
import type { Order } from './order.ts';
import { cashFen, voucherFields } from './voucher.ts';

/** The fields that tell of a payment, in the order of the official samples. Source: WeChat Pay v2, micropay and query order. */
export function paidFields(order: Order, isQuery: boolean): [string, string][] {
  const money: [string, string][] = [
    ['total_fee', String(order.amountFen)],
    ['fee_type', 'CNY'],
    ...voucherFields(order.amountFen, isQuery),
    ['cash_fee', String(cashFen(order.amountFen))],
    ['cash_fee_type', 'CNY'],
  ];
  return [
    ['openid', order.openId],
    ['is_subscribe', 'N'],
    ...subPayer(order),
    ['trade_type', order.tradeType],
    ...(isQuery ? [['trade_state', order.state] as [string, string]] : []),
    ['bank_type', 'CMB_DEBIT'],
    ...money,
    ['transaction_id', order.transactionId],
    ['out_trade_no', order.orderNo],
    ['attach', order.attach],
    ['time_end', beijingTime(order.paidAtMs ?? 0)],
  ];
}

/** The payer under the sub-merchant's app, told only when that app was named. Source: WeChat Pay v2, service-provider mode. */
function subPayer(order: Order): [string, string][] {
  if (!order.subAppId) return [];
  return [
    ['sub_openid', subOpenId(order.openId)],
    ['sub_is_subscribe', 'N'],
  ];
}

/** The payer as the sub-merchant's app knows him. */
export function subOpenId(openId: string): string {
  return `s${openId.slice(1)}`;
}
