import { err, ok, type Result } from '../../basics/result.ts';
import type { Intent } from './intent.ts';
import { asObject, asText, type Json, type JsonObject, withoutUnset } from './json.ts';
import { isOverLimit, readCurrency } from './money.ts';
import { invalid, missing, type Refusal, wrong } from './refusal.ts';

/** What a request says of an intent. */
export type IntentFields = Pick<Intent, 'amount' | 'currency' | 'orderNo' | 'echoed' | 'types' | 'options'>;

/** Told again as they came. */
const ECHOED = ['description', 'metadata', 'customer', 'shipping', 'return_url', 'receipt_email', 'merchant_user_id', 'quantity'] as const;

/** Reads the fields of a creation. Whether the amount is too large comes later, after the payment code. */
export function readIntentFields(fields: JsonObject): Result<IntentFields, Refusal> {
  if (fields.amount === undefined || fields.amount === null) return missing('amount');
  if (fields.currency === undefined || fields.currency === null) return missing('currency');
  return readChanges(fields, { amount: 0, currency: 'CNY', orderNo: '', echoed: {}, types: ['wechat_pay'], options: null });
}

/** Reads what an update says anew. @param before what it is said of */
export function readChanges(fields: JsonObject, before: IntentFields): Result<IntentFields, Refusal> {
  const amount = fields.amount ?? before.amount;
  if (!Number.isSafeInteger(amount)) return wrong('amount', 'parameter_invalid_integer');
  if (Number(amount) <= 0) return wrong('amount', 'amount_too_small');
  const currency = readCurrency(asText(fields.currency ?? before.currency) ?? '');
  if (!currency) return wrong('currency');
  const orderNo = fields.merchant_order_id ?? before.orderNo;
  if (typeof orderNo !== 'string') return wrong('merchant_order_id');
  const types = fields.payment_method_types ?? before.types;
  if (!isTexts(types) || !types.some((type) => type.toLowerCase() === 'wechat_pay')) return wrong('payment_method_types');
  if (!isMetadata(fields.metadata)) return wrong('metadata');
  if (fields.capture_method === 'manual') return wrong('capture_method');
  const echoed = withoutUnset({
    ...before.echoed,
    ...Object.fromEntries(ECHOED.map((name) => [name, fields[name]] as const).filter(isSet)),
  });
  const options = asObject(fields.payment_method_options) ?? before.options;
  return ok({ amount: Number(amount), currency, orderNo, echoed, types, options });
}

/** Source: WooshPay, WeChat Pay, 50,000 USD or the equivalent. */
export function checkLimit({ amount, currency }: Pick<Intent, 'amount' | 'currency'>): Result<null, Refusal> {
  return isOverLimit(amount, currency) ? err(invalid(400, 'amount_too_large', 'The amount is above the limit.', 'amount')) : ok(null);
}

export function isMetadata(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  const object = asObject(value);
  return object !== null && Object.values(object).every((text) => typeof text === 'string');
}

export function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isSet([, value]: readonly [string, Json | undefined]): boolean {
  return value !== undefined;
}
