import type { OfferMethod } from '../../payment/charge.ts';
import { MAX_SHOWN, type Shown } from '../../payment/offer.ts';
import type { Intent } from './intent.ts';
import { objectOf, textOf } from './lenient.ts';

/** What the customer's WeChat is handed, by its own names. Source: WeChat Pay, JSAPI and mini programs. */
const FRONT_END_NAMES = ['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const;

/** What an intent gives for the customer to pay by. @returns null when there is nothing, or nothing that can be shown. Source: WooshPay, WeChat Pay: next_action. */
export function shownOf(intent: Intent, method: OfferMethod): Shown | null {
  if (method === 'official_account' || method === 'mini_program') {
    const prepayId = prepayIdOf(parametersOf(intent)?.package ?? '');
    return prepayId === null ? null : { content: null, prepayId };
  }
  const action = actionOf(intent);
  const content = method === 'h5' ? textOf(action, 'url') : textOf(action, 'image_data_url');
  return content !== null && isShowable(content) ? { content, prepayId: null } : null;
}

/** The six fields for the customer's WeChat. @returns null unless all of them are there */
export function parametersOf(intent: Intent): Readonly<Record<string, string>> | null {
  const action = actionOf(intent);
  const fields = FRONT_END_NAMES.map((name) => [name, textOf(action, name)] as const);
  return fields.every(([, value]) => value !== null) ? Object.fromEntries(fields as [string, string][]) : null;
}

export function prepayIdOf(text: string): string | null {
  return /^prepay_id=([\x21-\x7e]{1,128})$/.exec(text)?.[1] ?? null;
}

/** A text to make a QR of, a picture of one, or a page: nothing else is put before customers. */
export function isShowable(content: string): boolean {
  if (content.length > MAX_SHOWN || !/^[\x21-\x7e]+$/.test(content)) return false;
  return /^(?:weixin:\/\/|https:\/\/|data:image\/|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/])/.test(content);
}

/** The object of the action's own name. */
function actionOf({ nextAction }: Intent) {
  return nextAction ? objectOf(nextAction, (textOf(nextAction, 'type') ?? '').toLowerCase()) : undefined;
}
