import type { Scene } from './acts.ts';
import { keyOfAttempt } from './sale.ts';

/** Bills that a customer may have on his phone: of the last payments at this counter. */
const LAST_BILLS = 12;
/** The merchant's number stands under the bar code, the acquirer's beside it. */
const MERCHANT_NUMBER_SHARE = 0.3;
/** Of those who were shown a bill so many look again. */
const TRIES_SHARE = 0.6;

/** A customer says that he has paid, and shows the bill of a payment: of this amount, if he has one. */
export function showBill({ sale, process, counter: { acquirer } }: Scene): void {
  const bills = acquirer.book.newest(LAST_BILLS).filter(({ state }) => state === 'SUCCESS' || state === 'REFUND');
  const bill = bills.find(({ amountFen }) => amountFen === sale.amountFen) ?? bills[0];
  if (!bill) return;
  const isFinal = process.journal.openCharges().every(({ intent }) => intent.orderNo !== bill.orderNo);
  const text = isFinal && sale.chance.happens(MERCHANT_NUMBER_SHARE) ? bill.orderNo : bill.transactionId;
  if (sale.channel === 'cashier') {
    sale.showsBill = process.terminal.command({ kind: 'inquire', text }).ok;
  } else void process.terminal.lookUp(text);
}

/** Settles the sale with the payment that was found, if it may. @returns whether that was tried */
export function attachPayment({ sale, charge, process, counter: { recorder } }: Scene): boolean {
  if (!sale.chance.happens(TRIES_SHARE)) {
    sale.showsBill = false;
    return false;
  }
  const { ok } = process.terminal.command({ kind: 'attach_payment', chargeId: charge.id });
  if (ok) recorder.note({ kind: 'act', who: 'cashier', place: keyOfAttempt(sale), deed: 'settles it with the payment shown' });
  sale.isDone = ok;
  return true;
}
