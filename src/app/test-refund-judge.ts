import type { HandClock } from '../basics/hand-clock.ts';
import { type ChargeId, parseChargeId } from '../payment/charge.ts';
import type { Acquirer } from '../sandbox/acquirer.ts';
import type { MemoryJournal } from '../store/memory-journal.ts';

export const SPACING_MS = 60_000;

/** What the journal says of refunds must be what the acquirer did. @returns what is wrong, in lines */
export function judge(charges: readonly { id: string; amount: number }[], journal: MemoryJournal, acquirer: Acquirer): readonly string[] {
  const wrong: string[] = [];
  const truths = new Map(acquirer.refunds().map((truth) => [truth.refundNo, truth]));
  for (const { id, amount } of charges) {
    const refunds = journal.refundsOf(parseChargeId(id) as ChargeId);
    for (const { intent, state } of refunds) {
      const truth = truths.get(intent.refundNo);
      truths.delete(intent.refundNo);
      const given = truth?.state === 'SUCCESS' ? truth.amountFen : 0;
      const booked = state.status === 'succeeded' ? intent.amountFen : 0;
      if (state.status !== 'succeeded' && state.status !== 'failed')
        wrong.push(`${intent.refundNo} never ended: ${state.status}, ${truth?.state}`);
      else if (given !== booked) wrong.push(`${intent.refundNo} is ${state.status}, the acquirer gave ${given}`);
    }
    const back = refunds.filter(({ state }) => state.status === 'succeeded').reduce((sum, { intent }) => sum + intent.amountFen, 0);
    if (back > amount) wrong.push(`${id}: ${back} of ${amount} went back`);
    if (journal.charge(parseChargeId(id) as ChargeId)?.refundedFen !== back) wrong.push(`${id} says that something else went back`);
  }
  for (const refundNo of truths.keys()) wrong.push(`the journal does not know ${refundNo}`);
  return wrong;
}

/** Two numbers of one order leave the terminal a minute apart, over all its processes. */
export function watchSpacing(clock: HandClock, wrong: string[]): (orderNo: string, refundNo: string) => void {
  const newest = new Map<string, { readonly refundNo: string; readonly sentMs: number }>();
  return (orderNo, refundNo) => {
    const last = newest.get(orderNo);
    const nowMs = clock.monotonicMs();
    if (last && last.refundNo !== refundNo && nowMs - last.sentMs < SPACING_MS)
      wrong.push(`${refundNo} left ${nowMs - last.sentMs} ms after ${last.refundNo}`);
    newest.set(orderNo, { refundNo, sentMs: nowMs });
  };
}
