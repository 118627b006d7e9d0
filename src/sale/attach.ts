import type { Fen } from '../money/fen.ts';
import type { Origin, SaleId } from '../payment/charge.ts';
import type { Status } from '../payment/state.ts';
import type { Answer, AnswerKind } from './payment-answer.ts';

/** A payment that a customer shows, as far as it hangs on this whether it may settle a sale. */
export type ShownPayment = Answer & {
  readonly amountFen: Fen | null;
  readonly saleId: SaleId | null; // of the charge that took it, where that is one of this terminal
  readonly isAttached: boolean; // it has settled a sale that way before
};

/** The sale on the counter, by its newest charge. */
export type OpenSale = {
  readonly saleId: SaleId;
  readonly origin: Origin;
  readonly amountFen: Fen;
  readonly status: Status;
  readonly isSettled: boolean; // by a payment that was attached
};

/** Why a payment cannot settle the sale. Stable: screens choose their words by it. */
export type AttachRefusal =
  | 'not_money' // it is not paid, or no longer
  | 'not_confirmed' // only the acquirer can say that the money is still there
  | 'other_amount'
  | 'attached_before'
  | 'till_decides' // the sale is the till's: nobody here may call it paid
  | 'money_may_move' // the sale's own charge was sent and is not known
  | 'sale_is_paid';

/** `second_use`: this very terminal called it paid for another sale, whose goods may be gone: only with a word. */
export type AttachVerdict = 'free' | 'second_use' | AttachRefusal;

const MONEY: ReadonlySet<AnswerKind> = new Set<AnswerKind>(['paid_here', 'paid_after_all', 'paid_elsewhere']);

/** Where the sale's own charge stands: nothing of it can be taken any more, or it can still be kept from being sent. */
const SALE_STANDS: Readonly<Record<Status, 'open' | 'money_may_move' | 'sale_is_paid'>> = {
  awaiting_code: 'open',
  queued: 'open',
  declined: 'open',
  reversed: 'open',
  canceled: 'open',
  submitting: 'money_may_move',
  awaiting_customer: 'money_may_move',
  unresolved: 'money_may_move',
  reversing: 'money_may_move',
  paid: 'sale_is_paid',
};

/** Whether a payment that a customer shows may settle the sale on the counter. Pure; the first reason against it counts. */
export function mayAttach(shown: ShownPayment, sale: OpenSale): AttachVerdict {
  const stands = SALE_STANDS[sale.status];
  if (!MONEY.has(shown.kind)) return 'not_money';
  if (stands === 'sale_is_paid' || sale.isSettled) return 'sale_is_paid';
  if (sale.origin === 'till') return 'till_decides';
  if (stands === 'money_may_move') return stands;
  if (shown.isAttached) return 'attached_before';
  if (shown.amountFen !== sale.amountFen) return 'other_amount';
  if (!shown.isConfirmed) return 'not_confirmed';
  return shown.kind === 'paid_here' && shown.saleId !== sale.saleId ? 'second_use' : 'free';
}

/** Whether the verdict lets a person do it. */
export function isAttachable(verdict: AttachVerdict): verdict is 'free' | 'second_use' {
  return verdict === 'free' || verdict === 'second_use';
}
