import { type Answer, refusal } from './answer.ts';
import type { CallRequest, Desk } from './desk.ts';
import type { FundingAccount, Order, Refund } from './order.ts';
import type { Fields } from './sign.ts';
import { cashFen } from './voucher.ts';

/** Source: WeChat Pay v2, refund, rules. */
const MOST_REFUNDS = 50;

/** The server may see two refunds a little closer together than the terminal sent them. */
const ARRIVAL_SLACK_MS = 50;

/** Gives back all or part of a paid order. Source: WeChat Pay v2, refund. */
export function refund(desk: Desk, request: CallRequest): Answer {
  const { fields } = request;
  const order = orderOf(desk, fields);
  if (!order) return refusal(fields.get('transaction_id') ? 'INVALID_TRANSACTIONID' : 'ORDERNOTEXIST');
  const known = desk.refunds.find(field(fields, 'out_refund_no'));
  if (known) return repeat(order, known, fields);
  return refuse(desk, order, fields) ?? begin(desk, order, request);
}

/** The same number gives back once only: told again, never done again. */
function repeat(order: Order, known: Refund, fields: Fields): Answer {
  const isSame =
    known.orderNo === order.orderNo &&
    Number(field(fields, 'refund_fee')) === known.amountFen &&
    Number(field(fields, 'total_fee')) === order.amountFen;
  return isSame ? accepted(order, known) : refusal('REFUND_FEE_MISMATCH');
}

function refuse({ book, refunds, times }: Desk, order: Order, fields: Fields): Answer | null {
  if (order.state === 'USERPAYING' || order.state === 'NOTPAY') return refusal('ORDER_NOT_READY');
  if (order.captures === 0) return refusal('ORDERNOTEXIST');
  if (order.state === 'REVOKED') return refusal('ERROR', '订单已撤销');
  if (Number(field(fields, 'total_fee')) !== order.amountFen) return refusal('REFUND_FEE_MISMATCH');
  if (book.ageMs(order) > times.refundWindowMs) return refusal('TRADE_OVERDUE');
  if (refunds.of(order.orderNo).length >= MOST_REFUNDS) return refusal('ERROR', '部分退款次数超过限制');
  const leftFen = order.amountFen - refunds.askedFen(order.orderNo);
  if (leftFen === 0) return refusal('ERROR', '订单已全额退款');
  if (Number(field(fields, 'refund_fee')) > leftFen) return refusal('ERROR', '累计退款金额大于支付金额');
  return null;
}

function begin(desk: Desk, order: Order, { fields, fault }: CallRequest): Answer {
  const account = (fields.get('refund_account') || 'REFUND_SOURCE_UNSETTLED_FUNDS') as FundingAccount;
  if (fault === 'no_funds' && account === 'REFUND_SOURCE_UNSETTLED_FUNDS') {
    return refusal('NOTENOUGH', '基本账户余额不足，请充值后重新发起');
  }
  const refundNo = field(fields, 'out_refund_no');
  const afterMs = desk.refunds.sinceNewestMs(order.orderNo);
  if (afterMs !== null && afterMs < desk.times.refundSpacingMs - ARRIVAL_SLACK_MS) desk.noteCloseRefund({ refundNo, afterMs });
  const fate = fault === 'refund_closed' ? 'REFUNDCLOSE' : fault === 'refund_abnormal' ? 'CHANGE' : 'SUCCESS';
  const amountFen = Number(field(fields, 'refund_fee'));
  return accepted(
    order,
    desk.refunds.add(order, {
      refundNo,
      amountFen,
      account,
      reason: field(fields, 'refund_desc'),
      notifyUrl: field(fields, 'notify_url'),
      fate,
    }),
  );
}

/** What an acquirer that lies says: taken on, although nothing was. */
export function claimedRefund(desk: Desk, { fields }: CallRequest): Answer {
  const order = orderOf(desk, fields);
  if (!order) return refusal('ORDERNOTEXIST');
  const amountFen = Number(field(fields, 'refund_fee'));
  return accepted(order, { refundNo: field(fields, 'out_refund_no'), refundId: `50${'0'.repeat(27)}`, amountFen, cashFen: amountFen });
}

function accepted(
  order: Order,
  { refundNo, refundId, amountFen, cashFen: cash }: Pick<Refund, 'refundNo' | 'refundId' | 'amountFen' | 'cashFen'>,
): Answer {
  const voucherFen = amountFen - cash;
  const vouchers: [string, string][] = voucherFen === 0 ? [] : [['coupon_refund_fee', String(voucherFen)]];
  const fields: [string, string][] = [
    ['transaction_id', order.transactionId],
    ['out_trade_no', order.orderNo],
    ['out_refund_no', refundNo],
    ['refund_id', refundId],
    ['refund_channel', ''],
    ['refund_fee', String(amountFen)],
    ...vouchers,
    ['total_fee', String(order.amountFen)],
    ['fee_type', 'CNY'],
    ['cash_fee', String(cashFen(order.amountFen))],
    ['cash_refund_fee', String(cash)],
  ];
  return { result: 'SUCCESS', fields, outcome: 'SUCCESS' };
}

function orderOf({ book }: Desk, fields: Fields): Order | undefined {
  const transactionId = fields.get('transaction_id');
  return transactionId ? book.findByTransaction(transactionId) : book.find(field(fields, 'out_trade_no'));
}

function field(fields: Fields, name: string): string {
  return fields.get(name) ?? '';
}
