import { err } from '../../basics/result.ts';
import { type JsonObject, withoutUnset } from './json.ts';

/** An answer with an error object. Source: WooshPay, API introduction, errors. The codes follow the vocabulary it borrows. */
export type Refusal = { readonly status: number; readonly error: JsonObject };

/** A request that is wrong in itself or in the state of things. */
export function invalid(status: 400 | 401 | 403 | 404 | 405, code: string, message: string, param?: string): Refusal {
  return { status, error: withoutUnset({ type: 'invalid_request_error', code, message, param }) };
}

export function missing(param: string): { readonly ok: false; readonly error: Refusal } {
  return err(invalid(400, 'parameter_missing', `Missing required parameter: ${param}`, param));
}

export function wrong(param: string, code = 'parameter_invalid'): { readonly ok: false; readonly error: Refusal } {
  return err(invalid(400, code, `Invalid parameter: ${param}`, param));
}

export function unknownId(kind: string): { readonly ok: false; readonly error: Refusal } {
  return err(invalid(404, 'resource_missing', `No such ${kind}`));
}

/** The thing does not allow that where it stands. */
export function unexpectedState(status: string, deed: string): { readonly ok: false; readonly error: Refusal } {
  return err(invalid(400, 'payment_intent_unexpected_state', `The payment intent is ${status}: it cannot be ${deed}.`));
}

export function apiError(status: number): Refusal {
  return { status, error: { type: 'api_error', code: 'api_error', message: 'Something went wrong on our side.' } };
}

export const KEY_IN_USE: Refusal = {
  status: 409,
  error: { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'A request with this key is being processed.' },
};

export const KEY_MISMATCH: Refusal = {
  status: 400,
  error: {
    type: 'idempotency_error',
    code: 'idempotency_error',
    message: 'Idempotency-Key was used with another endpoint or other parameters.',
  },
};

export const TOO_MANY: Refusal = {
  status: 429,
  error: { type: 'api_error', code: 'rate_limit', message: 'Too many requests.' },
};
