import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Clock, Random } from '../../basics/clock.ts';
import type { WechatV2Config } from '../../config/config.ts';
import type { Log } from '../../log/log.ts';
import { fen } from '../../money/fen.ts';
import type { OrderNo } from '../../payment/charge.ts';
import type { RefundNo } from '../../payment/refund.ts';
import { AuthCode } from '../../scanner/auth-code.ts';
import type { OfferedOrder, Order, RefundOrder } from '../gateway.ts';
import { createSigner, type SignType, textToSign } from './sign.ts';
import { API_KEY, APP_ID, MCH_ID, ORDER_NO } from './testing/samples.ts';
import { buildXml } from './xml.ts';

export const ORDER: Order = {
  orderNo: ORDER_NO as OrderNo,
  amountFen: fen(2350),
  currency: 'CNY',
  description: '禾木便利店-长沙五一店-日用百货',
};

/** As the sample messages place it: from 11:00:00 to 11:15:00, Beijing time. */
export const OFFER: OfferedOrder = {
  orderNo: 'POS0731T04202611220002' as OrderNo,
  amountFen: fen(5990),
  currency: 'CNY',
  description: ORDER.description,
  method: 'merchant_qr',
  to: { openId: null, clientIp: null },
  createdAtMs: Date.UTC(2026, 10, 22, 3, 0, 0),
  expiresAtMs: Date.UTC(2026, 10, 22, 3, 15, 0),
};

/** A part of `ORDER` on its way back. */
export const REFUND: RefundOrder = {
  refundNo: 'RFPOS0731T0420261122000101' as RefundNo,
  orderNo: ORDER.orderNo,
  chargeFen: ORDER.amountFen,
  amountFen: fen(800),
  currency: 'CNY',
  reason: '商品破损退一件',
  from: 'unsettled',
};

export const CODE = new AuthCode('134567890123456789');

export const CONFIG: WechatV2Config = {
  kind: 'wechat-v2',
  endpoints: ['https://localhost:1'],
  appId: APP_ID,
  mchId: MCH_ID,
  subAppId: null,
  subMchId: null,
  apiKey: API_KEY,
  signType: 'HMAC-SHA256',
  clientCert: null,
  ca: null,
  notifyUrl: null,
};

export const realClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

export const realRandom: Random = { bytes: (count) => randomBytes(count) };

/** A log that remembers. */
export function recordingLog(): Log & { readonly entries: { event: string; fields: Record<string, unknown> }[]; text(): string } {
  const entries: { event: string; fields: Record<string, unknown> }[] = [];
  return {
    entries,
    write: (event, fields) => void entries.push({ event, fields: { ...fields } }),
    text: () => JSON.stringify(entries),
  };
}

/** What every true answer begins with. */
export const ENVELOPE = { return_code: 'SUCCESS', return_msg: 'OK', appid: APP_ID, mch_id: MCH_ID, nonce_str: 'p2YkQm8VtR0xLs5C' };

/** What a paid answer of `micropay` says of `ORDER`; with `trade_state` it is one of `orderquery`. */
export const PAID = {
  ...ENVELOPE,
  result_code: 'SUCCESS',
  openid: 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E',
  trade_type: 'MICROPAY',
  fee_type: 'CNY',
  total_fee: '2350',
  cash_fee: '2350',
  transaction_id: '4200002719202611225550142387',
  out_trade_no: ORDER_NO,
  time_end: '20261122103412',
};

export const PAYMENT = {
  transactionId: PAID.transaction_id,
  wallet: 'wechat',
  paidAtMs: Date.UTC(2026, 10, 22, 2, 34, 12),
  payer: '83a3840757b90a7e', // of `openid`
};

/** Signs an answer as the platform would. */
export function signedAnswer(fields: Readonly<Record<string, string>>, type: SignType = 'HMAC-SHA256', key = API_KEY): string {
  const signer = createSigner(key, type);
  const named = new Map(Object.entries(fields));
  return buildXml(new Map([...named, ['sign', signer.sign(textToSign(named))]]));
}
