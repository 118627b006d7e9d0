import { type Answer, refusal } from './answer.ts';
import type { CallRequest, Desk } from './desk.ts';
import type { Order, TradeState } from './order.ts';
import type { NewOrder } from './order-book.ts';
import { paidFields } from './paid-fields.ts';
import { cashFen } from './voucher.ts';
import type { CodeRefusal } from './wallet.ts';

/** What the platform says of a code it does not take. The texts were seen in production, all with one code. */
export const CODE_REFUSALS: Readonly<Record<CodeRefusal, string>> = {
  not_a_code: '请扫描微信支付授权码(以10/11/12/13/14/15为前缀的18位数字)',
  unknown: '101 付款码无效，请重新扫码',
  expired: '101 付款码已过期，请退出重试',
  used: '101 每个二维码仅限使用一次，请刷新再试',
};

/** Official negative cases: how the order is left, and what is answered. The answers are a guess; the documents name the cases only. */
const NEGATIVE_CASES: ReadonlyMap<string, { readonly state: TradeState; readonly isMute: boolean; readonly errCode: string }> = new Map([
  ['MICROPAY_USERPAYING', { state: 'USERPAYING', isMute: false, errCode: 'USERPAYING' }],
  ['MICROPAY_TIMEOUT', { state: 'NOTPAY', isMute: false, errCode: 'SYSTEMERROR' }],
  ['MICROPAY_PAYERROR', { state: 'PAYERROR', isMute: false, errCode: 'TRADE_ERROR' }],
  ['MICROPAY_PAY_QUERY_TIMEOUT', { state: 'NOTPAY', isMute: true, errCode: 'SYSTEMERROR' }],
]);

/** Takes a payment code. Source: WeChat Pay v2, submit payment code; resubmission semantics. */
export function micropay(desk: Desk, request: CallRequest): Answer {
  const known = desk.book.find(field(request, 'out_trade_no'));
  return known ? resubmit(desk, known, request) : submit(desk, request);
}

function submit({ book, wallet }: Desk, request: CallRequest): Answer {
  const codeRefusal = wallet.useCode(field(request, 'auth_code'));
  if (codeRefusal) return refusal('AUTH_CODE_INVALID', CODE_REFUSALS[codeRefusal]);

  const order = newOrder(wallet.openId(), wallet.hashCode(field(request, 'auth_code')), request);
  const negative = NEGATIVE_CASES.get(request.negativeTest ?? '');
  if (negative) {
    book.add({ ...order, state: negative.state, isMute: negative.isMute }, request.waitedMs);
    return refusal(negative.errCode);
  }
  if (wallet.asksPassword(order.amountFen)) {
    book.add({ ...order, state: 'USERPAYING' }, request.waitedMs);
    return refusal('USERPAYING');
  }
  if (!wallet.canPay(cashFen(order.amountFen))) return refusal('NOTENOUGH');
  const paid = book.capture(book.add(order, request.waitedMs));
  return { result: 'SUCCESS', fields: paidFields(paid, false), outcome: 'SUCCESS' };
}

/** A number that is known is never charged again, whatever comes with it. */
function resubmit({ wallet }: Desk, known: Order, request: CallRequest): Answer {
  if (known.offer) return refusal('OUT_TRADE_NO_USED');
  const decided = DECIDED[known.state];
  if (decided) return refusal(decided);
  if (wallet.hashCode(field(request, 'auth_code')) !== known.codeHash) return refusal('BUYER_MISMATCH');
  if (Number(field(request, 'total_fee')) !== known.amountFen) return refusal('OUT_TRADE_NO_USED');
  return refusal(UNDECIDED[known.state] ?? 'SYSTEMERROR');
}

const DECIDED: Readonly<Partial<Record<TradeState, string>>> = {
  SUCCESS: 'ORDERPAID',
  REFUND: 'ORDERPAID',
  REVOKED: 'ORDERREVERSED',
  CLOSED: 'ORDERCLOSED',
};
const UNDECIDED: Readonly<Partial<Record<TradeState, string>>> = { USERPAYING: 'USERPAYING', PAYERROR: 'TRADE_ERROR' };

function newOrder(openId: string, codeHash: string, request: CallRequest): NewOrder {
  return {
    orderNo: field(request, 'out_trade_no'),
    amountFen: Number(field(request, 'total_fee')),
    description: field(request, 'body'),
    attach: field(request, 'attach'),
    deviceInfo: field(request, 'device_info'),
    subAppId: field(request, 'sub_appid'),
    subMchId: field(request, 'sub_mch_id'),
    tradeType: 'MICROPAY',
    openId,
    codeHash,
    offer: null,
    state: 'NOTPAY',
    isMute: false,
  };
}

function field(request: CallRequest, name: string): string {
  return request.fields.get(name) ?? '';
}
