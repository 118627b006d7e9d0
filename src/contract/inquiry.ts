import * as v from 'valibot';
import { Charge } from './charge.ts';

/** What is said of a payment that a customer shows. */
export const ANSWERS = [
  'paid_here', // a charge of this terminal, paid
  'paid_after_all', // a charge of this terminal that ended without money, and the acquirer has the money
  'paid_elsewhere', // this merchant's, taken by another terminal
  'refunded', // some or all of it went back
  'reversed', // undone: nothing was taken, or it went back
  'not_paid', // no money moved under this number
  'not_known_yet', // a charge of this terminal that is still being found out about: follow the charge
  'not_ours', // this merchant has no such payment
  'no_answer', // nobody who knows could be asked in time: this says nothing
] as const;

const timestamp = v.pipe(v.string(), v.isoTimestamp());
const amount = v.pipe(v.number(), v.integer());

/** What is known of a payment, by the number on the customer's bill. Amounts in fen; null where nobody said. */
export const PaymentAnswer = v.object({
  answer: v.pipe(v.picklist(ANSWERS), v.description('refunded: some or all of it went back, refundedAmount says how much.')),
  isConfirmed: v.boolean(), // the acquirer has just said so; else it is what this terminal's journal holds
  orderNo: v.nullable(v.string()),
  transactionId: v.nullable(v.string()),
  amount: v.nullable(amount),
  refundedAmount: v.nullable(amount),
  paidAt: v.nullable(timestamp),
  device: v.nullable(v.string()), // the terminal that took it, as it named itself to the acquirer
  isAttached: v.boolean(), // a sale that waited for its money was settled with it
  charge: v.nullable(Charge), // where it is one of this terminal
});
export type PaymentAnswer = v.InferOutput<typeof PaymentAnswer>;

/** What `GET /payments` is asked. */
export const PaymentQuery = v.object({
  number: v.pipe(
    v.string(),
    v.maxLength(64),
    v.description('The number on the customer’s bill: 28 digits of WeChat, or a merchant order number. Never a payment code.'),
  ),
});

/** Why a payment cannot settle the sale on the counter. */
export type AttachRefusal =
  | 'not_confirmed' // only the acquirer can say that the money is still there
  | 'other_amount'
  | 'attached_before' // it settled a sale already
  | 'till_decides' // the sale is the till's
  | 'money_may_move'; // the sale's own charge was sent and is not known

/** A customer who says that he has paid, and the number he shows. */
export type Inquiry = {
  readonly id: number; // each has its own
  readonly numberTail: string;
  readonly asked: 'asking' | 'answered';
  readonly answer: PaymentAnswer | null; // null while nothing is known
  /** Whether the payment may settle the sale on the counter; null where there is none, or no money. `second_use`: only held, with a word. */
  readonly attach: { readonly chargeId: string; readonly may: 'free' | 'second_use' | AttachRefusal } | null;
};
