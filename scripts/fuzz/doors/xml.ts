import { chargeOutcome, queryOutcome, reverseOutcome } from '../../../src/gateway/wechat-v2/answers.ts';
import { believe, type Disbelief } from '../../../src/gateway/wechat-v2/believe.ts';
import { lookUpOutcome } from '../../../src/gateway/wechat-v2/look-up.ts';
import { offerOutcome, withdrawOutcome } from '../../../src/gateway/wechat-v2/offer-answers.ts';
import { openIdOutcome } from '../../../src/gateway/wechat-v2/open-id.ts';
import { refundOutcome, refundPage } from '../../../src/gateway/wechat-v2/refund-answers.ts';
import { createSigner, type Fields, textToSign } from '../../../src/gateway/wechat-v2/sign.ts';
import { CONFIG, ORDER, PAYMENT, REFUND } from '../../../src/gateway/wechat-v2/test-setting.ts';
import { OFFER_SAMPLES } from '../../../src/gateway/wechat-v2/testing/offer-samples.ts';
import { API_KEY, SAMPLES } from '../../../src/gateway/wechat-v2/testing/samples.ts';
import { buildXml, parseXml } from '../../../src/gateway/wechat-v2/xml.ts';
import { plainSentence } from '../../../src/gateway/words.ts';
import { parseTransactionId } from '../../../src/payment/charge.ts';
import type { Shown } from '../../../src/payment/offer.ts';
import { parseRequest } from '../../../src/sandbox/parse.ts';
import { bytesOf, type Door, holds, PLANTED_CODE, refused, TAKEN, type Tried } from '../door.ts';

const WORDS = [
  ...['<xml>', '</xml>', '<xml><xml>', '<a>', '</a>', '<a/>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0"?>', '<?x ?>'],
  ...['<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">]>', '&lt;', '&amp;', '&#65;', '&#x10FFFF;', '&#0;', '&#xD800;', '&#9999999;', '&a;', '&'],
  ...[
    'SUCCESS',
    'FAIL',
    'USERPAYING',
    'SYSTEMERROR',
    'ORDERNOTEXIST',
    'REFUNDNOTEXIST',
    'NOTENOUGH',
    'NOTPAY',
    'REVOKED',
    'CLOSED',
    'PAYERROR',
  ],
  ...[
    '<err_code>',
    '<recall>Y</recall>',
    '<total_fee>2350</total_fee>',
    '<trade_state>SUCCESS</trade_state>',
    '<refund_count>50</refund_count>',
  ],
  ...[
    '<total_refund_count>50</total_refund_count>',
    '<fee_type>USD</fee_type>',
    '20261122103412',
    '20260230000000',
    '<sign></sign>',
    '<__proto__>',
  ],
];

const signer = createSigner(API_KEY, 'HMAC-SHA256');
const beliefs = { signer, identity: CONFIG, order: ORDER };

const MESSAGES = Object.values({ ...SAMPLES, ...OFFER_SAMPLES });
/** What the platform really signed: nothing else may be believed. */
const AUTHENTIC: ReadonlySet<string> = new Set(MESSAGES.map((sample) => textToSign(read(bytesOf(sample)))));

/** The acquirer's answers: read, believed or not, and put into our words; once as they come, and once as if he had signed them so. */
export const xmlDoor: Door = {
  name: 'xml',
  guards: "the acquirer's answers",
  share: 24,
  seeds: MESSAGES.map(bytesOf),
  words: WORDS,
  secrets: [PLANTED_CODE, API_KEY],
  open: () => ({ take }),
};

function take(input: Uint8Array): Tried {
  const message = parseXml(input);
  if (!message.ok) return refused(message.error);
  const fields = message.value;
  agreesWithTheSandbox(input, fields);
  comesBackAsWritten(fields);
  const believed = believe(fields, beliefs);
  if (believed.ok) holds(AUTHENTIC.has(textToSign(fields)), 'believed what the acquirer never signed');
  const told = inOurWords(resigned(fields));
  return believed.ok ? { ...TAKEN, told } : { outcome: `refused: ${believed.error.doubt}`, told: `${plainWhy(believed.error)} ${told}` };
}

/** The log's line: the gateway tells `why` no other way. */
const plainWhy = ({ doubt, why }: Disbelief) => `${doubt} ${plainSentence(why)}`;

/** Two readings of one document, written apart: what both take must say the same. */
function agreesWithTheSandbox(input: Uint8Array, fields: Fields): void {
  const other = parseRequest(input);
  if (!other.ok) return;
  holds(JSON.stringify([...other.value]) === JSON.stringify([...fields]), 'gateway and sandbox read different messages');
}

/** Amounts are written bare and are digits by their type, so what is no digit there has no way back. */
function comesBackAsWritten(fields: Fields): void {
  if (/\D/.test(fields.get('total_fee') ?? '')) return;
  const again = parseXml(bytesOf(buildXml(fields)));
  const isTooLong = !again.ok && again.error === 'too_large';
  holds(
    isTooLong || (again.ok && JSON.stringify([...again.value]) === JSON.stringify([...fields])),
    'what was written is not what is read',
  );
}

function resigned(fields: Fields): Fields {
  const claimed = new Map([...fields, ['return_code', 'SUCCESS'], ['appid', CONFIG.appId], ['mch_id', CONFIG.mchId]]);
  return claimed.set('sign', signer.sign(textToSign(claimed)));
}

/** @returns what of it is shown, kept or logged beside the acquirer's own numbers */
function inOurWords(fields: Fields): string {
  const believed = believe(fields, beliefs);
  if (!believed.ok) return plainWhy(believed.error);
  const alarms: string[] = [];
  const reading = { ...beliefs, refund: REFUND, alarm: (disbelief: Disbelief) => void alarms.push(plainWhy(disbelief)) };
  const charge = chargeOutcome(fields, reading);
  const query = queryOutcome(fields, reading);
  const saysPaid = fields.get('out_trade_no') === ORDER.orderNo && fields.get('total_fee') === String(ORDER.amountFen);
  holds(saysPaid || (charge.kind !== 'paid' && query.kind !== 'paid'), 'paid by an answer about another order or amount');
  const transactionId = parseTransactionId(PAYMENT.transactionId);
  const lookUps = [
    lookUpOutcome(fields, { kind: 'order', orderNo: ORDER.orderNo }, reading),
    ...(transactionId ? [lookUpOutcome(fields, { kind: 'transaction', transactionId }, reading)] : []),
  ];
  const page = refundPage(fields, reading, 0);
  holds(!('nextOffset' in page) || page.nextOffset > 0, 'a page of refunds that leads nowhere');
  const offers = (['NATIVE', 'JSAPI', 'APP', 'MWEB'] as const).map((tradeType) => offerOutcome(fields, reading, tradeType));
  for (const offer of offers) holds(offer.kind !== 'offered' || isShowable(offer.shown), 'shows what nobody may be shown');
  openIdOutcome(fields, reading); // a customer's name is an open set too, and kept nowhere
  const decided = offers.filter(({ kind }) => kind !== 'offered'); // as is what a QR leads to
  const outcomes = [
    charge,
    query,
    reverseOutcome(fields),
    refundOutcome(fields, reading),
    page,
    ...lookUps,
    ...decided,
    withdrawOutcome(fields),
  ];
  // The acquirer's and other merchants' own numbers are open sets, which a code could be taken for.
  return alarms.join() + JSON.stringify(outcomes, (key, value) => (key === 'transactionId' || key === 'orderNo' ? undefined : value));
}

function isShowable({ content, prepayId }: Shown): boolean {
  return (content ?? prepayId ?? '').length <= 512 && /^(?:weixin:\/\/|https:\/\/|[\w-]+$)[!-~]*$/.test(content ?? prepayId ?? ' ');
}

function read(bytes: Uint8Array): Fields {
  const message = parseXml(bytes);
  if (!message.ok) throw new Error(message.error);
  return message.value;
}
