import type { Database } from 'better-sqlite3';
import type { ChargeId } from '../payment/charge.ts';
import { isFinal, type Status } from '../payment/state.ts';

/** An open charge: the number of the entry that created it, and its newest status. */
export type OpenCharge = { readonly place: number; readonly status: Status };

/** The charges whose newest entry is not final, held in memory; the journal itself says on disk how far back they reach. */
export type OpenCharges = {
  /** By name, in the order of their creation. */
  all(): ReadonlyMap<ChargeId, OpenCharge>;
  /** Notes where a charge stands after an entry. @returns what takes it back, for an entry that the disk refused */
  note(id: ChargeId, charge: OpenCharge): () => void;
  /** The place of the oldest of them; null when none is open. */
  oldest(): number | null;
};

export function createOpenCharges(): OpenCharges {
  let open = new Map<ChargeId, OpenCharge>();
  let newestPlace = 0;

  function put(id: ChargeId, charge: OpenCharge | undefined): void {
    if (charge === undefined || isFinal(charge.status)) {
      open.delete(id);
      return;
    }
    const isOutOfOrder = !open.has(id) && charge.place < newestPlace;
    open.set(id, charge);
    newestPlace = Math.max(newestPlace, charge.place);
    // Seldom: a charge that had ended is open again. A map keeps the order of its first insertions.
    if (isOutOfOrder) open = new Map([...open].sort(([, a], [, b]) => a.place - b.place));
  }

  return {
    all: () => open,
    note(id, charge) {
      const before = open.get(id);
      put(id, charge);
      return () => put(id, before);
    },
    oldest: () => open.values().next().value?.place ?? null,
  };
}

const SINCE = `SELECT c.id, e.charge AS place, e.status FROM entries e CROSS JOIN entries c ON c.seq = e.charge
  WHERE e.seq >= (SELECT open_from FROM entries ORDER BY seq DESC LIMIT 1) ORDER BY e.seq`;

/** Reads which charges a journal left open: only the entries from the oldest of them on. */
export function readOpenCharges(db: Database): OpenCharges {
  const open = createOpenCharges();
  const rows = db.prepare<[], { id: ChargeId; place: number; status: Status }>(SINCE).iterate();
  for (const { id, ...charge } of rows) open.note(id, charge);
  return open;
}
