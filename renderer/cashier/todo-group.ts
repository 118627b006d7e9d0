import type { Charge } from '../../src/contract/charge.ts';
import { isOfferCharge } from './charge-state.ts';

/** What an open charge that is not on the stage waits for. */
export type TodoGroup = 'unknown' | 'offered' | 'queued';

/** A QR that stands or was withdrawn is nothing to worry about: it is closed by itself, or turns out paid. */
export function groupOf(charge: Pick<Charge, 'status' | 'method'>): TodoGroup {
  if (charge.status === 'queued') return 'queued';
  return isOfferCharge(charge) && charge.status !== 'unresolved' ? 'offered' : 'unknown';
}
