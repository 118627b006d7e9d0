import type { Cancel, Clock } from '../basics/clock.ts';
import { parseOrderNo } from '../payment/charge.ts';
import { parseRefundId, parseRefundNo } from '../payment/refund.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal, RefundRecord } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import type { FeedEvent, Terminal } from '../terminal/terminal.ts';
import { openDiscrepancy, vanished } from './discrepancy-book.ts';

/** Closed shifts whose open charges are followed. */
const MOST_FOLLOWED = 50;

/** Hears what becomes of charges and refunds after a closing: what was unknown is told in its shift, and both sides may be equal by now. */
export type LaterEnds = {
  /** What a closed shift left without an end. */
  follow(shift: Shift): void;
  start(): void;
  stop(): void;
};

type Parts = {
  readonly terminal: Pick<Terminal, 'feed'>;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Every difference that is open, as far as is known. */
  readonly open: ReadonlyMap<string, Discrepancy>;
  /** Whether somebody is dealing with it right now. */
  readonly isBusy: (id: string) => boolean;
  readonly write: (slips: readonly Slip[]) => boolean;
  readonly settled: (found: Discrepancy) => void;
  readonly refundEnded: (refund: RefundRecord) => void;
  readonly shiftChanged: (shift: Shift) => void;
};

export function createLaterEnds(parts: Parts): LaterEnds {
  const { terminal, journal, clock, open, isBusy, write, settled, refundEnded, shiftChanged } = parts;
  const unsettled = new Map<string, Shift>();
  let isStopped = false;
  let forget: Cancel = () => {};

  /** Not in the middle of whoever writes what is told. */
  function hear({ type, data }: FeedEvent): void {
    if (type !== 'charge.updated' && type !== 'refund.updated') return;
    if (open.size === 0 && !unsettled.has(data.id)) return;
    clock.after(0, () => {
      if (isStopped || journal.damage()) return;
      const chargeId = type === 'refund.updated' ? data.chargeId : data.id;
      if (type === 'refund.updated') tellRefund(data.id);
      for (const found of [...open.values()]) if (found.chargeId === chargeId) settleEqual(found);
      tellShift(data.id);
    });
  }

  function tellRefund(id: string): void {
    const refundId = parseRefundId(id);
    const refund = refundId && journal.refund(refundId);
    if (refund) refundEnded(refund);
  }

  function settleEqual({ id }: Discrepancy): void {
    const found = openDiscrepancy(journal, id);
    if (!found || found.remedy === 'refund' || isBusy(id) || !isEqualNow(found)) return;
    const after = vanished(found, clock.wallMs());
    if (write([after])) settled(after);
  }

  /** Whether our ledger has come to say what the acquirer said. */
  function isEqualNow({ cause, orderNo, refundNo }: Discrepancy): boolean {
    const [order, refund] = [parseOrderNo(orderNo), refundNo === null ? null : parseRefundNo(refundNo)];
    const status = order && journal.chargeByOrderNo(order)?.state.status;
    if (cause === 'paid_after_all') return status === 'paid';
    if (cause === 'undone_there') return status === 'reversed';
    return cause === 'refund_done_there' && refund !== null && journal.refundByNo(refund)?.state.status === 'succeeded';
  }

  function tellShift(id: string): void {
    const shift = unsettled.get(id);
    if (!shift || [...journal.openCharges(), ...journal.openRefunds()].some(({ intent }) => intent.id === id)) return;
    const known = journal.slip('reconciliation', shift.id)?.slip;
    const left = known?.unsettled.filter((other) => other !== id) ?? [];
    if (known && !write([{ ...known, unsettled: left, atMs: clock.wallMs() }])) return; // told at its next change, or after a restart
    unsettled.delete(id);
    shiftChanged(journal.slip('shift', shift.id)?.slip ?? shift);
  }

  return {
    follow(shift) {
      for (const id of shift.closing?.leftOpen ?? []) unsettled.set(id, shift);
    },
    start() {
      for (const { slip } of journal.slips('reconciliation', null, MOST_FOLLOWED).items) {
        const shift = slip.unsettled.length > 0 ? journal.slip('shift', slip.id)?.slip : null;
        for (const id of shift ? slip.unsettled : []) if (shift) unsettled.set(id, shift);
      }
      forget = terminal.feed(null, hear);
      for (const id of unsettled.keys()) clock.after(0, () => !isStopped && tellShift(id)); // known, and the terminal stopped before it was told
    },
    stop() {
      isStopped = true;
      forget();
    },
  };
}
