import * as v from 'valibot';
import { text } from './store.ts';
import { strict } from './strict.ts';

/** Main host and its backup in another city. Source: WeChat Pay, cross-city disaster recovery. */
const WECHAT_HOSTS = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'];

const APP_ID = 'must be wx and 16 hex digits';
const MCH_ID = 'must be the merchant number, 8 to 10 digits, in quotes';

const path = text('must name a file', /^[^\0]{1,1024}$/);
const appId = text(APP_ID, /^wx[0-9a-f]{16}$/i);
const mchId = text(MCH_ID, /^\d{8,10}$/);

const endpoint = v.pipe(
  v.string('must be an address in quotes, like https://api.mch.weixin.qq.com'),
  v.check((address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol), 'must be an https:// address'),
  v.check((address) => isOrigin(new URL(address)), 'must be scheme, host and port alone; leave out path, query, user and password'),
  v.check(
    (address) => isSafe(new URL(address)),
    'must begin with https:// (http:// is for this machine alone: 127.0.0.1, [::1], localhost)',
  ),
  v.transform((address) => new URL(address).origin),
);

const notifyUrl = v.pipe(
  v.string('must be an address in quotes'),
  v.maxLength(256, 'must be at most 256 characters'),
  v.check((address) => URL.canParse(address) && isSafe(new URL(address)), 'must be an https:// address'),
  v.check((address) => new URL(address).search === '', 'must be without a query'), // the acquirer refuses one
);

const PfxCertificate = strict({ pfx: path, passphrase: v.optional(v.string('must be text')) });
const PemCertificate = strict({ cert: path, key: path });

/** One of the two forms, chosen by what is there, so that a mistake is told about the form that was meant. */
const ClientCertificate = v.lazy((input) => (isObject(input) && !('pfx' in input) && 'cert' in input ? PemCertificate : PfxCertificate));

const WechatV2 = strict({
  kind: v.literal('wechat-v2'),
  endpoints: v.optional(
    v.pipe(
      v.array(endpoint, 'must be a list of addresses in [ ]'),
      v.minLength(1, 'must name at least one address'),
      v.maxLength(8, 'must name at most 8 addresses'),
    ),
    WECHAT_HOSTS,
  ),
  appId,
  mchId,
  subAppId: v.optional(v.nullable(appId), null),
  subMchId: v.optional(v.nullable(mchId), null),
  apiKey: text('must be the API key (API 密钥), exactly 32 characters', /^[\x21-\x7e]{32}$/),
  signType: v.optional(v.picklist(['MD5', 'HMAC-SHA256'], 'must be HMAC-SHA256 or MD5'), 'HMAC-SHA256'),
  clientCert: v.optional(v.nullable(ClientCertificate), null),
  ca: v.optional(v.nullable(path), null),
  notifyUrl: v.optional(v.nullable(notifyUrl), null),
});

const WooshPay = v.pipe(
  v.looseObject({ kind: v.literal('wooshpay') }),
  v.forward(
    v.partialCheck([['kind']], () => false, 'wooshpay is not there yet in this version; write wechat-v2, or sandbox to try the terminal'),
    ['kind'],
  ),
);

/** The `gateway` part of the file; certificates are still names of files. */
export const Gateway = v.variant('kind', [WechatV2, strict({ kind: v.literal('sandbox') }), WooshPay], (issue) =>
  issue.expected === 'Object' ? 'must be an object: { … }' : 'must be wechat-v2 or sandbox',
);

function isOrigin(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function isObject(input: unknown): input is object {
  return typeof input === 'object' && input !== null;
}
