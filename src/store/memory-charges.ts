import { assert } from '../basics/assert.ts';
import type { ChargeId, Intent, OrderNo } from '../payment/charge.ts';
import { isFinal } from '../payment/state.ts';
import type { ChargeFilter, ChargePage, ChargeRecord } from './journal.ts';
import { matches } from './memory-filter.ts';

type Placed = { readonly place: number; newest: ChargeRecord };

/** The charges of a journal without a disk. */
export type MemoryCharges = {
  keep(record: ChargeRecord): void;
  /** Throws when the id, order number or key of a new charge is another's already. @param beside charges that are written with it */
  check(intent: Intent, beside: readonly Intent[]): void;
  byId(id: ChargeId): ChargeRecord | null;
  byOrderNo(orderNo: OrderNo): ChargeRecord | null;
  byKey(key: string): ChargeRecord | null;
  open(): readonly ChargeRecord[];
  page(filter: ChargeFilter, before: number | null, limit: number): ChargePage;
  count(before: number | null): number;
  further(before: number | null, skip: number): number | null;
  /** Every charge with the number of its first entry, oldest first. */
  places(): readonly { readonly place: number; readonly newest: ChargeRecord }[];
};

export function memoryCharges(): MemoryCharges {
  const placed: Placed[] = []; // in the order of their first entries
  const byId = new Map<ChargeId, Placed>();
  const byOrderNo = new Map<OrderNo, Placed>();
  const byKey = new Map<string, Placed>();
  const open = new Set<Placed>();

  function place(record: ChargeRecord): Placed {
    const charge = { place: record.seq, newest: record };
    const { id, orderNo, idempotencyKey } = record.intent;
    placed.push(charge);
    byId.set(id, charge);
    byOrderNo.set(orderNo, charge);
    if (idempotencyKey !== null) byKey.set(idempotencyKey, charge);
    return charge;
  }

  return {
    keep(record) {
      const charge = byId.get(record.intent.id) ?? place(record);
      charge.newest = record;
      if (isFinal(record.state.status)) open.delete(charge);
      else open.add(charge);
    },
    check({ id, orderNo, idempotencyKey: key }, beside) {
      const clash = beside.find((other) => other.id === id || other.orderNo === orderNo || (key !== null && other.idempotencyKey === key));
      const isTaken = byId.has(id) || byOrderNo.has(orderNo) || (key !== null && byKey.has(key));
      assert(!clash && !isTaken, 'a charge of this id, order number or idempotency key exists');
    },
    byId: (id) => byId.get(id)?.newest ?? null,
    byOrderNo: (orderNo) => byOrderNo.get(orderNo)?.newest ?? null,
    byKey: (key) => byKey.get(key)?.newest ?? null,
    open: () => [...open].sort((a, b) => a.place - b.place).map(({ newest }) => newest),
    page(filter, before, limit) {
      const found: Placed[] = [];
      for (let index = placed.length - 1; index >= 0 && found.length <= limit; index -= 1) {
        const charge = placed[index];
        if (charge && (before === null || charge.place < before) && matches(filter, charge.newest)) found.push(charge);
      }
      const page = found.slice(0, limit);
      return { items: page.map(({ newest }) => newest), nextBefore: found.length > limit ? (page.at(-1)?.place ?? null) : null };
    },
    count: (before) => placed.filter(({ place }) => before === null || place < before).length,
    further(before, skip) {
      const older = placed.filter(({ place }) => before === null || place < before);
      const first = older.at(-1 - skip);
      return first ? first.place + 1 : null;
    },
    places: () => placed,
  };
}
