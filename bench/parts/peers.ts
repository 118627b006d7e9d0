import { createRequire } from 'node:module';
import { freshOrderNo, MERCHANT } from './merchant.ts';

/** What a merchant's programmer would take instead. Neither keeps a journal. */
export type Peer = { micropay(code: string): Promise<unknown>; reverse(): Promise<unknown> };

type Parts = { readonly origin: string; readonly merchant: { readonly cert: string; readonly key: string; readonly p12: Buffer } };

const load = createRequire(import.meta.url);
const { appId, mchId, apiKey } = MERCHANT;

function sale(code: string) {
  return { sign_type: 'HMAC-SHA256', out_trade_no: freshOrderNo(), body: '人民路店', total_fee: '2350', auth_code: code };
}

function undoing() {
  return { sign_type: 'HMAC-SHA256', out_trade_no: freshOrderNo() };
}

/** tenpay has the platform's addresses in a public table: only the host is replaced. */
export function tenpay({ origin, merchant }: Parts): Peer {
  const Tenpay = load('tenpay');
  const client = new Tenpay({ appid: appId, mchid: mchId, partnerKey: apiKey, pfx: merchant.p12, spbill_create_ip: '127.0.0.1' });
  client.urls = Object.fromEntries(
    Object.entries<string>(client.urls).map(([name, url]) => [name, url.replace('https://api.mch.weixin.qq.com', origin)]),
  );
  return { micropay: (code) => client.micropay(sale(code)), reverse: () => client.reverse(undoing()) };
}

/** Its two kinds of client are two objects, as its handbook has it: with and without the certificate. */
export function axiosPlugin({ origin, merchant }: Parts): Peer {
  const { Decorator } = load('wechatpay-axios-plugin');
  const { Agent } = load('node:https');
  const common = { mchid: mchId, secret: apiKey, baseURL: origin, proxy: false };
  const plain = Decorator.xmlBased({ ...common });
  const agent = new Agent({ keepAlive: true, cert: merchant.cert, key: merchant.key });
  const certified = Decorator.xmlBased({ ...common, httpsAgent: agent });
  const own = { appid: appId, mch_id: mchId };
  return {
    micropay: (code) => plain.post('/pay/micropay', { ...own, spbill_create_ip: '127.0.0.1', ...sale(code) }),
    reverse: () => certified.post('/secapi/pay/reverse', { ...own, ...undoing() }),
  };
}
