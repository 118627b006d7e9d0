import { fen } from '../../../money/fen.ts';
import type { Scene } from './acts.ts';
import { keyOfAttempt } from './sale.ts';

/** Gives a paid sale's money back, as far as it should go back: asks again and again under the same key, until it has heard an end. */
export function giveBack({ sale, charge, process, counter }: Scene): void {
  if (!sale.refund) {
    sale.isDone = true;
    return;
  }
  const known = sale.refund.id === null ? null : process.terminal.findRefund(sale.refund.id);
  if (known?.status === 'succeeded' || known?.status === 'failed') sale.isDone = true;
  if (known && !sale.chance.happens(0.1)) return;
  counter.recorder.note({ kind: 'act', who: 'till', place: keyOfAttempt(sale), deed: `asks for ${sale.refund.amountFen} fen back` });
  const answer = process.terminal.refund({
    origin: 'till',
    chargeId: charge.id,
    amountFen: fen(sale.refund.amountFen),
    reason: null,
    from: 'unsettled',
    idempotencyKey: keyOfAttempt(sale),
    fingerprint: String(sale.refund.amountFen),
  });
  if (answer.ok) sale.refund.id = answer.value.refund.id;
}
