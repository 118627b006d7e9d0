import type { Random } from '../../basics/clock.ts';
import type { WechatV2Config } from '../../config/config.ts';
import type { AuthCode } from '../../scanner/auth-code.ts';
import type { Order } from '../gateway.ts';
import { type Fields, SIGN_LENGTH, type Signer, textToSign } from './sign.ts';
import { buildXml } from './xml.ts';

/** Who asks: ours alone, or a provider for a sub-merchant. */
export type Identity = Pick<WechatV2Config, 'appId' | 'mchId' | 'subAppId' | 'subMchId'>;

/** What every request of one terminal shares. */
export type Terms = {
  readonly identity: Identity;
  readonly signer: Signer;
  readonly random: Random;
  readonly terminalId: string; // `device_info`
  readonly spbillCreateIp: string; // address of the machine that calls
};

/** A submission that lacks nothing but the code and the signature over it. */
export type ChargeTemplate = {
  readonly bodyBytes: number; // of the finished body, known before the scan
  complete(code: AuthCode): string;
};

/** Source: micropay, `body`: String(127); counted in bytes of UTF-8, the narrower reading. */
const MAX_BODY_BYTES = 127;
const MAX_DEVICE_INFO = 32;
const AUTH_CODE_LENGTH = 18;
/** `body` must not be empty; "goods", for a description of nothing but pictures. */
const NAMELESS_GOODS = '商品';
/** Stands where code and signature will. No value can hold it: control characters are taken out. */
const GAP = '\u0000';

/** Builds the submission of an order up to the code. Source: micropay, request fields. */
export function chargeTemplate(order: Order, terms: Terms): ChargeTemplate {
  const fields = new Map([
    ...envelope(terms),
    ['device_info', terms.terminalId.slice(0, MAX_DEVICE_INFO)],
    ['body', fitBody(order.description)],
    ['out_trade_no', order.orderNo],
    ['total_fee', String(order.amountFen)],
    ['fee_type', order.currency],
    ['spbill_create_ip', terms.spbillCreateIp],
    ['auth_code', GAP],
  ]);
  const [textBefore = '', textAfter = ''] = textToSign(fields).split(GAP);
  const [head = '', middle = '', tail = ''] = buildXml(new Map([...fields, ['sign', GAP]])).split(GAP);
  const sign = terms.signer.begin(textBefore);
  return {
    bodyBytes: Buffer.byteLength(head + middle + tail) + AUTH_CODE_LENGTH + SIGN_LENGTH[terms.signer.type],
    complete(code) {
      const digits = code.reveal();
      return head + digits + middle + sign(digits + textAfter) + tail;
    },
  };
}

/** Builds the body of `orderquery` and `reverse`, which name the order and nothing else. */
export function orderBody(order: Order, terms: Terms): string {
  const fields = new Map([...envelope(terms), ['out_trade_no', order.orderNo]]);
  return signed(fields, terms.signer);
}

/**
 * Fits a description into `body`: no control characters or emoji, at most 127 bytes of UTF-8, cut between characters.
 */
export function fitBody(description: string): string {
  const plain = description
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Cf}\p{Cn}\p{Co}\uFFFD]|\u20E3|\uFE0F/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  let bytes = 0;
  let fitting = '';
  for (const character of plain) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BODY_BYTES) break;
    fitting += character;
  }
  return fitting.trim() || NAMELESS_GOODS;
}

function envelope({ identity, signer, random }: Terms): [string, string][] {
  const provided: [string, string | null][] = [
    ['appid', identity.appId],
    ['mch_id', identity.mchId],
    ['sub_appid', identity.subAppId],
    ['sub_mch_id', identity.subMchId],
    ['nonce_str', Buffer.from(random.bytes(16)).toString('hex')],
    ['sign_type', signer.type],
  ];
  return provided.filter((field): field is [string, string] => field[1] !== null);
}

function signed(fields: Fields, signer: Signer): string {
  return buildXml(new Map([...fields, ['sign', signer.sign(textToSign(fields))]]));
}
