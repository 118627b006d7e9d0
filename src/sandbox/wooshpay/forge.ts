import type { Conduct } from './conduct.ts';
import { asObject, type Json, type JsonObject } from './json.ts';
import { oldStyle } from './show.ts';

/** Fields that say how much. */
const AMOUNTS = ['amount', 'amount_received', 'amount_total', 'amount_subtotal'] as const;

/** Makes one thing false about a true answer; in a list, about everything in it. */
export function forge(body: JsonObject, how: Exclude<Conduct['forges'], null>): JsonObject {
  if (Array.isArray(body.data)) {
    const data = (body.data as readonly Json[]).map((one) => forge(asObject(one) ?? {}, how));
    return { ...body, data };
  }
  switch (how) {
    case 'amount':
      return { ...body, ...Object.fromEntries(AMOUNTS.flatMap((name) => (name in body ? [[name, Number(body[name]) + 1]] : []))) };
    case 'currency':
      return { ...body, currency: body.currency === 'USD' ? 'EUR' : 'USD' };
    case 'order':
      return { ...body, merchant_order_id: 'ANOTHER-ORDER' };
    case 'id':
      return { ...body, id: String(body.id).replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) };
    case 'livemode':
      return { ...body, livemode: true };
    case 'status':
      return { ...body, status: 'under_review' };
    default:
      return oldStyle(body);
  }
}
