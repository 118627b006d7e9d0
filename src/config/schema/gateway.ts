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

const endpoints = v.pipe(
  v.array(endpoint, 'must be a list of addresses in [ ]'),
  v.minLength(1, 'must name at least one address'),
  v.maxLength(8, 'must name at most 8 addresses'),
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
  endpoints: v.optional(endpoints, WECHAT_HOSTS),
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

/** Live money and tests have hosts and keys of their own. Source: WooshPay, API introduction. */
const WOOSHPAY_LIVE = 'https://api.wooshpay.com';
const WOOSHPAY_TEST = 'https://apitest.wooshpay.com';
/** Where a customer's browser goes after paying, which in a shop is nowhere. */
const NO_PAGE = 'https://saoma.example/paid';

const WooshPay = v.pipe(
  strict({
    kind: v.literal('wooshpay'),
    endpoints: v.optional(v.nullable(endpoints), null),
    secretKey: text('must be the secret key, sk_test_… or sk_live_…', /^sk_(?:test|live)_[\x21-\x7e]{1,200}$/),
    webhookSecret: v.optional(v.nullable(text('must be the endpoint’s secret, whsec_… or as it was shown', /^[\x21-\x7e]{8,200}$/)), null),
    ca: v.optional(v.nullable(path), null),
    returnUrl: v.optional(notifyUrl, NO_PAGE),
  }),
  v.transform((given) => ({ ...given, endpoints: given.endpoints ?? [isLive(given) ? WOOSHPAY_LIVE : WOOSHPAY_TEST] })),
  v.forward(
    v.partialCheck(
      [['endpoints'], ['secretKey']],
      (given) => !given.endpoints.includes(isLive(given) ? WOOSHPAY_TEST : WOOSHPAY_LIVE),
      'is of the other kind than the endpoints: sk_test_ belongs to apitest.wooshpay.com, sk_live_ to api.wooshpay.com',
    ),
    ['secretKey'],
  ),
);

const Sandbox = strict({
  kind: v.literal('sandbox'),
  speaks: v.optional(v.picklist(['wechat-v2', 'wooshpay'], 'must be wechat-v2 or wooshpay'), 'wechat-v2'),
});

/** The `gateway` part of the file; certificates are still names of files. */
export const Gateway = v.variant('kind', [WechatV2, Sandbox, WooshPay], (issue) =>
  issue.expected === 'Object' ? 'must be an object: { … }' : 'must be wechat-v2, wooshpay or sandbox',
);

function isLive({ secretKey }: { readonly secretKey: string }): boolean {
  return secretKey.startsWith('sk_live_');
}

function isOrigin(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function isObject(input: unknown): input is object {
  return typeof input === 'object' && input !== null;
}
