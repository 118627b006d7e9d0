import { randomInt } from 'node:crypto';
import type { StoreConfig, WechatV2Config } from '../../src/config/config.ts';
import { type Certificates, makeCertificates } from '../../src/gateway/transport/testing/certificates.ts';
import type { PaymentTimes } from '../../src/payment/event.ts';

/** A merchant who exists nowhere but here. Every contender signs alike, with HMAC-SHA256. */
export const MERCHANT = { appId: 'wx0123456789abcdef', mchId: '1900000109', apiKey: '0123456789abcdef0123456789abcdef' };

export const STORE: StoreConfig = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' };

/** The merchant's times as the configuration has them by default. */
export const TIMES: PaymentTimes = {
  requestTimeoutMs: 10_000,
  pollIntervalMs: 5_000,
  customerTimeoutMs: 45_000,
  reverseDelayMs: 15_000,
  codeValidityMs: 60_000,
  retryIntervalMs: 5_000,
  qrValidityMs: 300_000,
  closeDelayMs: 300_000,
  confirmAfterMs: [],
};

export const certificates: () => Certificates = () => makeCertificates(MERCHANT.mchId);

export function gatewayConfig(endpoint: string, made: Pick<Certificates, 'ca' | 'merchant'>): WechatV2Config {
  return {
    kind: 'wechat-v2',
    endpoints: [endpoint],
    ...MERCHANT,
    subAppId: null,
    subMchId: null,
    signType: 'HMAC-SHA256',
    clientCert: { kind: 'pem', ...made.merchant },
    ca: made.ca,
    notifyUrl: null,
  };
}

/** A payment code that nobody's phone shows: 18 digits beginning with 13. */
export function freshCode(): string {
  const digits = () => String(randomInt(100_000_000)).padStart(8, '0');
  return `13${digits()}${digits()}`;
}

let orders = 0;

/** An order number for the contenders that make none of their own. */
export function freshOrderNo(): string {
  orders += 1;
  return `BENCH${Date.now()}${String(orders).padStart(8, '0')}`;
}
