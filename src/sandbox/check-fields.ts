import { isIP } from 'node:net';
import type { FAULT_CALLS } from '../contract/sandbox.ts';
import { type Answer, refusal } from './answer.ts';
import { BILL_TYPES } from './bill-text.ts';
import { isNotifyUrl } from './notify-url.ts';
import { FUNDING_ACCOUNTS, OFFER_TYPES } from './order.ts';
import { type Fields, SIGN_TYPES } from './sign.ts';

/** The calls this acquirer knows. */
export type Call = Exclude<(typeof FAULT_CALLS)[number], 'notification'>;

type Rule = (value: string) => boolean;

const upTo =
  (maxBytes: number): Rule =>
  (value) =>
    Buffer.byteLength(value) <= maxBytes;

const like =
  (pattern: RegExp): Rule =>
  (value) =>
    pattern.test(value);

const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value) =>
    allowed.includes(value);

const isJson: Rule = (value) => {
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
};

/** What a field may hold when it is there. Lengths count bytes, the stricter reading of the documents. Source: WeChat Pay v2, parameter tables. */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ['appid', like(/^wx[0-9a-f]{16}$/)],
  ['mch_id', like(/^\d{8,10}$/)],
  ['sub_appid', like(/^wx[0-9a-f]{16}$/)],
  ['sub_mch_id', like(/^\d{8,10}$/)],
  ['nonce_str', upTo(32)],
  ['sign_type', oneOf(...SIGN_TYPES)],
  ['device_info', upTo(32)],
  ['body', upTo(127)],
  ['detail', (value) => upTo(6000)(value) && isJson(value)],
  ['attach', upTo(127)],
  ['out_trade_no', like(/^[0-9A-Za-z_\-|*@]{6,32}$/)],
  ['transaction_id', like(/^[0-9A-Za-z]{1,32}$/)],
  ['total_fee', like(/^[1-9]\d{0,9}$/)],
  ['fee_type', oneOf('CNY')],
  ['spbill_create_ip', (value) => isIP(value) !== 0],
  ['goods_tag', upTo(32)],
  ['limit_pay', oneOf('no_credit')],
  ['time_start', like(/^\d{14}$/)],
  ['time_expire', like(/^\d{14}$/)],
  ['receipt', oneOf('Y', 'N')],
  ['auth_code', upTo(128)],
  ['scene_info', (value) => upTo(256)(value) && isJson(value)],
  ['profit_sharing', oneOf('Y', 'N')],
  ['version', oneOf('1.0')],
  ['out_refund_no', like(/^[0-9A-Za-z_\-|*@]{1,64}$/)],
  ['refund_id', like(/^[0-9A-Za-z]{1,32}$/)],
  ['refund_fee', like(/^[1-9]\d{0,9}$/)],
  ['refund_fee_type', oneOf('CNY')],
  ['refund_desc', upTo(80)],
  ['refund_account', oneOf(...FUNDING_ACCOUNTS)],
  ['notify_url', (value) => upTo(256)(value) && isNotifyUrl(value)],
  ['trade_type', oneOf(...OFFER_TYPES)],
  ['product_id', upTo(32)],
  ['openid', upTo(128)],
  ['user_type', upTo(32)],
  ['user_creid', upTo(32)],
  ['user_truename', upTo(64)],
  ['offset', like(/^\d{1,4}$/)],
  ['bill_date', like(/^\d{8}$/)],
  ['bill_type', oneOf(...BILL_TYPES)],
  ['tar_type', oneOf('GZIP')],
]);

/** Fields of which at least one must be there, by call. */
const REQUIRED: Readonly<Record<Call, readonly (readonly string[])[]>> = {
  micropay: [['body'], ['out_trade_no'], ['total_fee'], ['spbill_create_ip'], ['auth_code']],
  orderquery: [['transaction_id', 'out_trade_no']],
  reverse: [['transaction_id', 'out_trade_no']],
  refund: [['transaction_id', 'out_trade_no'], ['out_refund_no'], ['total_fee'], ['refund_fee']],
  refundquery: [['refund_id', 'out_refund_no', 'transaction_id', 'out_trade_no']],
  downloadbill: [['bill_date']],
  unifiedorder: [['body'], ['out_trade_no'], ['total_fee'], ['spbill_create_ip'], ['notify_url'], ['trade_type']],
  closeorder: [['out_trade_no']],
  authcodetoopenid: [['auth_code']],
};

/** Fields without which nobody can tell who is asking. */
const ENVELOPE: readonly (readonly string[])[] = [['appid'], ['mch_id'], ['nonce_str'], ['sign']];

/** Looks for a missing field that every call needs. @returns the refusal, or null */
export function checkEnvelope(fields: Fields): Answer | null {
  return checkPresence(fields, ENVELOPE);
}

/** Checks the fields of one call: presence, then form; the text names the first bad one. @returns the refusal, or null */
export function checkFields(call: Call, fields: Fields): Answer | null {
  const missing = checkPresence(fields, REQUIRED[call]);
  if (missing) return missing;
  for (const [name, value] of fields) {
    const isAllowed = RULES.get(name);
    if (value !== '' && isAllowed && !isAllowed(value)) return refusal('PARAM_ERROR', `参数错误:输入的${name}有误`);
  }
  return null;
}

function checkPresence(fields: Fields, groups: readonly (readonly string[])[]): Answer | null {
  const missing = groups.find((names) => !names.some((name) => fields.get(name)));
  return missing ? refusal('LACK_PARAMS', `缺少参数:${missing.join('/')}`) : null;
}
