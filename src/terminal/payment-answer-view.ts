import type { PaymentAnswer } from '../contract/inquiry.ts';
import type { LookUpOutcome } from '../gateway/gateway.ts';
import { type Fen, fen } from '../money/fen.ts';
import type { ChargeId, Intent, TransactionId } from '../payment/charge.ts';
import type { PaymentNumber } from '../payment/payment-number.ts';
import { isUnsettled, type KeptState, type PaymentState } from '../payment/state.ts';
import type { OpenSale, ShownPayment } from '../sale/attach.ts';
import { answerOf } from '../sale/payment-answer.ts';
import type { Journal } from '../store/journal.ts';
import { attachedTo } from './attached-payment.ts';
import { chargeView, timestamp } from './charge-view.ts';
import type { Counter } from './counter.ts';
import type { Runner } from './runner.ts';
import { tellsOfSale } from './same-sale.ts';

/** A charge of this terminal, live or from the journal. */
export type OurParts = {
  readonly intent: Intent;
  readonly state: PaymentState | KeptState;
  readonly codeHint: string | null;
  readonly updatedAtMs: number;
  readonly refundedFen?: Fen;
};

/** What is known of a payment: its number, the charge of ours under it, and what the acquirer said. */
export type Known = {
  readonly number: PaymentNumber;
  readonly ours: OurParts | null;
  readonly said: LookUpOutcome | null;
  readonly journal: Journal;
};

/** The answer as the contract has it. */
export function paymentAnswer(known: Known): PaymentAnswer {
  const { number, ours, said } = known;
  const { kind, isConfirmed } = answer(known);
  const paid = said?.kind === 'paid' ? said : null;
  const charge = ours && chargeView(ours);
  return {
    answer: kind,
    isConfirmed,
    orderNo: charge?.orderNo ?? (said && 'orderNo' in said ? said.orderNo : number.kind === 'order' ? number.orderNo : null),
    transactionId: transactionIdOf(known),
    amount: charge?.amount ?? paid?.amountFen ?? null,
    refundedAmount: refunded(kind, charge?.refundedAmount ?? 0),
    paidAt: charge?.paidAt ?? (paid ? timestamp(paid.payment.paidAtMs) : null),
    device: paid?.deviceInfo ?? null,
    isAttached: isAttached(known),
    charge,
  };
}

/** The payment as far as it hangs on it whether it may settle a sale. */
export function shownPayment(known: Known): ShownPayment {
  const { ours, said } = known;
  return {
    ...answer(known),
    amountFen: said?.kind === 'paid' ? said.amountFen : (ours?.intent.amountFen ?? null),
    saleId: ours?.intent.saleId ?? null,
    isAttached: isAttached(known),
  };
}

/** The sale on the counter, by the charge on the stage; null on the keypad, and where a later charge tells how the sale stands. */
export function openSaleOf(counter: Counter, runner: Runner, journal: Journal): (OpenSale & { readonly chargeId: ChargeId }) | null {
  const chargeId = counter.stageId();
  const charge = chargeId && (runner.live(chargeId) ?? journal.charge(chargeId));
  if (!charge || !tellsOfSale(journal, charge)) return null;
  const { saleId, origin, amountFen } = charge.intent;
  // An earlier charge of the sale may have been left on the to-do list.
  const unsettled = [...runner.all()].find(({ intent, state }) => intent.saleId === saleId && isUnsettled(state.status));
  const { status } = unsettled?.state ?? charge.state;
  const parked = journal.slip('parked_sale', saleId)?.slip.status ?? 'parked';
  return { chargeId, saleId, origin, amountFen, status, isSettled: parked !== 'parked' || attachedTo(saleId, journal) !== null };
}

function answer({ ours, said }: Known) {
  return answerOf(ours && { amountFen: ours.intent.amountFen, state: ours.state, refundedFen: ours.refundedFen ?? fen(0) }, said);
}

function isAttached(known: Known): boolean {
  const id = transactionIdOf(known);
  return id !== null && known.journal.slip('attached_payment', id) !== null;
}

function transactionIdOf({ number, ours, said }: Known): TransactionId | null {
  if (said?.kind === 'paid') return said.payment.transactionId;
  if (ours?.state.status === 'paid') return ours.state.transactionId;
  return number.kind === 'transaction' ? number.transactionId : null;
}

/** How much went back: by this terminal that is known, by others it is not told. */
function refunded(kind: PaymentAnswer['answer'], refundedHere: number): number | null {
  return kind === 'refunded' && refundedHere === 0 ? null : refundedHere;
}
