import type { Call, Dialect } from '../transport/transport.ts';
import { MAX_MESSAGE_BYTES } from './xml.ts';

/** Where WeChat Pay v2 is asked. */
export type WechatPath =
  | '/pay/micropay'
  | '/pay/orderquery'
  | '/secapi/pay/reverse'
  | '/secapi/pay/refund'
  | '/pay/refundquery'
  | '/pay/unifiedorder'
  | '/pay/closeorder'
  | '/tools/authcodetoopenid';

/** Where its files are asked for. */
export type FilePath = '/pay/downloadbill';

export type WechatCall = Call & { readonly path: WechatPath };

/** How it is spoken to. Source: cross-city guide, GET /pay/orderquery, for the probe. */
export const WECHAT_DIALECT: Dialect = {
  headers: {
    GET: [['Accept', '*/*']],
    POST: [
      ['Accept', '*/*'],
      ['Content-Type', 'text/xml; charset=utf-8'],
    ],
  },
  answers: (status) => status === 200,
  maxAnswerBytes: MAX_MESSAGE_BYTES,
  probePath: '/pay/orderquery',
  sparePath: '/pay/micropay',
};

/** Everything under `/secapi/` wants the merchant's certificate. */
export function wechatCall(path: WechatPath, repeat: 'once' | 'safe_to_repeat', timeoutMs: number): WechatCall {
  return {
    ...{ method: 'POST', path, headers: [], timeoutMs },
    needsCertificate: path.startsWith('/secapi/'),
    safeToRepeat: repeat === 'safe_to_repeat',
  };
}
