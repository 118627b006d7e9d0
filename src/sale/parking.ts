import type { ChargeId, Intent } from '../payment/charge.ts';
import type { KeptState, PaymentState, Status } from '../payment/state.ts';
import type { ParkedSale, Tender } from './slip.ts';

/** More than a counter can keep apart; a till that parks without end is told so. */
export const MOST_PARKED = 200;
/** Characters of a note: one line of a row. */
export const LONGEST_NOTE = 40;

const WITHOUT_MONEY: ReadonlySet<Status> = new Set<Status>(['declined', 'reversed', 'canceled']);
/** Certainly not at the acquirer, and it never was. */
const UNSENT: ReadonlySet<Status> = new Set<Status>(['awaiting_code', 'queued']);

/** Whether the sale of a charge that ended so may be asked for once more. */
export function endedWithoutMoney(status: Status): boolean {
  return WITHOUT_MONEY.has(status);
}

/** Whether a charge can simply be taken back: no byte of it has left. */
export function isUnsent(status: Status): boolean {
  return UNSENT.has(status);
}

/** Whether a sale can be set aside at this state of its charge: nothing was sent, or it was declined. */
export function mayPark(status: Status): boolean {
  return isUnsent(status) || status === 'declined';
}

/** Whether a sale would be forgotten by this end: its code died in the queue, and neither a till nor the stage tells of it. */
export function isForgotten({ origin }: Intent, state: PaymentState | KeptState, isOnStage: boolean): boolean {
  return origin === 'cashier' && !isOnStage && state.status === 'declined' && state.code === 'code_expired';
}

type SetAside = Pick<ParkedSale, 'by' | 'note' | 'parkedAtMs'>;

/** The sale of a charge, set aside. */
export function parkedFrom({ saleId, amountFen, currency, description, tillReference }: Intent, setAside: SetAside): ParkedSale {
  const sale = { kind: 'parked_sale', id: saleId, amountFen, currency, description, tillReference } as const;
  return { ...sale, idempotencyKey: null, fingerprint: null, ...setAside, status: 'parked', tender: null, chargeId: null };
}

/** The same sale with its money in. @param chargeId what took it; null: cash, or a payment that the customer showed */
export function collected(sale: ParkedSale, tender: Tender, chargeId: ChargeId | null): ParkedSale {
  return { ...sale, status: 'collected', tender, chargeId };
}

/** The same sale, given up. */
export function dropped(sale: ParkedSale): ParkedSale {
  return { ...sale, status: 'dropped' };
}
