import { createHash } from 'node:crypto';
import { randomText } from '../chance.ts';
import type { WooshDesk } from './desk.ts';
import type { Intent, TerminalType } from './intent.ts';
import { asText, type JsonObject } from './json.ts';

/** What the customer scans or follows, and how the answer carries it. */
export type Offered = { readonly offered: string; readonly nextAction: JsonObject };

/** Makes what the customer pays by himself with. Source: WooshPay, WeChat Pay, next_action by terminal_type. */
export function offerFor(desk: WooshDesk, terminalType: TerminalType, intent: Pick<Intent, 'echoed'>): Offered {
  const prepayId = `wx${randomText(desk.random, 34, '0123456789abcdef')}`;
  switch (terminalType) {
    case 'WAP': {
      const url = new URL('https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb');
      url.searchParams.set('prepay_id', prepayId);
      url.searchParams.set('package', randomText(desk.random, 10, '0123456789'));
      url.searchParams.set('redirect_url', asText(intent.echoed.return_url) ?? '');
      return wrap('wechat_pay_redirect_to_web', prepayId, { url: url.href });
    }
    case 'official_account':
      return wrap('wechat_pay_official_account_params', prepayId, frontEnd(desk, prepayId));
    case 'mini_program':
      return wrap('wechat_pay_mini_program_params', prepayId, frontEnd(desk, prepayId));
    default: {
      const content = qrContent(desk);
      return wrap('wechat_pay_display_qr_code', content, { image_data_url: content });
    }
  }
}

/** What a QR of WeChat Pay says. */
export function qrContent({ random }: Pick<WooshDesk, 'random'>): string {
  return `weixin://wxpay/bizpayurl?pr=${randomText(random, 9)}`;
}

/** What was offered, from what the customer scanned, followed, or was handed by the shop's front end. */
export function offeredIn(content: string): string {
  return /(?:^|[?&])prepay_id=(wx[0-9a-f]{34})(?:&|$)/.exec(content)?.[1] ?? content;
}

/** The six parameters of the shop's front end. Source: WeChat Pay v2, JSAPI, paySign. */
function frontEnd({ account, clock, random }: WooshDesk, prepayId: string): JsonObject {
  const parameters = {
    appId: account.appId,
    nonceStr: randomText(random, 32),
    package: `prepay_id=${prepayId}`,
    signType: 'MD5',
    timeStamp: String(Math.floor(clock.wallMs() / 1000)),
  };
  const signed = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const paySign = createHash('md5')
    .update([...signed, `key=${account.payKey}`].join('&'))
    .digest('hex')
    .toUpperCase();
  return { ...parameters, paySign };
}

function wrap(type: string, offered: string, parameters: JsonObject): Offered {
  return { offered, nextAction: { type, [type]: parameters } };
}
