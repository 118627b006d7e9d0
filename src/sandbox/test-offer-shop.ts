import type { HandClock } from '../basics/hand-clock.ts';
import { beijingTime } from './beijing-time.ts';
import { openTestShop } from './test-merchant.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

/** A shop that places orders, and the phone of the customer who pays them. */
export function openCounter() {
  const shop = openTestShop();
  const { book, refundBook: refunds, wallet } = shop.acquirer;
  const phone = createWechatPhoneSource({ book, refunds, wallet, clock: shop.clock });
  return {
    ...shop,
    phone,
    wallet,
    states: () => phone.payments(50).map(({ state }) => state),
    state: (orderNo = 'SALE-0001') => shop.query(orderNo).get('trade_state'),
    plant: (kind: 'close_then_paid') => ({ fault: { call: 'closeorder' as const, kind, times: 1, skip: 0, delayMs: 0 } }),
  };
}

/** An offer whose dialog is open on the phone. */
export function openDialog(fields: Record<string, string> = {}) {
  const counter = openCounter();
  const content = counter.offer(fields).get('code_url') ?? '';
  const scanned = counter.phone.scan(content);
  if (!scanned?.ok) throw new Error(JSON.stringify(scanned));
  return { ...counter, content };
}

export const orderNo = 'SALE-0001';
export const inMs = (clock: HandClock, ms: number) => beijingTime(clock.wallMs() + ms);
