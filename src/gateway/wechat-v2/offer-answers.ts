import type { Shown } from '../../payment/offer.ts';
import type { OfferOutcome, WithdrawOutcome } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import { errorCode, type Reading } from './answers.ts';
import { offerVerdict, withdrawVerdict } from './offer-codes.ts';
import type { TradeType } from './offer-request.ts';
import type { Fields } from './sign.ts';

/** Documented as String(64), and longer in practice; a QR of more than this is not read across a counter. */
const QR_TEXT = /^(?=.{1,512}$)(?:weixin|https):\/\/[\x21-\x7e]+$/;
const WEB_ADDRESS = /^(?=.{1,512}$)https:\/\/[\x21-\x7e]+$/;
const PREPAY_ID = /^[0-9A-Za-z_-]{1,64}$/;

/** Where an answer says what the customer needs. Source: unified order, answer fields. */
const GIVEN: Readonly<Record<TradeType, { readonly name: string; readonly form: RegExp; readonly as: keyof Shown }>> = {
  NATIVE: { name: 'code_url', form: QR_TEXT, as: 'content' },
  MWEB: { name: 'mweb_url', form: WEB_ADDRESS, as: 'content' },
  JSAPI: { name: 'prepay_id', form: PREPAY_ID, as: 'prepayId' },
  APP: { name: 'prepay_id', form: PREPAY_ID, as: 'prepayId' },
};

/**
 * Puts an answer of `unifiedorder` into our words. It names no order: that it is about ours, the connection alone tells, and its
 * kind is compared.
 */
export function offerOutcome(fields: Fields, reading: Reading, tradeType: TradeType): OfferOutcome {
  const result = fields.get('result_code');
  if (result === 'SUCCESS') {
    const { name, form, as } = GIVEN[tradeType];
    const given = fields.get(name) ?? '';
    const why = fields.get('trade_type') !== tradeType ? 'trade_type' : form.test(given) ? null : name;
    if (why === null) return { kind: 'offered', shown: { content: null, prepayId: null, [as]: given } };
    reading.alarm({ doubt: 'untrusted', why });
    return { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };
  }
  const acquirerCode = errorCode(fields);
  if (result !== 'FAIL' || acquirerCode === null) return { kind: 'unknown', doubt: 'unsure', acquirerCode };
  const verdict = offerVerdict(acquirerCode);
  switch (verdict.kind) {
    case 'declined': {
      const message = plainSentence(fields.get('err_code_des') ?? '') || null;
      return { kind: 'declined', decline: { code: verdict.code, acquirerCode, message } };
    }
    case 'ask':
      return { kind: 'ask' };
    case 'unsure':
      return { kind: 'unknown', doubt: 'unsure', acquirerCode };
  }
}

/** Puts an answer of `closeorder` into our words. */
export function withdrawOutcome(fields: Fields): WithdrawOutcome {
  const result = fields.get('result_code');
  if (result === 'SUCCESS') return { kind: 'closed' };
  const acquirerCode = errorCode(fields);
  if (result !== 'FAIL' || acquirerCode === null) return { kind: 'again', acquirerCode };
  const verdict = withdrawVerdict(acquirerCode);
  return verdict === 'again' || verdict === 'refused' ? { kind: verdict, acquirerCode } : { kind: verdict };
}
