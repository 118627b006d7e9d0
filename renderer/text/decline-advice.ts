import type { Charge } from '../../src/contract/charge.ts';
import type { Advice, KnownDecline, Text } from './text.ts';

/** Chooses the cashier's sentence for a declined charge. The acquirer's code is shown only where no sentence fits, for the manager. */
export function declineAdvice(text: Text, charge: Pick<Charge, 'declineCode' | 'acquirerCode'> & Partial<Pick<Charge, 'method'>>): Advice {
  const isOffer = charge.method !== undefined && charge.method !== 'payment_code';
  const { other, ...known } = isOffer ? { ...text.declines, ...text.offer.declines } : text.declines;
  const code = charge.declineCode ?? '';
  return Object.hasOwn(known, code) ? known[code as KnownDecline] : other(charge.acquirerCode ?? (code || '0'));
}
