import type { Random } from '../../basics/clock.ts';
import type { WechatV2Config } from '../../config/config.ts';
import type { AuthCode } from '../../scanner/auth-code.ts';
import type { Order } from '../gateway.ts';
import { type Fields, SIGN_LENGTH, type Signer, textToSign } from './sign.ts';
import { buildXml, withinCdata } from './xml.ts';

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
/** Written as 32 characters, the longest nonce there may be. */
const NONCE_BYTES = 16;
/** `body` must not be empty; "goods", for a description of nothing but pictures. */
const NAMELESS_GOODS = '商品';
/** Stands where what is not known yet will. No value can hold it: control characters are taken out. */
const GAP = '\u0000';

/**
 * Makes the form of a terminal's submissions: what they all share is put together once, an order fills the gaps.
 *
 * Source: micropay, request fields.
 */
export function chargeForm(terms: Terms): (order: Order) => ChargeTemplate {
  const { signer, random } = terms;
  const fields = new Map([
    ...envelope(terms, GAP),
    ['device_info', deviceInfo(terms)],
    ['fee_type', 'CNY' satisfies Order['currency']],
    ['spbill_create_ip', terms.spbillCreateIp],
    ['body', GAP],
    ['out_trade_no', GAP],
    ['total_fee', GAP],
    ['auth_code', GAP],
  ]);
  const [signHead = '', ...signed] = textToSign(fields).split(GAP); // the code is the first gap, by the order of names
  const written = buildXml(new Map([...fields, ['sign', GAP]])).split(GAP);
  const [middle = '', tail = ''] = written.slice(-2);
  const signBytes = SIGN_LENGTH[signer.type];
  let fitted = { description: '', body: NAMELESS_GOODS }; // of the last order: most carry the store's name
  // Made for the next order while the request before it is on its way.
  const begin = () => ({ nonce: newNonce(random), sign: signer.begin(signHead) });
  let begun: ReturnType<typeof begin> | null = begin();
  return ({ description, orderNo, amountFen }) => {
    if (description !== fitted.description) fitted = { description, body: fitBody(description) };
    const { body } = fitted;
    const { nonce, sign } = begun ?? begin();
    begun = null;
    const fee = String(amountFen);
    const rest = fill(signed, [body, nonce, orderNo, fee]);
    const head = fill(written, [nonce, withinCdata(body), orderNo, fee]);
    return {
      bodyBytes: Buffer.byteLength(head) + AUTH_CODE_LENGTH + middle.length + signBytes + tail.length,
      complete(code) {
        queueMicrotask(() => {
          begun ??= begin();
        });
        const digits = digitsOf(code);
        return head + digits + middle + sign(digits + rest) + tail;
      },
    };
  };
}

/** Puts values between the pieces of a text, as far as there are values. */
function fill(pieces: readonly string[], values: readonly string[]): string {
  let text = pieces[0] ?? '';
  for (const [place, value] of values.entries()) text += value + pieces[place + 1];
  return text;
}

/** Builds the body of `orderquery` and `reverse`, which name the order and nothing else. */
export function orderBody(order: Order, terms: Terms): string {
  return requestBody([['out_trade_no', order.orderNo]], terms);
}

/** Builds the body of `authcodetoopenid`, which names a code and spends nothing of it. */
export function codeBody(code: AuthCode, terms: Terms): string {
  return requestBody([['auth_code', digitsOf(code)]], terms);
}

/** Takes a code out of its shell: for the wire, and the one place of this adapter that does. */
function digitsOf(code: AuthCode): string {
  return code.reveal();
}

/** Which till it is. */
export function deviceInfo({ terminalId }: Terms): string {
  return terminalId.slice(0, MAX_DEVICE_INFO);
}

/** Builds the body of a request that says `fields` beside what every request says. */
export function requestBody(fields: readonly (readonly [string, string])[], terms: Terms): string {
  return signed(new Map([...envelope(terms, newNonce(terms.random)), ...fields]), terms.signer);
}

/**
 * Fits a description into `body`: no control characters or emoji, at most 127 bytes of UTF-8, cut between characters.
 */
export function fitBody(description: string): string {
  return fitText(description, MAX_BODY_BYTES) || NAMELESS_GOODS;
}

/** Fits a text that the customer's phone shows: as `fitBody`, at most `maxBytes`; may come out empty. */
export function fitText(text: string, maxBytes: number): string {
  const plain = text
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
    if (bytes > maxBytes) break;
    fitting += character;
  }
  return fitting.trim();
}

/** Draws a text that was never there before: 32 characters, letters and digits. */
export function newNonce(random: Random): string {
  return Buffer.from(random.bytes(NONCE_BYTES)).toString('hex');
}

function envelope({ identity, signer }: Terms, nonce: string): [string, string][] {
  const provided: [string, string | null][] = [
    ['appid', identity.appId],
    ['mch_id', identity.mchId],
    ['sub_appid', identity.subAppId],
    ['sub_mch_id', identity.subMchId],
    ['nonce_str', nonce],
    ['sign_type', signer.type],
  ];
  return provided.filter((field): field is [string, string] => field[1] !== null);
}

function signed(fields: Fields, signer: Signer): string {
  return buildXml(new Map([...fields, ['sign', signer.sign(textToSign(fields))]]));
}
