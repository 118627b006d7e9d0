import type { Fault } from '../contract/sandbox.ts';
import { FaultPlan } from './faults.ts';
import { type PostReply, startNotifier } from './notifier.ts';
import { parseRequest } from './parse.ts';
import { type Fields, type SignType, sign } from './sign.ts';
import { MERCHANT, openTestShop } from './test-merchant.ts';

export const TAKEN = '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>';
export const SENT_BACK = '<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[no]]></return_msg></xml>';

type Posted = { readonly url: string; readonly body: string; readonly atMs: number };

/** A shop whose notifications arrive in a list. `replies` are given in turn, then the last one for ever; null is silence. */
export function openShop({
  replies = [TAKEN],
  timeFactor = 1,
}: {
  replies?: readonly (string | PostReply | null)[];
  timeFactor?: number;
} = {}) {
  const shop = openTestShop();
  const faults = new FaultPlan(shop.clock);
  const posted: Posted[] = [];
  let cancels = 0;
  const stop = startNotifier({
    acquirer: shop.acquirer,
    faults,
    clock: shop.clock,
    timeFactor,
    post(url, body, answered) {
      const reply = replies[Math.min(posted.length, replies.length - 1)] ?? null;
      posted.push({ url, body, atMs: shop.clock.monotonicMs() });
      if (reply !== null) shop.clock.after(100, () => answered(typeof reply === 'string' ? { status: 200, body: reply } : reply));
      return () => {
        cancels += 1;
      };
    },
  });
  return {
    ...shop,
    faults,
    posted,
    stop,
    cancels: () => cancels,
    plant: (kind: Fault['kind'], more: Partial<Fault> = {}) =>
      faults.plant({ call: 'notification', kind, times: 1, skip: 0, delayMs: 0, ...more }),
    log: () => faults.view().log.map(({ call, orderNo, fault, answer }) => [call, orderNo, fault, answer]),
    payOffer(fields: Record<string, string> = {}) {
      shop.offer(fields);
      const order = shop.acquirer.book.find(fields.out_trade_no ?? 'SALE-0001');
      if (!order) throw new Error('not placed');
      shop.acquirer.book.capture(order);
      shop.clock.advance(0);
    },
  };
}

export function read(body: string | undefined): Fields {
  const parsed = parseRequest(Buffer.from(body ?? ''));
  if (!parsed.ok) throw new Error(`unreadable: ${parsed.error}`);
  return parsed.value;
}

export function isSigned(fields: Fields, type: SignType): boolean {
  return fields.get('sign') === sign(fields, MERCHANT.apiKey, type);
}
