import { err, ok, type Result } from '../../basics/result.ts';
import { type OrderNo, parseTransactionId } from '../../payment/charge.ts';
import type { Payment } from '../../payment/state.ts';
import type { Order } from '../gateway.ts';
import { parseBeijingTime } from './beijing-time.ts';
import { payerOf } from './payer.ts';
import type { Identity } from './requests.ts';
import type { Fields, Signer } from './sign.ts';

/** Why an answer proves nothing. `why` is for the log: a field's name or a step's, never a value. */
export type Disbelief =
  | { readonly doubt: 'no_answer'; readonly why: string } // not a message of this protocol
  | { readonly doubt: 'untrusted'; readonly why: string } // forged, or another merchant's or order's: raise an alarm
  | { readonly doubt: 'refused'; readonly why: string }; // `return_code` FAIL, which carries no signature

/**
 * Decides whether an answer may be listened to, in the order the protocol prescribes:
 * `return_code`, signature, identity. What it says (`result_code` and the rest) comes after.
 *
 * Source: WeChat Pay v2, protocol rules, evaluation order.
 */
export function believe(fields: Fields, { signer, identity, order }: Beliefs<NamedOrder>): Result<Fields, Disbelief> {
  const returnCode = fields.get('return_code');
  if (returnCode === 'FAIL') return err({ doubt: 'refused', why: fields.get('return_msg') ?? '' });
  if (returnCode !== 'SUCCESS') return err({ doubt: 'no_answer', why: 'return_code' });
  if (!signer.verifies(fields)) return err({ doubt: 'untrusted', why: 'sign' });
  const { orderNo } = order;
  const isAnothers = orderNo !== null && !matches(fields.get('out_trade_no'), orderNo, 'if_present');
  const whose = foreign(fields, identity) ?? (isAnothers ? 'out_trade_no' : null);
  return whose === null ? ok(fields) : err({ doubt: 'untrusted', why: whose });
}

/** Compares whose message it is. @returns the field that is another merchant's, or null */
export function foreign(fields: Fields, identity: Identity): string | null {
  const expected: readonly (readonly [string, string | null, 'always' | 'if_present'])[] = [
    ['appid', identity.appId, 'always'],
    ['mch_id', identity.mchId, 'always'],
    // Refusals echo only the provider's own numbers.
    ['sub_appid', identity.subAppId, 'if_present'],
    ['sub_mch_id', identity.subMchId, 'if_present'],
  ];
  return expected.find(([name, value, when]) => value !== null && !matches(fields.get(name), value, when))?.[0] ?? null;
}

/** An order by its number; null when it is asked for by another name, and the answer must tell. */
export type NamedOrder = { readonly orderNo: OrderNo | null };

/** What of an order an answer is compared with. */
export type AskedOrder = Pick<Order, 'orderNo' | 'amountFen' | 'currency'>;

export type Beliefs<Asked extends NamedOrder = AskedOrder> = {
  readonly signer: Signer;
  readonly identity: Identity;
  readonly order: Asked;
};

/** Reads the payment out of a believed answer that says "paid": nothing in it may be missing, or be another order's. */
export function readPayment(fields: Fields, { identity, order }: Beliefs): Result<Payment, Disbelief> {
  const untrusted = (why: string) => err({ doubt: 'untrusted' as const, why });
  if (fields.get('out_trade_no') !== order.orderNo) return untrusted('out_trade_no');
  if (fields.get('total_fee') !== String(order.amountFen)) return untrusted('total_fee');
  if ((fields.get('fee_type') || 'CNY') !== order.currency) return untrusted('fee_type');
  if (identity.subMchId !== null && fields.get('sub_mch_id') !== identity.subMchId) return untrusted('sub_mch_id');
  const transactionId = parseTransactionId(fields.get('transaction_id') ?? '');
  if (transactionId === null) return untrusted('transaction_id');
  const paidAtMs = parseBeijingTime(fields.get('time_end') ?? '');
  if (paidAtMs === null) return untrusted('time_end');
  // `trade_type` is an open set and proves nothing about this order: it is not asked.
  return ok({ transactionId, wallet: 'wechat', paidAtMs, payer: payerOf(identity.mchId, fields.get('openid')) });
}

function matches(given: string | undefined, expected: string, when: 'always' | 'if_present'): boolean {
  if (!given) return when === 'if_present';
  return given === expected;
}
