import type { Clock } from '../../basics/clock.ts';
import type { OfferMethod } from '../../payment/charge.ts';
import type { Shown } from '../../payment/offer.ts';
import type { OfferedOrder, ParametersOutcome } from '../gateway.ts';
import { newNonce, type Terms } from './requests.ts';
import { textToSign } from './sign.ts';

type Made = { readonly terms: Terms; readonly prepayId: string; readonly seconds: string; readonly nonce: string };
type Form = { readonly signature: string; readonly fields: (made: Made) => [string, string][] };

/** What a page within WeChat hands over. Source: JSAPI and mini program, second signature. */
const BRIDGE: Form = {
  signature: 'paySign',
  fields: ({ terms, prepayId, seconds, nonce }) => [
    ['appId', appIdOf(terms)],
    ['timeStamp', seconds],
    ['nonceStr', nonce],
    ['package', `prepay_id=${prepayId}`],
    ['signType', terms.signer.type],
  ],
};

/** What an app hands over; its sign type is the order's, and is not said. Source: APP, second signature. */
const APP: Form = {
  signature: 'sign',
  fields: ({ terms, prepayId, seconds, nonce }) => [
    ['appid', appIdOf(terms)],
    ['partnerid', terms.identity.subMchId ?? terms.identity.mchId],
    ['prepayid', prepayId],
    ['package', 'Sign=WXPay'],
    ['noncestr', nonce],
    ['timestamp', seconds],
  ],
};

/** Null: its customer follows what he is shown, and nothing is handed over. */
const FORMS: Readonly<Record<OfferMethod, Form | null>> = {
  official_account: BRIDGE,
  mini_program: BRIDGE,
  app: APP,
  merchant_qr: null,
  h5: null,
  link: null,
};

/**
 * Makes what the shop's own software hands to the customer's WeChat: good for this moment, kept nowhere.
 *
 * @returns unknown, as `refused`, for an offer that hands nothing over, or of which no `prepay_id` was heard: asking again changes nothing
 * Source: WeChat Pay v2, second signature, of the same sign type as the order.
 */
export function frontEndParameters(order: OfferedOrder, { prepayId }: Shown, terms: Terms, clock: Clock): ParametersOutcome {
  const form = FORMS[order.method];
  if (form === null || prepayId === null) return { kind: 'unknown', doubt: 'refused' };
  const seconds = String(Math.floor(clock.wallMs() / 1_000));
  const fields = new Map(form.fields({ terms, prepayId, seconds, nonce: newNonce(terms.random) }));
  const signature = terms.signer.sign(textToSign(fields));
  return { kind: 'ready', parameters: Object.fromEntries([...fields, [form.signature, signature]]) };
}

/** A provider's customer uses the shop's app, not the provider's. Source: provider mode. */
function appIdOf({ identity }: Terms): string {
  return identity.subAppId ?? identity.appId;
}
