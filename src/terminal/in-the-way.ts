import type { Intent } from '../payment/charge.ts';
import type { KeptState } from '../payment/state.ts';
import { isUnsent } from '../sale/parking.ts';
import type { ChargeRecord, Journal } from '../store/journal.ts';
import { awaitsCode, type LiveCharge } from './live-charge.ts';
import type { Runner } from './runner.ts';

type Charges = Pick<Runner, 'all'>;

/**
 * A charge of the same sale that may take its money yet, or may have: while there is one, no code of the sale is sent. One that only
 * awaits a scan is none.
 */
export function inTheWay(charges: Charges, { id, saleId }: Pick<Intent, 'id' | 'saleId'>): LiveCharge | undefined {
  for (const other of charges.all()) {
    if (other.intent.saleId === saleId && other.intent.id !== id && !awaitsCode(other)) return other;
  }
  return undefined;
}

/** The other charges of a sale of which nothing was sent: there is no sense in them once it is paid. */
export function unsentBeside(charges: Charges, { id, saleId }: Pick<Intent, 'id' | 'saleId'>): readonly LiveCharge[] {
  return [...charges.all()].filter(({ intent, state }) => intent.saleId === saleId && intent.id !== id && isUnsent(state.status));
}

/** Whether no byte of a charge that the journal left open has ever gone out. One that lay armed may have been sent. */
export function isLaidDown(state: KeptState): boolean {
  return state.status === 'queued' || (state.status === 'awaiting_code' && !state.armed);
}

/** Whether another charge paid the sale since this one was written: the process ended before it could be canceled. */
export function isPaidSince(journal: Pick<Journal, 'paidBetween' | 'lastSeq'>, { intent, seq }: ChargeRecord): boolean {
  const toSeq = journal.lastSeq();
  return journal.paidBetween(seq, toSeq, toSeq).some(({ intent: paid }) => paid.saleId === intent.saleId && paid.id !== intent.id);
}
