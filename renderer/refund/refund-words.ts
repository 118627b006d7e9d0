import type { Refund } from '../../src/contract/refund.ts';
import type { SignName } from '../components/sign.tsx';
import type { RefundText } from '../text/refund/refund-text.ts';
import type { Advice, Words } from '../text/text.ts';
import { proofTime } from '../text/time-text.ts';

/** A refund's shape, as every other state has one. */
export const REFUND_SIGNS: Readonly<Record<Refund['status'], SignName>> = {
  pending: 'busy',
  succeeded: 'reversed',
  failed: 'declined',
  unresolved: 'unresolved',
};

/** What stands between a refund and its way out, as the page sees it now. */
export type Held = { readonly secondsLeft: number | null; readonly isOffline: boolean };

/** The word, and what is so. */
export function refundWords(words: RefundText, refund: Refund, { secondsLeft, isOffline }: Held, timeZone: string): Words {
  const { states } = words;
  switch (refund.status) {
    case 'succeeded':
      return states.succeeded(proofTime(refund.succeededAt ?? refund.updatedAt, timeZone));
    case 'unresolved':
      return states.unresolved;
    case 'failed': {
      const { what } = failureAdvice(words, refund);
      return { word: states.failed, plain: what, strong: '' };
    }
    case 'pending':
      if (secondsLeft) return states.heldBack(secondsLeft);
      return isOffline ? states.offline : states.pending;
  }
}

/** Why one failed, and what to do. */
export function failureAdvice(words: RefundText, { failureCode, acquirerCode }: Pick<Refund, 'failureCode' | 'acquirerCode'>): Advice {
  const { other, ...known } = words.failures;
  if (failureCode !== null && Object.hasOwn(known, failureCode)) return known[failureCode as keyof typeof known];
  return other(acquirerCode ?? failureCode ?? '?');
}
