import { type Answer, refusal } from './answer.ts';
import { fromBeijingTime } from './beijing-time.ts';
import type { Desk } from './desk.ts';
import type { OfferType } from './order.ts';
import type { Fields } from './sign.ts';

/** What one kind of order needs and another does not. Source: WeChat Pay v2, unified order. */
const NEEDS: Readonly<Record<OfferType, 'product_id' | 'openid' | 'scene_info' | null>> = {
  NATIVE: 'product_id',
  JSAPI: 'openid',
  APP: null,
  MWEB: 'scene_info',
};

/** Checks what the fields of a new order mean together; each for itself is well formed. @returns the refusal, or null */
export function refuseOffer(desk: Desk, fields: Fields): Answer | null {
  const need = NEEDS[fields.get('trade_type') as OfferType];
  if (need && !fields.get(need)) return refusal('LACK_PARAMS', `缺少参数:${need}`);
  if (need === 'openid' && fields.get('openid') !== desk.wallet.openId()) return refusal('PARAM_ERROR', '无效的openid');
  if (need === 'scene_info' && !namesPage(fields.get('scene_info') ?? '')) return refusal('PARAM_ERROR', '参数错误:输入的scene_info有误');
  return refuseTimes(desk, fields);
}

/** A page in a browser says what it is. */
function namesPage(sceneInfo: string): boolean {
  const type = (JSON.parse(sceneInfo) as { h5_info?: { type?: unknown } } | null)?.h5_info?.type;
  return type === 'Wap' || type === 'IOS' || type === 'Android';
}

function refuseTimes({ clock, times }: Desk, fields: Fields): Answer | null {
  const nowMs = clock.wallMs();
  const expiresAtMs = readTime(fields, 'time_expire');
  const startedAtMs = readTime(fields, 'time_start') ?? nowMs;
  if (Number.isNaN(startedAtMs)) return refusal('PARAM_ERROR', '参数错误:输入的time_start有误');
  if (expiresAtMs === null) return null;
  if (Number.isNaN(expiresAtMs)) return refusal('PARAM_ERROR', '参数错误:输入的time_expire有误');
  if (expiresAtMs <= nowMs) return refusal('PARAM_ERROR', '参数错误:time_expire已过期');
  if (expiresAtMs - startedAtMs < times.shortestOfferMs) return refusal('PARAM_ERROR', '参数错误:time_expire时间过短');
  return null;
}

/** @returns wall clock, null when it is not given, NaN when there is no such time */
function readTime(fields: Fields, name: string): number | null {
  const text = fields.get(name);
  return text ? (fromBeijingTime(text) ?? Number.NaN) : null;
}
