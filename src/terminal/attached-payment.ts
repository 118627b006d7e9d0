import type { SaleId } from '../payment/charge.ts';
import type { AttachedPayment } from '../sale/slip.ts';
import type { Journal } from '../store/journal.ts';

/** Attached payments are rare; so many of the newest are looked through for the one of a sale. */
const NEWEST_ATTACHED = 200;

/** The payment that was attached to a sale. */
export function attachedTo(saleId: SaleId, journal: Journal): AttachedPayment | null {
  const { items } = journal.slips('attached_payment', null, NEWEST_ATTACHED);
  return items.find(({ slip }) => slip.saleId === saleId)?.slip ?? null;
}
