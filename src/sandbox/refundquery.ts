import { type Answer, refusal } from './answer.ts';
import { beijingTime, speltTime } from './beijing-time.ts';
import type { CallRequest, Desk } from './desk.ts';
import type { Order, Refund } from './order.ts';
import { cashFen } from './voucher.ts';

/** Records in one answer. Source: WeChat Pay v2, query refund. */
const PAGE = 10;

/** Where the customer's money goes back to. */
export const RECEIVER = '支付用户零钱';

/** Tells how refunds stand: one by its number, or those of an order page by page. Source: WeChat Pay v2, query refund. */
export function refundquery(desk: Desk, { fields }: CallRequest): Answer {
  const { book, refunds } = desk;
  const byNumber = one(fields.get('refund_id'), (id) => refunds.findById(id)) ?? one(fields.get('out_refund_no'), (no) => refunds.find(no));
  if (byNumber) return byNumber.found ? tell(book.find(byNumber.found.orderNo), [byNumber.found], null) : refusal('REFUNDNOTEXIST');
  const transactionId = fields.get('transaction_id');
  const order = transactionId ? book.findByTransaction(transactionId) : book.find(fields.get('out_trade_no') ?? '');
  const all = order ? refunds.of(order.orderNo) : [];
  const offset = Number(fields.get('offset') ?? '0');
  return tell(order, all.slice(offset, offset + PAGE), all.length);
}

/** The first of the four names that is given decides. @returns null when this one is not */
function one(name: string | undefined, find: (name: string) => Refund | undefined): { readonly found: Refund | undefined } | null {
  return name ? { found: find(name) } : null;
}

function tell(order: Order | undefined, page: readonly Refund[], total: number | null): Answer {
  if (!order || page.length === 0) return refusal('REFUNDNOTEXIST');
  const fields: [string, string][] = [
    ...(total === null ? [] : [['total_refund_count', String(total)] as [string, string]]),
    ['transaction_id', order.transactionId],
    ['out_trade_no', order.orderNo],
    ['total_fee', String(order.amountFen)],
    ['fee_type', 'CNY'],
    ['cash_fee', String(cashFen(order.amountFen))],
    ['refund_count', String(page.length)],
    ...page.flatMap(recordFields),
  ];
  return { result: 'SUCCESS', fields, outcome: page[0]?.state ?? '' };
}

function recordFields(refund: Refund, index: number): [string, string][] {
  const voucherFen = refund.amountFen - refund.cashFen;
  const record: [string, string][] = [
    ['out_refund_no', refund.refundNo],
    ['refund_id', refund.refundId],
    ['refund_channel', 'ORIGINAL'],
    ['refund_fee', String(refund.amountFen)],
    ['refund_status', refund.state],
    ['refund_account', refund.account],
    ['refund_recv_accout', RECEIVER], // the platform's own spelling
  ];
  if (voucherFen > 0) record.push(['coupon_refund_fee', String(voucherFen)]);
  if (refund.succeededAtMs !== null) record.push(['refund_success_time', speltTime(beijingTime(refund.succeededAtMs))]);
  return record.map(([name, value]) => [`${name}_${index}`, value]);
}
