import { type Answer, refusal } from './answer.ts';
import type { CallRequest, Desk } from './desk.ts';
import { CODE_REFUSALS } from './micropay.ts';
import { subOpenId } from './paid-fields.ts';

/** Tells whose payment code it is. The code stays good for a charge. Source: WeChat Pay v2, query openid by auth code. */
export function authcodetoopenid({ wallet }: Desk, { fields }: CallRequest): Answer {
  const codeRefusal = wallet.checkCode(fields.get('auth_code') ?? '');
  if (codeRefusal) return refusal('AUTH_CODE_INVALID', CODE_REFUSALS[codeRefusal]);
  const openId = wallet.openId();
  const sub: [string, string][] = fields.get('sub_appid') ? [['sub_openid', subOpenId(openId)]] : [];
  return { result: 'SUCCESS', fields: [['openid', openId], ...sub], outcome: 'SUCCESS' };
}
