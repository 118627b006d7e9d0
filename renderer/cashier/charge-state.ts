import type { Charge } from '../../src/contract/charge.ts';

const ENDED: ReadonlySet<Charge['status']> = new Set<Charge['status']>(['paid', 'declined', 'reversed', 'canceled']);
const GOOD_END: ReadonlySet<Charge['status']> = new Set<Charge['status']>(['paid', 'reversed', 'canceled']);

/** Whether something may still happen to the charge. */
export function isOpenCharge({ status }: Pick<Charge, 'status'>): boolean {
  return !ENDED.has(status);
}

/** Whether the next sale may simply begin: the keypad is live. */
export function isGoodEnd({ status }: Pick<Charge, 'status'>): boolean {
  return GOOD_END.has(status);
}

/** Whether the customer pays it by himself: an order, not a payment code. */
export function isOfferCharge({ method }: Pick<Charge, 'method'>): boolean {
  return method !== 'payment_code';
}
