import { randomBytes } from 'node:crypto';
import { HandClock } from '../basics/hand-clock.ts';
import { Acquirer, type AcquirerOptions, type Circumstances, type Reply } from './acquirer.ts';
import { parseRequest } from './parse.ts';
import { type Fields, type SignType, sign } from './sign.ts';
import { writeXml } from './wire.ts';

/** A merchant for tests of this room: an acquirer under a hand-cranked clock and a signing client in one. */
export const MERCHANT = { appId: 'wxd930ea5d5a258f4f', mchId: '10000100', apiKey: '192006250b4c09247ec02edce69f6a2d' };

export const testRandom = { bytes: (count: number): Uint8Array => randomBytes(count) };

export const PATHS = {
  micropay: '/pay/micropay',
  orderquery: '/pay/orderquery',
  reverse: '/secapi/pay/reverse',
  refund: '/secapi/pay/refund',
  refundquery: '/pay/refundquery',
  downloadbill: '/pay/downloadbill',
  unifiedorder: '/pay/unifiedorder',
  closeorder: '/pay/closeorder',
  authcodetoopenid: '/tools/authcodetoopenid',
} as const;

export type TestShop = ReturnType<typeof openTestShop>;

export function openTestShop({ clock = new HandClock(), ...options }: Partial<AcquirerOptions> & { clock?: HandClock } = {}) {
  const acquirer = new Acquirer({ merchant: MERCHANT, clock, random: testRandom, ...options });
  function send(call: keyof typeof PATHS, fields: Record<string, string>, circumstances: Circumstances = {}): Fields {
    return readReply(acquirer.handle(PATHS[call], 'POST', signedBody(fields), circumstances));
  }
  return {
    clock,
    acquirer,
    send,
    newCode: () => acquirer.wallet.issueCode().authCode,
    pay: (fields: Record<string, string> = {}, circumstances: Circumstances = {}) =>
      send('micropay', { ...sale(acquirer.wallet.issueCode().authCode), ...fields }, circumstances),
    offer: (fields: Record<string, string> = {}, circumstances: Circumstances = {}) =>
      send('unifiedorder', { ...offered(), ...fields }, circumstances),
    close: (orderNo = 'SALE-0001', circumstances: Circumstances = {}) => send('closeorder', { out_trade_no: orderNo }, circumstances),
    query: (orderNo: string, circumstances: Circumstances = {}) => send('orderquery', { out_trade_no: orderNo }, circumstances),
    reverse: (orderNo: string, circumstances: Circumstances = {}) => send('reverse', { out_trade_no: orderNo }, circumstances),
    refund: (fields: Record<string, string> = {}, circumstances: Circumstances = {}) =>
      send('refund', { out_trade_no: 'SALE-0001', out_refund_no: 'R-1', total_fee: '2350', refund_fee: '800', ...fields }, circumstances),
    refundQuery: (fields: Record<string, string> = { out_refund_no: 'R-1' }, circumstances: Circumstances = {}) =>
      send('refundquery', fields, circumstances),
    bill: (fields: Record<string, string>, circumstances: Circumstances = {}) =>
      acquirer.handle(PATHS.downloadbill, 'POST', signedBody(fields), circumstances),
  };
}

/** A charge of 23.50 yuan under the order number SALE-0001. */
export function sale(authCode: string): Record<string, string> {
  return { body: '禾木便利店-日用百货', out_trade_no: 'SALE-0001', total_fee: '2350', spbill_create_ip: '10.20.4.17', auth_code: authCode };
}

/** An order of 59.90 yuan under the number SALE-0001 that the customer pays by scanning it. */
export function offered(): Record<string, string> {
  return {
    body: '禾木便利店-日用百货',
    out_trade_no: 'SALE-0001',
    total_fee: '5990',
    spbill_create_ip: '10.20.4.17',
    notify_url: 'http://127.0.0.1:9/notify/wechat',
    trade_type: 'NATIVE',
    product_id: 'T01',
  };
}

export function signedBody(fields: Record<string, string>, merchant = MERCHANT): Uint8Array {
  const message = new Map(Object.entries({ appid: merchant.appId, mch_id: merchant.mchId, nonce_str: 'Zr8mTQ5yLkWc2pHv', ...fields }));
  if (!message.has('sign')) message.set('sign', sign(message, merchant.apiKey, (fields.sign_type || 'MD5') as SignType));
  return Buffer.from(writeXml(message));
}

/** Reads an answer, checking its signature when it is signed. */
export function readReply({ body }: Pick<Reply, 'body'>): Fields {
  const parsed = parseRequest(Buffer.from(body));
  if (!parsed.ok) throw new Error(`unreadable answer: ${parsed.error}`);
  const given = parsed.value.get('sign');
  const type = given?.length === 64 ? 'HMAC-SHA256' : 'MD5';
  if (given && given !== sign(parsed.value, MERCHANT.apiKey, type)) throw new Error('answer wrongly signed');
  return parsed.value;
}

/** What came back, in one word: the error, else the trade state, else SUCCESS. */
export function outcome(fields: Fields): string {
  return fields.get('err_code') ?? fields.get('trade_state') ?? fields.get('result_code') ?? fields.get('return_msg') ?? '';
}
