import { createCipheriv, hash } from 'node:crypto';
import type { Notice } from '../../../src/gateway/gateway.ts';
import { wechatNotices } from '../../../src/gateway/wechat-v2/notices.ts';
import { createSigner, textToSign } from '../../../src/gateway/wechat-v2/sign.ts';
import { CONFIG, ENVELOPE } from '../../../src/gateway/wechat-v2/test-setting.ts';
import { OFFER_SAMPLES, REFUND_NOTICE, REFUND_NOTICE_TEXT } from '../../../src/gateway/wechat-v2/testing/offer-samples.ts';
import { API_KEY } from '../../../src/gateway/wechat-v2/testing/samples.ts';
import { buildXml, MAX_MESSAGE_BYTES, parseXml } from '../../../src/gateway/wechat-v2/xml.ts';
import { bytesOf, type Door, holds, PLANTED_CODE, refused, TAKEN, type Tried } from '../door.ts';

const WORDS = [
  ...[
    '<xml>',
    '</xml>',
    '<root>',
    '</root>',
    '<root><root>',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">]>',
    '&a;',
    '&lt;',
  ],
  ...['SUCCESS', 'FAIL', 'CHANGE', 'REFUNDCLOSE', 'MD5', '<req_info>', '</req_info>', '<req_info></req_info>', '<req_info>AAAA', '==', '='],
  ...['<total_fee>1</total_fee>', '<fee_type>USD</fee_type>', '<out_trade_no>a|b*c@d</out_trade_no>', '<sign></sign>', '<__proto__>'],
];

const signer = createSigner(API_KEY, 'HMAC-SHA256');
const notices = wechatNotices(CONFIG, signer);
const PAYMENT = bytesOf(OFFER_SAMPLES.paymentNotice);
const REFUND = bytesOf(REFUND_NOTICE);
const TEXT = bytesOf(REFUND_NOTICE_TEXT.replaceAll('\n', '').replaceAll('  ', ''));

/** What the acquirer posts by itself: once as it comes, once as if he had signed it so, and once as if it stood under his seal. */
export const noticeDoor: Door = {
  name: 'notice',
  guards: "the acquirer's reports",
  share: 6,
  seeds: [PAYMENT, REFUND, TEXT],
  words: WORDS,
  secrets: [PLANTED_CODE, API_KEY],
  open: () => ({ take }),
};

function take(input: Uint8Array): Tried {
  const asItComes = read(input);
  if (asItComes.ok) holds(isAuthentic(input, asItComes.value), 'believed a report that the acquirer never made');
  const told = [asItComes, read(signedAnew(input)), read(sealed(input))].map((notice) => tell(notice)).join(' ');
  return asItComes.ok ? { ...TAKEN, told } : refused(asItComes.error, told);
}

function read(body: Uint8Array): ReturnType<typeof notices.read> {
  const notice = notices.read({ headers: {}, body });
  if (!notice.ok) holds(/^[a-z0-9_]+$/.test(notice.error), 'a reason that is more than a word');
  else holds(notice.value.amountFen !== null && notice.value.amountFen > 0, 'a report of no money');
  return notice;
}

/** The one payment that was signed, or the one refund that was sealed, whatever stands around the seal. */
function isAuthentic(input: Uint8Array, { about, id, amountFen }: Notice): boolean {
  if (about === 'refund') return id === '50302407192026112236541108273:SUCCESS' && amountFen === 800;
  return signedText(input) === signedText(PAYMENT);
}

function signedText(bytes: Uint8Array): string | null {
  const message = parseXml(bytes);
  return message.ok ? textToSign(message.value) : null;
}

function signedAnew(input: Uint8Array): Uint8Array {
  const message = parseXml(input);
  if (!message.ok) return input;
  const claimed = new Map([...message.value, ['return_code', 'SUCCESS'], ['appid', CONFIG.appId], ['mch_id', CONFIG.mchId]]);
  claimed.delete('req_info');
  return bytesOf(buildXml(claimed.set('sign', signer.sign(textToSign(claimed)))));
}

function sealed(input: Uint8Array): Uint8Array {
  if (input.length > MAX_MESSAGE_BYTES / 2) return input;
  const cipher = createCipheriv('aes-256-ecb', hash('md5', API_KEY, 'hex'), null);
  const req_info = Buffer.concat([cipher.update(input), cipher.final()]).toString('base64');
  return bytesOf(buildXml(new Map(Object.entries({ ...ENVELOPE, req_info }))));
}

/** What a log may be told. Numbers of others are open sets, which a code could be taken for; nobody keeps those that are not ours. */
function tell(notice: ReturnType<typeof notices.read>): string {
  return notice.ok ? `${notice.value.about} ${notice.value.currency}` : `${notice.error} ${notices.reply(notice.error).body}`;
}
