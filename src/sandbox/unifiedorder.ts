import { createHash } from 'node:crypto';
import { type Answer, refusal } from './answer.ts';
import { beijingTime, fromBeijingTime } from './beijing-time.ts';
import { randomDigits, randomText } from './chance.ts';
import type { CallRequest, Desk } from './desk.ts';
import { refuseOffer } from './offer-rules.ts';
import type { Offer, OfferType, Order, TradeState } from './order.ts';
import type { Fields, SignType } from './sign.ts';

/** What the customer is shown, and how long it is good. Source: WeChat Pay v2, unified order: two hours, of a link in a browser five minutes. */
const LONG_MS = 2 * 60 * 60_000;
const SHORT_MS = 5 * 60_000;

/** Places an order that the customer pays by himself. Source: WeChat Pay v2, unified order. */
export function unifiedorder(desk: Desk, request: CallRequest): Answer {
  const known = desk.book.find(field(request.fields, 'out_trade_no'));
  return known ? placeAgain(desk, known, request) : place(desk, request);
}

function place(desk: Desk, { fields, waitedMs }: CallRequest): Answer {
  const refused = refuseOffer(desk, fields);
  if (refused) return refused;
  const tradeType = field(fields, 'trade_type') as OfferType;
  const offer: Offer = {
    ...newContent(desk, tradeType),
    expiresAtMs: fromBeijingTime(field(fields, 'time_expire')),
    notifyUrl: field(fields, 'notify_url'),
    signType: (fields.get('sign_type') || 'MD5') as SignType,
    requestHash: hashRequest(fields),
  };
  const order = desk.book.add(
    {
      orderNo: field(fields, 'out_trade_no'),
      amountFen: Number(field(fields, 'total_fee')),
      description: field(fields, 'body'),
      attach: field(fields, 'attach'),
      deviceInfo: field(fields, 'device_info'),
      subAppId: field(fields, 'sub_appid'),
      subMchId: field(fields, 'sub_mch_id'),
      tradeType,
      openId: field(fields, 'openid'),
      codeHash: '',
      offer,
      state: 'NOTPAY',
      isMute: false,
    },
    waitedMs,
  );
  return shown(order, offer);
}

/** The same request re-enters the order while nobody paid; any other finds its number used. */
function placeAgain(desk: Desk, known: Order, { fields }: CallRequest): Answer {
  if (!known.offer) return refusal('OUT_TRADE_NO_USED');
  const decided = DECIDED[known.state];
  if (decided) return refusal(decided);
  if (known.offer.requestHash !== hashRequest(fields)) return refusal('OUT_TRADE_NO_USED');
  if (desk.clock.wallMs() < known.offer.contentUntilMs) return shown(known, known.offer);
  const renewed = { ...known.offer, ...newContent(desk, known.tradeType as OfferType) };
  return shown(desk.book.renew(known, renewed), renewed);
}

const DECIDED: Readonly<Partial<Record<TradeState, string>>> = { SUCCESS: 'ORDERPAID', REFUND: 'ORDERPAID', CLOSED: 'OUT_TRADE_NO_USED' };

function shown({ tradeType }: Order, { prepayId, content }: Offer): Answer {
  const fields: [string, string][] = [
    ['trade_type', tradeType],
    ['prepay_id', prepayId],
  ];
  if (tradeType === 'NATIVE') fields.push(['code_url', content]);
  if (tradeType === 'MWEB') fields.push(['mweb_url', content]);
  return { result: 'SUCCESS', fields, outcome: 'NOTPAY' };
}

function newContent(
  { clock, random }: Pick<Desk, 'clock' | 'random'>,
  type: OfferType,
): Pick<Offer, 'prepayId' | 'content' | 'contentUntilMs'> {
  const nowMs = clock.wallMs();
  const prepayId = `wx${beijingTime(nowMs).slice(6)}${randomDigits(random, 6)}${randomText(random, 20, '0123456789abcdef')}`;
  return {
    prepayId,
    content: CONTENTS[type](prepayId, random),
    contentUntilMs: Math.round(nowMs + (type === 'MWEB' ? SHORT_MS : LONG_MS)),
  };
}

/** What the customer scans or follows; inside the wallet it is the shop's own page or app that calls it, with the number alone. */
const CONTENTS: Readonly<Record<OfferType, (prepayId: string, random: Desk['random']) => string>> = {
  NATIVE: (_, random) => `weixin://wxpay/bizpayurl?pr=${randomText(random, 7 + ((random.bytes(1)[0] ?? 0) % 10))}`,
  MWEB: (prepayId, random) =>
    `https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=${prepayId}&package=${randomDigits(random, 10)}`,
  JSAPI: (prepayId) => `prepay_id=${prepayId}`,
  APP: (prepayId) => `prepay_id=${prepayId}`,
};

/** The same for the same request only, whatever the order of its fields. */
function hashRequest(fields: Fields): string {
  const asked = [...fields].filter(([name, value]) => value !== '' && name !== 'nonce_str' && name !== 'sign').sort();
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function field(fields: Fields, name: string): string {
  return fields.get(name) ?? '';
}
