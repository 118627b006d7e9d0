import type { Charge } from '../../src/contract/charge.ts';
import type { Text } from '../text/text.ts';
import { isOfferCharge } from './charge-state.ts';

/** One word per status, for rows and lists; what the customer pays by himself has some of its own. */
export function rowWord(charge: Pick<Charge, 'status' | 'method'>, text: Text): string {
  const own: Readonly<Partial<Record<Charge['status'], string>>> = isOfferCharge(charge) ? text.offer.rowWords : {};
  return own[charge.status] ?? text.rowWords[charge.status];
}
