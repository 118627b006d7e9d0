import type { OfferMethod } from '../../payment/charge.ts';
import type { OfferedOrder } from '../gateway.ts';
import { beijingTime } from './beijing-time.ts';
import { deviceInfo, fitBody, fitText, type Terms } from './requests.ts';

/** Kinds of order that a customer pays by himself. Source: unified order, `trade_type`. */
export type TradeType = 'NATIVE' | 'JSAPI' | 'APP' | 'MWEB';

/** Null: this acquirer has no such order. */
const TRADE_TYPES: Readonly<Record<OfferMethod, TradeType | null>> = {
  merchant_qr: 'NATIVE',
  official_account: 'JSAPI',
  mini_program: 'JSAPI',
  app: 'APP',
  h5: 'MWEB',
  link: null,
};

/** An order must live for more than a minute. Source: unified order, `time_expire`. */
const SHORTEST_LIFE_MS = 61_000;
const SECOND_MS = 1_000;
/** `scene_info` is a String(256) in all. */
const MAX_SITE_NAME_BYTES = 60;
/** Stands where an address must and nobody listens: the terminal asks by itself. A name that is nobody's. Source: RFC 2606. */
const NOWHERE = 'https://notify.example/wechat';

type Field = readonly [string, string];
type Surroundings = { readonly terms: Terms; readonly notifyUrl: string | null };

/** What each kind of order says beside the others. Null: it lacks what it cannot do without. */
const OWN_FIELDS: Readonly<Record<TradeType, (order: OfferedOrder, around: Surroundings) => readonly Field[] | null>> = {
  NATIVE: ({ orderNo }, { terms }) => [
    ['spbill_create_ip', terms.spbillCreateIp],
    ['product_id', orderNo],
  ],
  JSAPI({ to }, { terms }) {
    if (to.openId === null) return null;
    // A provider's customer is known under the app that he uses. Source: provider mode.
    return [callerIp(to.clientIp, terms), [terms.identity.subAppId === null ? 'openid' : 'sub_openid', to.openId]];
  },
  APP: ({ to }, { terms }) => [callerIp(to.clientIp, terms)],
  MWEB({ to, description }, { notifyUrl }) {
    if (to.clientIp === null) return null;
    const site = { type: 'Wap', wap_url: new URL(notifyUrl ?? NOWHERE).origin, wap_name: fitText(description, MAX_SITE_NAME_BYTES) };
    return [
      ['spbill_create_ip', to.clientIp],
      ['scene_info', JSON.stringify({ h5_info: site })],
    ];
  },
};

/**
 * What `unifiedorder` says of an offer, drawn from the order and the configuration alone: a repeat with the same parameters is the same order.
 *
 * @returns null when this acquirer has no such order, or it names no customer where one must be named
 * Source: WeChat Pay v2, unified order, request fields.
 */
export function offerRequest(order: OfferedOrder, around: Surroundings): { tradeType: TradeType; fields: readonly Field[] } | null {
  const tradeType = TRADE_TYPES[order.method];
  const own = tradeType && OWN_FIELDS[tradeType](order, around);
  if (!own) return null;
  const { createdAtMs, expiresAtMs } = order;
  const endMs = Math.max(expiresAtMs + SECOND_MS - 1, createdAtMs + SHORTEST_LIFE_MS); // a second that has begun is the customer's
  const fields: readonly Field[] = [
    ['device_info', deviceInfo(around.terms)],
    ['body', fitBody(order.description)],
    ['out_trade_no', order.orderNo],
    ['total_fee', String(order.amountFen)],
    ['fee_type', order.currency],
    ['time_start', beijingTime(createdAtMs)],
    ['time_expire', beijingTime(endMs)],
    ['notify_url', around.notifyUrl ?? NOWHERE],
    ['trade_type', tradeType],
    ...own,
  ];
  return { tradeType, fields };
}

/** The customer's own address, as far as it is known. */
function callerIp(clientIp: string | null, { spbillCreateIp }: Terms): Field {
  return ['spbill_create_ip', clientIp ?? spbillCreateIp];
}
