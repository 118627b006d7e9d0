import { type OrderNo, parseOrderNo, parseTransactionId, type TransactionId } from './charge.ts';

/** A number that the customer's bill shows: the acquirer's, or the merchant's (this terminal's or another's). */
export type PaymentNumber =
  | { readonly kind: 'transaction'; readonly transactionId: TransactionId }
  | { readonly kind: 'order'; readonly orderNo: OrderNo };

/** Source: common parameters, transaction_id: 28 digits, which begin with 42 in current data. */
const TRANSACTION = /^4\d{27}$/;
/** A payment code with something before or behind it is still one, and nobody's number. */
const CODE_INSIDE = /(?<!\d)1[0-5]\d{16}(?!\d)/;

/** Numbers that tills make are this long; shorter ones that a gun reads are goods, lockers, members. */
const SHORTEST_SCANNED = 16;
/** Fewer digits than these are no number of a day's trade. */
const LEAST_DIGITS = 10;
/** So many digits in a row may be the halves of two payment codes, run together on a disturbed line. */
const LONG_RUN = /\d{15,}/g;
/** They never begin with a day, and numbers made of nothing but digits mostly do: 20261122… */
const DAY_AHEAD = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/**
 * Reads the number of a payment. Payment codes of any wallet are the caller's to sort out first; what holds one inside is refused here.
 *
 * @param text without what a gun puts around it
 * @param how a person means what he types; what a gun reads may be anything, and must look like such a number
 * @returns the number, or null when it cannot be one
 */
export function readPaymentNumber(text: string, how: 'typed' | 'scanned'): PaymentNumber | null {
  const transactionId = TRANSACTION.test(text) ? parseTransactionId(text) : null;
  if (transactionId) return { kind: 'transaction', transactionId };
  const orderNo = CODE_INSIDE.test(text) ? null : parseOrderNo(text);
  if (!orderNo || (how === 'scanned' && !looksLikeAnOrder(text))) return null;
  return { kind: 'order', orderNo };
}

/** Its last four: enough to know it by, for people. */
export function tailOfNumber(number: PaymentNumber): string {
  return (number.kind === 'transaction' ? number.transactionId : number.orderNo).slice(-4);
}

function looksLikeAnOrder(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  const runs = text.match(LONG_RUN) ?? [];
  return text.length >= SHORTEST_SCANNED && digits >= LEAST_DIGITS && runs.every((run) => DAY_AHEAD.test(run));
}
