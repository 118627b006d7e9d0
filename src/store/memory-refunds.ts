import { assert } from '../basics/assert.ts';
import type { ChargeId } from '../payment/charge.ts';
import type { RefundId, RefundIntent } from '../payment/refund.ts';
import type { RefundPage, RefundRecord } from './journal.ts';

type Placed = { readonly place: number; newest: RefundRecord };

/** The refunds of a journal without a disk. */
export type MemoryRefunds = {
  keep(record: RefundRecord): void;
  /** Throws when the id, number or key of a new refund is another's already. @param beside refunds that are written with it */
  check(intent: RefundIntent, beside: readonly RefundIntent[]): void;
  byId(id: RefundId): RefundRecord | null;
  ofCharge(id: ChargeId): readonly RefundRecord[];
  /** Every refund, oldest first. */
  all(): readonly RefundRecord[];
  page(before: number | null, limit: number): RefundPage;
  /** Every refund with the number of its first entry, oldest first. */
  places(): readonly { readonly place: number; readonly newest: RefundRecord }[];
};

export function memoryRefunds(): MemoryRefunds {
  const placed = new Map<RefundId, Placed>(); // in the order of their first entries
  const byCharge = new Map<ChargeId, Placed[]>();

  function place(record: RefundRecord): void {
    const refund = { place: record.seq, newest: record };
    const { id, chargeId } = record.intent;
    placed.set(id, refund);
    const others = byCharge.get(chargeId);
    if (others) others.push(refund);
    else byCharge.set(chargeId, [refund]);
  }

  function all(): readonly RefundRecord[] {
    return [...placed.values()].map(({ newest }) => newest);
  }

  return {
    keep(record) {
      const known = placed.get(record.intent.id);
      if (known) known.newest = record;
      else place(record);
    },
    check({ id, refundNo, idempotencyKey: key }, beside) {
      const clash = [...all().map(({ intent }) => intent), ...beside].find(
        (other) => other.id === id || other.refundNo === refundNo || (key !== null && other.idempotencyKey === key),
      );
      assert(!clash, 'a refund of this id, number or idempotency key exists');
    },
    byId: (id) => placed.get(id)?.newest ?? null,
    ofCharge: (id) => (byCharge.get(id) ?? []).map(({ newest }) => newest),
    all,
    page(before, limit) {
      const earlier = [...placed.values()].filter(({ place }) => before === null || place < before).reverse();
      const page = earlier.slice(0, limit);
      return { items: page.map(({ newest }) => newest), nextBefore: page.length < limit ? null : (page.at(-1)?.place ?? null) };
    },
    places: () => [...placed.values()],
  };
}
