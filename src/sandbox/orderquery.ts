import { type Answer, refusal } from './answer.ts';
import type { CallRequest, Desk } from './desk.ts';
import type { Order, TradeState } from './order.ts';
import { paidFields } from './paid-fields.ts';

/** What is told with each state. Source: WeChat Pay v2, samples of query order. */
const STATE_TEXTS: Readonly<Record<TradeState, string>> = {
  NOTPAY: '订单未支付',
  USERPAYING: '需要用户输入支付密码',
  SUCCESS: '支付成功',
  PAYERROR: '支付失败，请撤销订单',
  REVOKED: '订单已撤销',
  CLOSED: '订单已关闭',
  REFUND: '订单发生过退款',
};

/** Official negative cases of a query: the state that is told, or none but an error. Nothing changes. */
const NEGATIVE_CASES: ReadonlyMap<string, TradeState | 'SYSTEMERROR'> = new Map([
  ['MICROPAY_USERPAYING', 'USERPAYING'],
  ['MICROPAY_TIMEOUT', 'SYSTEMERROR'],
  ['MICROPAY_PAYERROR', 'PAYERROR'],
]);

/** Tells how an order stands. Source: WeChat Pay v2, query order. */
export function orderquery({ book }: Desk, { fields, negativeTest }: CallRequest): Answer {
  const transactionId = fields.get('transaction_id');
  const order = transactionId ? book.findByTransaction(transactionId) : book.find(fields.get('out_trade_no') ?? '');
  if (!order) return refusal('ORDERNOTEXIST');
  const negative = NEGATIVE_CASES.get(negativeTest ?? '');
  if (order.isMute || negative === 'SYSTEMERROR') return refusal('SYSTEMERROR');
  return tell(negative ? { ...order, state: negative } : order);
}

function tell(order: Order): Answer {
  const text: [string, string] = ['trade_state_desc', STATE_TEXTS[order.state]];
  if (order.state === 'SUCCESS') {
    const device: [string, string][] = order.deviceInfo ? [['device_info', order.deviceInfo]] : [];
    return { result: 'SUCCESS', fields: [...device, ...paidFields(order, true), text], outcome: order.state };
  }
  // Only these are promised for any other state; a client that needs more of them is wrong.
  const fields: [string, string][] = [['trade_state', order.state], ['out_trade_no', order.orderNo], ['attach', order.attach], text];
  return { result: 'SUCCESS', fields, outcome: order.state };
}
