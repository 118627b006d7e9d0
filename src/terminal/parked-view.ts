import type { ParkedSale as ParkedSaleView } from '../contract/parked-sale.ts';
import type { ChargeId } from '../payment/charge.ts';
import type { ParkedSale } from '../sale/slip.ts';
import { timestamp } from './charge-view.ts';

/** A parked sale's parts, from the running process or from the journal. */
export type ParkedParts = { readonly slip: ParkedSale; readonly updatedAtMs: number };

/** Shows a parked sale as the contract has it. @param collectingId the charge of it that is not final, if there is one */
export function parkedView({ slip, updatedAtMs }: ParkedParts, collectingId: ChargeId | null = null): ParkedSaleView {
  const isCollecting = slip.status === 'parked' && collectingId !== null;
  return {
    id: slip.id,
    amount: slip.amountFen,
    currency: slip.currency ?? 'CNY',
    description: slip.description,
    tillReference: slip.tillReference,
    note: slip.note,
    status: isCollecting ? 'collecting' : slip.status,
    parkedBy: slip.by,
    parkedAt: timestamp(slip.parkedAtMs),
    tender: slip.tender,
    chargeId: isCollecting ? collectingId : slip.chargeId,
    updatedAt: timestamp(updatedAtMs),
  };
}
