import * as v from 'valibot';
import { readCode } from '../words.ts';
import { INTENT_ID } from './intent.ts';
import { anObject, objectOf, textOf } from './lenient.ts';

/** What an error says. Its sentence decides nothing. */
export type ApiError = {
  readonly type: string | null;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly message: string | null;
  readonly intentId: string | null; // of the intent that it left behind
};

/**
 * Reads an error in any of the shapes it was seen in: wrapped in `error`, bare, or a sentence alone.
 *
 * Source: WooshPay, API introduction: errors.
 *
 * @returns null when it is none
 */
export function readApiError(value: unknown): ApiError | null {
  if (!v.is(anObject, value)) return null;
  const sentence = textOf(value, 'error');
  if (sentence !== null) return { ...NOTHING, message: sentence };
  const fields = objectOf(value, 'error') ?? value;
  const error = {
    type: readCode(textOf(fields, 'type') ?? ''),
    code: readCode(textOf(fields, 'code') ?? ''),
    declineCode: readCode(textOf(fields, 'decline_code') ?? ''),
    message: textOf(fields, 'message'),
    intentId: intentIdOf(fields),
  };
  return (error.type ?? error.code ?? error.message) ? error : null;
}

const NOTHING: ApiError = { type: null, code: null, declineCode: null, message: null, intentId: null };

function intentIdOf(fields: Readonly<Record<string, unknown>>): string | null {
  const id = textOf(objectOf(fields, 'payment_intent'), 'id') ?? textOf(fields, 'payment_intent');
  return id !== null && INTENT_ID.test(id) ? id : null;
}
