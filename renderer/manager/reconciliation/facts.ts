import type { DiscrepancyView } from '../../../src/contract/reconciliation.ts';
import type { SignName } from '../../components/sign.tsx';
import { yuan } from '../../text/amount-text.ts';
import type { Facts, ReconciliationText, RemedyName } from '../../text/reconciliation/reconciliation-text.ts';
import { clockTime, tailOf } from '../../text/time-text.ts';

/** The shape of each kind of difference. */
export const DIFFERENCE_SIGNS: Readonly<Record<DiscrepancyView['difference'], SignName>> = {
  missing_at_acquirer: 'declined',
  missing_in_ledger: 'declined',
  amount_differs: 'declined',
  status_differs: 'unresolved',
  refund_differs: 'reversed',
};

/** What the sentence about a difference may name. */
export function factsOf({ ours, theirs, near }: DiscrepancyView, timeZone: string): Facts {
  return {
    ours: amountOf(ours),
    theirs: amountOf(theirs),
    near: near && { time: clockTime(near.at, timeZone), amount: yuan(near.amount), tail: tailOf(near.orderNo) },
  };
}

function amountOf(side: DiscrepancyView['ours']): string | null {
  return side?.amount == null ? null : yuan(side.amount);
}

/** What it is called: what nobody knows yet is no difference of states. */
export function titleOf({ cause, difference }: DiscrepancyView, words: ReconciliationText): string {
  return cause === 'still_unknown' ? words.stillUnknown : words.differences[difference];
}

/** One side in a word or two: its amount, or its state where that is what differs. */
export function sideWord(found: DiscrepancyView, side: 'ours' | 'theirs', words: ReconciliationText): string {
  const record = found[side];
  const isUnknown = found.cause === 'still_unknown';
  if (record === null) return side === 'theirs' && isUnknown ? words.noAnswer : words.none;
  const amount = record.amount === null ? '' : yuan(record.amount);
  if (found.difference === 'status_differs' && !isUnknown) return `${statusWord(record.status, words)} ${amount}`.trim();
  if (amount === '') return statusWord(record.status, words);
  return found.difference === 'refund_differs' ? words.back(amount) : amount;
}

/** A state in words; the acquirer's own word where we have none. */
export function statusWord(status: string, words: ReconciliationText): string {
  return Object.hasOwn(words.statuses, status) ? (words.statuses[status] ?? status) : status;
}

/** When it happened: by the side that knows. */
export function timeOf({ theirs, ours, foundAt }: DiscrepancyView): string {
  return theirs?.at ?? ours?.at ?? foundAt;
}

/** What a remedy is called for this difference. */
export function remedyWord(remedy: RemedyName, { cause }: DiscrepancyView, words: ReconciliationText): string {
  return (remedy === 'adopt' && words.adopt[cause]) || words.remedies[remedy];
}
