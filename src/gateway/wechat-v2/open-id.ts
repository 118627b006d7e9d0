import type { OpenIdOutcome } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import { errorCode, type Reading } from './answers.ts';
import type { NamedOrder } from './believe.ts';
import { refusesOpenId } from './offer-codes.ts';
import type { Fields } from './sign.ts';

/** Source: query openid by code, `openid`: String(128). */
const OPEN_ID = /^[0-9A-Za-z_-]{1,128}$/;

/** Puts an answer of `authcodetoopenid` into our words. A provider is told the customer as the shop's own app knows him, if it has one. */
export function openIdOutcome(fields: Fields, { identity, alarm }: Reading<NamedOrder>): OpenIdOutcome {
  const result = fields.get('result_code');
  if (result === 'SUCCESS') {
    const name = identity.subAppId === null ? 'openid' : 'sub_openid';
    const openId = fields.get(name) ?? '';
    if (OPEN_ID.test(openId)) return { kind: 'known', openId };
    alarm({ doubt: 'untrusted', why: name });
    return { kind: 'unknown', doubt: 'untrusted' };
  }
  const acquirerCode = errorCode(fields);
  if (result !== 'FAIL' || acquirerCode === null || !refusesOpenId(acquirerCode)) return { kind: 'unknown', doubt: 'unsure' };
  return { kind: 'refused', acquirerCode, message: plainSentence(fields.get('err_code_des') ?? '') || null };
}
