import type { Currency } from '../../money/currency.ts';
import type { Fen } from '../../money/fen.ts';
import type { Intent } from './intent.ts';

/** What an answer must be about. */
export type Asked = {
  readonly orderNo: string;
  readonly amountFen: Fen;
  readonly currency: Currency;
};

/** How an intent came to be taken for this order's. */
export type Found =
  | { readonly by: 'creation' } // the answer to its making
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'order_number' } // it said the number itself, else it had not been found
  | { readonly by: 'session'; readonly id: string };

/**
 * Compares an intent with what it is taken for.
 *
 * @returns the field that differs, or null. Source: WooshPay, PaymentIntents: after `succeeded`, verify id, amount, currency, order number, mode.
 */
export function disbelief(intent: Intent, asked: Asked, found: Found, isLive: boolean): string | null {
  if ('id' in found && intent.id !== found.id) return 'id';
  if (intent.amount !== asked.amountFen) return 'amount';
  if (intent.currency !== asked.currency) return 'currency';
  if (intent.isLive !== null && intent.isLive !== isLive) return 'livemode';
  if (intent.orderNo !== null && intent.orderNo !== asked.orderNo) return 'merchant_order_id';
  if (intent.status === 'succeeded' && intent.received !== null && intent.received !== intent.amount) return 'amount_received';
  return null;
}
