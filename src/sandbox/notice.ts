import { createCipheriv, createHash } from 'node:crypto';
import type { Random } from '../basics/clock.ts';
import { beijingTime, speltTime } from './beijing-time.ts';
import { randomText } from './chance.ts';
import type { Conduct } from './conduct.ts';
import type { Offer, Order, Refund } from './order.ts';
import { paidFields } from './paid-fields.ts';
import { RECEIVER } from './refundquery.ts';
import { type SignType, sign } from './sign.ts';
import { settledFen } from './voucher.ts';
import { cdata, falsify, STRANGERS_KEY, writeXml } from './wire.ts';

/** What the merchant is told without having asked: an offer was paid, or a refund came to its end. */
export type Notice =
  | { readonly kind: 'payment'; readonly orderNo: string; readonly url: string }
  | { readonly kind: 'refund'; readonly orderNo: string; readonly refundNo: string; readonly url: string };

export type NoticeParts = {
  readonly merchant: { readonly appId: string; readonly mchId: string; readonly apiKey: string };
  readonly random: Random;
  readonly forges: Conduct['forges']; // what a planted fault makes false
};

/** Tells of a payment, signed by the sign type of the order. Source: WeChat Pay v2, payment notification. */
export function paymentNotice(order: Order, { signType }: Offer, { merchant, random, forges }: NoticeParts): string {
  const message = envelope(order, { merchant, random });
  if (order.deviceInfo) message.set('device_info', order.deviceInfo);
  // Clients read the field where it is, and take MD5 or the length of the signature where it is not.
  if (signType !== 'MD5') message.set('sign_type', signType);
  message.set('result_code', 'SUCCESS');
  for (const [name, value] of paidFields(order, true)) if (name !== 'trade_state' && value !== '') message.set(name, value);
  falsify(message, forges, 'total_fee');
  return writeXml(forges === 'no_signature' ? message : message.set('sign', sign(message, keyFor(merchant, forges), signType as SignType)));
}

/** Tells what a refund came to. Not signed: what it says is encrypted. Source: WeChat Pay v2, refund notification. */
export function refundNotice(order: Order, refund: Refund, { merchant, random, forges }: NoticeParts): string {
  const message = envelope(order, { merchant, random });
  const told = new Map(refundFields(order, refund));
  falsify(told, forges, 'refund_fee');
  falsify(message, forges, 'refund_fee');
  if (forges !== 'no_signature') message.set('req_info', encrypt(writeRoot(told), keyFor(merchant, forges)));
  return writeXml(message);
}

function envelope(order: Order, { merchant, random }: Pick<NoticeParts, 'merchant' | 'random'>): Map<string, string> {
  const message = new Map([
    ['return_code', 'SUCCESS'],
    ['appid', merchant.appId],
    ['mch_id', merchant.mchId],
  ]);
  if (order.subAppId) message.set('sub_appid', order.subAppId);
  if (order.subMchId) message.set('sub_mch_id', order.subMchId);
  return message.set('nonce_str', randomText(random, 32));
}

function refundFields(order: Order, refund: Refund): readonly (readonly [string, string])[] {
  const settled = settledFen(order.amountFen);
  const fields: [string, string][] = [
    ['out_refund_no', refund.refundNo],
    ['out_trade_no', order.orderNo],
    ['refund_account', refund.account],
    ['refund_fee', String(refund.amountFen)],
    ['refund_id', refund.refundId],
    ['refund_recv_accout', RECEIVER], // the platform's own spelling
    ['refund_request_source', 'API'],
    ['refund_status', refund.state],
    ['settlement_refund_fee', String(Math.floor((refund.amountFen * settled) / order.amountFen))],
    ['settlement_total_fee', String(settled)],
  ];
  if (refund.succeededAtMs !== null) fields.push(['success_time', speltTime(beijingTime(refund.succeededAtMs))]);
  fields.push(['total_fee', String(order.amountFen)], ['transaction_id', order.transactionId]);
  return fields;
}

/** In here even amounts stand in CDATA. */
function writeRoot(fields: ReadonlyMap<string, string>): string {
  return `<root>${[...fields].map(([name, value]) => `<${name}>${cdata(value)}</${name}>`).join('')}</root>`;
}

/** The key is the text of a digest, not its bytes. Source: WeChat Pay v2, refund notification, steps of decryption. */
function encrypt(text: string, apiKey: string): string {
  const cipher = createCipheriv('aes-256-ecb', createHash('md5').update(apiKey).digest('hex'), null);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

function keyFor({ apiKey }: NoticeParts['merchant'], forges: Conduct['forges']): string {
  return forges === 'signature' ? STRANGERS_KEY : apiKey;
}
