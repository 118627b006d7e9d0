import type { Clock } from '../../basics/clock.ts';
import type { AuthCode } from '../../scanner/auth-code.ts';
import type { Gateway, OfferedOrder, OfferOutcome, OpenIdOutcome, Order, WithdrawOutcome } from '../gateway.ts';
import type { Converse } from './conversation.ts';
import { frontEndParameters } from './front-end.ts';
import { offerOutcome, withdrawOutcome } from './offer-answers.ts';
import { offerRequest } from './offer-request.ts';
import { openIdOutcome } from './open-id.ts';
import { codeBody, orderBody, requestBody, type Terms } from './requests.ts';
import type { WechatCall, WechatPath } from './wire.ts';

type Parts = {
  readonly terms: Terms;
  readonly clock: Clock;
  readonly converse: Converse;
  readonly call: (path: WechatPath) => WechatCall;
  readonly notifyUrl: string | null;
};

/** What cannot be asked for: certain, because it never is. */
const NOT_OFFERED: OfferOutcome = { kind: 'declined', decline: { code: 'configuration_error', acquirerCode: null, message: null } };

/** The calls about orders that customers pay by themselves. Source: WeChat Pay v2, unified order, close order, query openid by code. */
export function offerCalls(parts: Parts): Pick<Gateway, 'offer' | 'withdraw' | 'parameters' | 'openId'> {
  const { terms, clock, converse, call } = parts;
  const offerCall = call('/pay/unifiedorder');
  const withdrawCall = call('/pay/closeorder');
  const openIdCall = call('/tools/authcodetoopenid');

  async function offer(order: OfferedOrder): Promise<OfferOutcome> {
    const request = offerRequest(order, parts);
    if (request === null) return NOT_OFFERED;
    const { heard, reading, isSent } = await converse(offerCall, order, requestBody(request.fields, terms));
    if (!isSent) return { kind: 'not_sent' };
    if (!heard.ok) return { kind: 'unknown', doubt: heard.error.doubt, acquirerCode: null };
    return offerOutcome(heard.value, reading, request.tradeType);
  }

  async function withdraw(order: Order): Promise<WithdrawOutcome> {
    const { heard } = await converse(withdrawCall, order, orderBody(order, terms));
    return heard.ok ? withdrawOutcome(heard.value) : { kind: 'unknown', doubt: heard.error.doubt, acquirerCode: null };
  }

  async function openId(code: AuthCode): Promise<OpenIdOutcome> {
    const { heard, reading } = await converse(openIdCall, { orderNo: null }, codeBody(code, terms));
    return heard.ok ? openIdOutcome(heard.value, reading) : { kind: 'unknown', doubt: heard.error.doubt };
  }

  return { offer, withdraw, openId, parameters: async (order, shown) => frontEndParameters(order, shown, terms, clock) };
}
