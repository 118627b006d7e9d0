import type { Clock } from '../basics/clock.ts';
import type { ChargeId } from '../payment/charge.ts';
import type { RefundIntent } from '../payment/refund.ts';

/** Keeps two refunds of one charge apart, as the acquirer demands. */
export type RefundSpacing = {
  /** How long this one must still wait, in milliseconds; 0: it may be sent. */
  leftMs(refund: RefundIntent): number;
  /** This one is being sent now. */
  sent(refund: RefundIntent): void;
};

/**
 * Counted by the clock that only grows. What was sent before the start is not known: then it counts as sent at the start.
 *
 * @param hasOthers whether the journal knows of other refunds of the charge
 */
export function createRefundSpacing(clock: Clock, spacingMs: number, hasOthers: (refund: RefundIntent) => boolean): RefundSpacing {
  const startedMs = clock.monotonicMs();
  const newest = new Map<ChargeId, { readonly refundNo: string; readonly sentMs: number }>();

  function left(sinceMs: number): number {
    return Math.max(0, sinceMs + spacingMs - clock.monotonicMs());
  }

  return {
    leftMs(refund) {
      const last = newest.get(refund.chargeId);
      if (last) return last.refundNo === refund.refundNo ? 0 : left(last.sentMs); // a repeat is no second refund
      return left(startedMs) > 0 && hasOthers(refund) ? left(startedMs) : 0;
    },
    sent({ chargeId, refundNo }) {
      for (const [id, { sentMs }] of newest) if (left(sentMs) === 0) newest.delete(id);
      newest.set(chargeId, { refundNo, sentMs: clock.monotonicMs() });
    },
  };
}
