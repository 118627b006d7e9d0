import type { TransactionId } from '../../payment/charge.ts';
import type { Payment } from '../../payment/state.ts';
import type { Intent } from './intent.ts';

/**
 * Puts a believed intent that succeeded into our words. WooshPay names neither the customer nor WeChat's own number, and does not say
 * when an order was paid: a payment code's is paid about when it was made, another's by the time it is heard of.
 *
 * @param heardAtMs wall clock
 */
export function paymentOf(intent: Intent, heardAtMs: number): Payment {
  const transactionId = intent.id as TransactionId; // its shape was looked at when it was read
  const isOfCode = intent.terminalType === 'SCAN_CODE';
  return { transactionId, wallet: 'wechat', paidAtMs: isOfCode ? (intent.createdAtMs ?? heardAtMs) : heardAtMs, payer: null };
}
