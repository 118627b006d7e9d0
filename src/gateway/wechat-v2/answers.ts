import type { Result } from '../../basics/result.ts';
import type { Payment } from '../../payment/state.ts';
import type { ChargeOutcome, Doubt, QueryOutcome, ReverseOutcome } from '../gateway.ts';
import { plainSentence, readCode } from '../words.ts';
import { type AskedOrder, type Beliefs, type Disbelief, type NamedOrder, readPayment } from './believe.ts';
import { chargeVerdict, reverseVerdict, tradeStateOutcome } from './codes.ts';
import type { Fields } from './sign.ts';

/** What an answer is read against. A payment that is not believed after all is told to `alarm` too: the outcome does not say why. */
export type Reading<Asked extends NamedOrder = AskedOrder> = Beliefs<Asked> & { readonly alarm: (disbelief: Disbelief) => void };

/** Puts an answer of `micropay` into our words. */
export function chargeOutcome(fields: Fields, reading: Reading): ChargeOutcome {
  const unknown = (doubt: Doubt, acquirerCode: string | null, askAtOnce = false): ChargeOutcome => {
    return { kind: 'unknown', doubt, acquirerCode, askAtOnce };
  };
  const result = fields.get('result_code');
  if (result === 'SUCCESS') {
    const payment = paid(fields, reading);
    return payment.ok ? { kind: 'paid', payment: payment.value } : unknown(payment.error.doubt, null);
  }
  const acquirerCode = errorCode(fields);
  if (result !== 'FAIL' || acquirerCode === null) return unknown('unsure', acquirerCode);
  const message = plainSentence(fields.get('err_code_des') ?? '');
  const verdict = chargeVerdict(acquirerCode, message);
  switch (verdict.kind) {
    case 'declined': {
      const { code, askFirst } = verdict;
      return { kind: 'declined', decline: { code, acquirerCode, message: message || null }, askFirst };
    }
    case 'customer_paying':
      return { kind: 'customer_paying', acquirerCode };
    case 'unsure':
      return unknown('unsure', acquirerCode, verdict.askAtOnce);
  }
}

/** Puts an answer of `orderquery` into our words. */
export function queryOutcome(fields: Fields, reading: Reading): QueryOutcome {
  const result = fields.get('result_code');
  const unknown = (doubt: Doubt, acquirerCode: string | null): QueryOutcome => ({ kind: 'unknown', doubt, acquirerCode });
  if (result === 'SUCCESS') {
    // Named in every answer about an order's state; one that names none is about nobody's order.
    if (fields.get('out_trade_no') !== reading.order.orderNo) {
      reading.alarm({ doubt: 'untrusted', why: 'out_trade_no' });
      return unknown('untrusted', null);
    }
    const tradeState = fields.get('trade_state') ?? '';
    if (tradeState !== 'SUCCESS') return tradeStateOutcome(tradeState) ?? unknown('unsure', readCode(tradeState));
    const payment = paid(fields, reading);
    return payment.ok ? { kind: 'paid', payment: payment.value } : unknown(payment.error.doubt, null);
  }
  const acquirerCode = errorCode(fields);
  if (result === 'FAIL' && acquirerCode === 'ORDERNOTEXIST') return { kind: 'absent' };
  return unknown('unsure', acquirerCode);
}

/** Puts an answer of `reverse` into our words. `recall=Y` outweighs everything else it says. */
export function reverseOutcome(fields: Fields): ReverseOutcome {
  const result = fields.get('result_code');
  const recall = fields.get('recall');
  const acquirerCode = errorCode(fields);
  if (result === 'SUCCESS' && recall === 'N') return { kind: 'reversed' };
  if (result !== 'FAIL' || recall === 'Y' || acquirerCode === null) return { kind: 'again', acquirerCode };
  const verdict = reverseVerdict(acquirerCode);
  return verdict === 'absent' ? { kind: 'absent' } : { kind: verdict, acquirerCode };
}

function paid(fields: Fields, reading: Reading): Result<Payment, Disbelief> {
  const payment = readPayment(fields, reading);
  if (!payment.ok) reading.alarm(payment.error);
  return payment;
}

/** The error code of an answer, if it has one that could be one. */
export function errorCode(fields: Fields): string | null {
  return readCode(fields.get('err_code') ?? '');
}
