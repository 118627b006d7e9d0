import { type Answer, refusal } from './answer.ts';
import type { CallRequest, Desk } from './desk.ts';
import type { Order } from './order.ts';

/** The server may see charge and reversal a little closer together than the terminal sent them. */
const ARRIVAL_SLACK_MS = 50;

/** What a reversal that was carried out is told as. */
export const DONE: Answer = { result: 'SUCCESS', fields: [['recall', 'N']], outcome: 'SUCCESS' };

/** Undoes an order. Source: WeChat Pay v2, reverse. */
export function reverse(desk: Desk, { fields }: CallRequest): Answer {
  const transactionId = fields.get('transaction_id');
  const order = transactionId ? desk.book.findByTransaction(transactionId) : desk.book.find(fields.get('out_trade_no') ?? '');
  if (!order) return reverseRefusal(transactionId ? 'INVALID_TRANSACTIONID' : 'ORDERNOTEXIST');
  if (order.offer) return reverseRefusal('INVALID_REQUEST'); // closed, or refunded
  return undo(desk, order);
}

function undo({ book, wallet, times, noteEarlyReversal }: Desk, order: Order): Answer {
  const afterMs = book.ageMs(order);
  if (afterMs < times.reverseNotBeforeMs - ARRIVAL_SLACK_MS) noteEarlyReversal({ orderNo: order.orderNo, afterMs });
  if (order.state === 'REVOKED' || order.state === 'CLOSED') return DONE;
  if (order.state === 'REFUND') return reverseRefusal('TRADE_ERROR', '订单已退款，不能撤销');
  if (afterMs > times.reverseWindowMs) return reverseRefusal('REVERSE_EXPIRE');
  // A phone without network shows no dialog: then nothing stands in the way.
  if (order.state === 'USERPAYING' && wallet.settings().network === 'on') return reverseRefusal('USERPAYING', '正在支付中不能发起撤销');
  book.revoke(order);
  return DONE;
}

/** A refusal with its `recall`, which every answer of this call carries: Y where trying again can help. */
export function reverseRefusal(errCode: string, errCodeDes?: string): Answer {
  const recall = errCode === 'SYSTEMERROR' || errCode === 'USERPAYING' ? 'Y' : 'N';
  return refusal(errCode, errCodeDes, [['recall', recall]]);
}
