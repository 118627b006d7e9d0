import { fen } from '../../money/fen.ts';
import type { OrderNo } from '../../payment/charge.ts';
import type { PaymentNumber } from '../../payment/payment-number.ts';
import type { LookUpOutcome } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import { errorCode, type Reading } from './answers.ts';
import { type NamedOrder, readPayment } from './believe.ts';
import { tradeStateOutcome } from './codes.ts';
import type { Fields } from './sign.ts';

/** Somebody else's order number may hold more than ours: `|`, `*`, `@`. Source: common parameters, out_trade_no. */
const ANY_ORDER_NO = /^[\x21-\x7e]{1,64}$/;
const FEE = /^[1-9]\d{0,9}$/;

/** What an order's question says of it. Source: WeChat Pay v2, query order. */
export function lookUpFields(number: PaymentNumber): [string, string][] {
  return [number.kind === 'transaction' ? ['transaction_id', number.transactionId] : ['out_trade_no', number.orderNo]];
}

/** Puts an answer of `orderquery` about whoever's order into our words. It must be about the number that was asked for. */
export function lookUpOutcome(fields: Fields, number: PaymentNumber, reading: Reading<NamedOrder>): LookUpOutcome {
  const unsure: LookUpOutcome = { kind: 'unknown', doubt: 'unsure' };
  const untrusted = (why: string): LookUpOutcome => {
    reading.alarm({ doubt: 'untrusted', why });
    return { kind: 'unknown', doubt: 'untrusted' };
  };
  const result = fields.get('result_code');
  if (result !== 'SUCCESS') return result === 'FAIL' && errorCode(fields) === 'ORDERNOTEXIST' ? { kind: 'absent' } : unsure;

  const orderNo = fields.get('out_trade_no') ?? '';
  if (!ANY_ORDER_NO.test(orderNo) || (number.kind === 'order' && orderNo !== number.orderNo)) return untrusted('out_trade_no');
  const transactionId = fields.get('transaction_id');
  if (number.kind === 'transaction' && transactionId && transactionId !== number.transactionId) return untrusted('transaction_id');

  const tradeState = fields.get('trade_state') ?? '';
  if (tradeState !== 'SUCCESS') return standing(tradeState, orderNo) ?? unsure;
  const fee = fields.get('total_fee') ?? '';
  if (!FEE.test(fee)) return untrusted('total_fee');
  const amountFen = fen(Number(fee));
  // Amount and number are what the answer says they are: whose order it is, nobody here knows better.
  const order = { orderNo: orderNo as OrderNo, amountFen, currency: 'CNY' as const };
  const payment = readPayment(fields, { ...reading, order });
  if (!payment.ok) return untrusted(payment.error.why);
  return { kind: 'paid', orderNo, amountFen, payment: payment.value, deviceInfo: plainSentence(fields.get('device_info') ?? '') || null };
}

/** What a `trade_state` other than SUCCESS means for who shows a bill. @returns null for one that nobody documented */
function standing(tradeState: string, orderNo: string): LookUpOutcome | null {
  const outcome = tradeStateOutcome(tradeState);
  if (outcome === null) return null;
  if (outcome.kind !== 'undone') return { kind: 'not_paid', orderNo };
  return { kind: outcome.acquirerCode === 'REFUND' ? 'refunded' : 'undone', orderNo };
}
