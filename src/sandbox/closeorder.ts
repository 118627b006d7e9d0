import { type Answer, refusal } from './answer.ts';
import type { CallRequest, Desk } from './desk.ts';
import type { TradeState } from './order.ts';

/** The server may see order and close a little closer together than the terminal sent them. */
const ARRIVAL_SLACK_MS = 50;

/** What a close that was carried out is told as. */
export const CLOSED: Answer = { result: 'SUCCESS', fields: [['result_msg', 'OK']], outcome: 'CLOSED' };

const REFUSALS: Readonly<Partial<Record<TradeState, string>>> = { SUCCESS: 'ORDERPAID', REFUND: 'ORDERPAID', CLOSED: 'ORDERCLOSED' };

/** Closes an order that the customer was to pay by himself. Source: WeChat Pay v2, close order. */
export function closeorder({ book, times, noteEarlyClose }: Desk, { fields, fault }: CallRequest): Answer {
  const order = book.find(fields.get('out_trade_no') ?? '');
  if (!order) return refusal('ORDERNOTEXIST');
  if (!order.offer) return refusal('TRADE_STATE_ERROR'); // one by a code is reversed
  const afterMs = book.ageMs(order);
  if (afterMs < times.closeNotBeforeMs - ARRIVAL_SLACK_MS) noteEarlyClose({ orderNo: order.orderNo, afterMs });
  const errCode = REFUSALS[order.state];
  if (errCode) return refusal(errCode);
  book.close(order, fault === 'close_then_paid');
  return CLOSED;
}
