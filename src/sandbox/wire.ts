import type { Answer } from './answer.ts';
import type { Conduct } from './conduct.ts';
import { type Fields, type SignType, sign } from './sign.ts';

/** Amounts and counts go bare, every other value in CDATA, as the platform does. */
const BARE_NAME = /(?:^|_)(?:fee|count)(?:_\d+)?$/;

/** Writes a message. @returns XML with root `xml`, elements in the order of the map */
export function writeXml(fields: Fields): string {
  let body = '';
  for (const [name, value] of fields) body += `<${name}>${BARE_NAME.test(name) ? value : cdata(value)}</${name}>`;
  return `<xml>${body}</xml>`;
}

/** Text in CDATA, whatever stands in it. */
export function cdata(value: string): string {
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/**
 * A refusal of the request as such: `return_code` FAIL, never signed.
 *
 * @param errCode told besides, where one exists: the documents list these codes, but not where an unsigned answer carries them
 */
export function communicationFailure(returnMsg: string, errCode?: string): Fields {
  const fields = new Map([
    ['return_code', 'FAIL'],
    ['return_msg', returnMsg],
  ]);
  if (errCode) fields.set('err_code', errCode);
  return fields;
}

/** What of the request stands in the answer. Source: WeChat Pay v2, envelope; service-provider mode. */
const ECHOED = ['appid', 'mch_id', 'sub_appid', 'sub_mch_id', 'device_info'] as const;

export type Dressing = { readonly nonce: string; readonly apiKey: string; readonly forges: Conduct['forges'] };

/**
 * Puts an answer into its envelope and signs it with the request's sign type.
 *
 * @param dressing.forges what a planted fault makes false; all but the signature faults are rightly signed
 */
export function dress(answer: Answer, request: Fields, { nonce, apiKey, forges }: Dressing): Fields {
  const message = new Map([
    ['return_code', 'SUCCESS'],
    ['return_msg', 'OK'],
  ]);
  for (const name of ECHOED) if (request.get(name)) message.set(name, request.get(name) ?? '');
  message.set('nonce_str', nonce);
  message.set('result_code', answer.result);
  if (answer.result === 'FAIL') message.set('err_code', answer.errCode).set('err_code_des', answer.errCodeDes);
  for (const [name, value] of answer.fields) message.set(name, value);
  falsify(message, forges, 'total_fee');
  if (forges === 'no_signature') return message;
  const key = forges === 'signature' ? STRANGERS_KEY : apiKey;
  return message.set('sign', sign(message, key, (request.get('sign_type') || 'MD5') as SignType));
}

/** Some other merchant's key. */
export const STRANGERS_KEY = '0'.repeat(32);

/** Makes one value of a message false before it is signed, where the message carries it. @param amountName the field that an amount's fault is about */
export function falsify(message: Map<string, string>, forges: Conduct['forges'], amountName: string): void {
  const forgery = forges ? FORGERIES.get(forges) : undefined;
  const name = forges === 'amount' ? amountName : forgery?.name;
  const value = name && message.get(name);
  if (forgery && name && value) message.set(name, forgery.forge(value));
}

const FORGERIES: ReadonlyMap<string, { readonly name?: string; forge(value: string): string }> = new Map([
  ['amount', { forge: (value) => String(Number(value) + 1) }],
  ['order', { name: 'out_trade_no', forge: (value) => `${value.slice(0, -1)}${value.endsWith('X') ? 'Y' : 'X'}` }],
  ['merchant', { name: 'mch_id', forge: (value) => `${value.slice(0, -1)}${value.endsWith('9') ? '8' : '9'}` }],
]);
