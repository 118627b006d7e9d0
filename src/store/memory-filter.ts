import { addFen, fen } from '../money/fen.ts';
import type { ChargeId, OrderNo } from '../payment/charge.ts';
import type { ChargeFilter, ChargeRecord, ChargeSum, JournalChange } from './journal.ts';

/** Whether a charge is one of those that are asked for. */
export function matches(filter: ChargeFilter, { intent, state }: ChargeRecord): boolean {
  return (
    (filter.orderNo === undefined || intent.orderNo === filter.orderNo) &&
    (filter.tillReference === undefined || intent.tillReference === filter.tillReference) &&
    (filter.shiftId === undefined || intent.shiftId === filter.shiftId) &&
    (filter.numberTail === undefined || endsWith(filter.numberTail, intent.orderNo, state)) &&
    (filter.tillReferenceStart === undefined || intent.tillReference?.startsWith(filter.tillReferenceStart) === true) &&
    (filter.amountFen === undefined || intent.amountFen === filter.amountFen) &&
    (filter.fromMs === undefined || intent.createdAtMs >= filter.fromMs) &&
    (filter.untilMs === undefined || intent.createdAtMs < filter.untilMs) &&
    (filter.statuses === undefined || filter.statuses.includes(state.status))
  );
}

function endsWith(tail: string, orderNo: OrderNo, state: ChargeRecord['state']): boolean {
  return orderNo.endsWith(tail) || (state.status === 'paid' && state.transactionId.endsWith(tail));
}

/** Counts and sums charges by method, currency and status. */
export function sumCharges(charges: readonly ChargeRecord[]): readonly ChargeSum[] {
  const sums = new Map<string, ChargeSum>();
  for (const { intent, state } of charges) {
    const [{ method, currency, amountFen }, { status }] = [intent, state];
    const key = `${method} ${currency} ${status}`;
    const before = sums.get(key) ?? { count: 0, fen: fen(0) };
    sums.set(key, { method, currency, status, count: before.count + 1, fen: addFen(before.fen, amountFen) });
  }
  return [...sums.values()];
}

/** The charges that the entries after `afterSeq` up to `toSeq` first say are paid. @param entries from the first on */
export function becamePaid(entries: readonly JournalChange[], afterSeq: number, toSeq: number): ReadonlySet<ChargeId> {
  const before = new Set<ChargeId>();
  const found = new Set<ChargeId>();
  for (const change of entries.slice(0, toSeq)) {
    if (change.kind === 'slip' || change.state.status !== 'paid' || before.has(change.intent.id)) continue;
    before.add(change.intent.id);
    if (change.seq > afterSeq) found.add(change.intent.id);
  }
  return found;
}
