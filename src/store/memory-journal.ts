import { assert } from '../basics/assert.ts';
import { fen } from '../money/fen.ts';
import type { ChargeId, Intent, OrderNo } from '../payment/charge.ts';
import { isFinal } from '../payment/state.ts';
import {
  AppendFailure,
  type AppendFailureKind,
  type ChargeFilter,
  type ChargeRecord,
  type Entry,
  type Journal,
  type JournalDamage,
} from './journal.ts';
import { onlyKept } from './kept-state-row.ts';

/** What a disk would hold at one moment: the charge as each entry left it, oldest first. */
export type JournalImage = readonly ChargeRecord[];

export type MemoryJournal = Journal & {
  /** What is on the disk now; what is appended later does not change it. A process that dies leaves just this. */
  image(): JournalImage;
  /** Makes the next `count` appends throw and keep nothing, as a full disk does, or as another kind of failure. */
  failNext(count: number, kind?: AppendFailureKind): void;
  /** From now on it is damaged: it says so and takes nothing. */
  spoil(damage: JournalDamage): void;
};

type Placed = { readonly place: number; newest: ChargeRecord };

/** As the CHECK of the SQLite journal: masked, and never five digits in a row. */
const HINT = /^(?=.*•••)(?!.*\d{5})/s;

/** What a disk says. */
const FAILURES: Readonly<Record<AppendFailureKind, string>> = {
  full: 'database or disk is full',
  read_only: 'attempt to write a readonly database',
  disk: 'disk I/O error',
  busy: 'database is locked',
  damaged: 'database disk image is malformed',
  refused: 'constraint failed',
};

/** The journal without a disk, for simulation and tests. @param image what an earlier one left; none: an empty journal */
export function memoryJournal(image: JournalImage = []): MemoryJournal {
  const entries: ChargeRecord[] = [];
  const placed: Placed[] = [];
  const byId = new Map<ChargeId, Placed>();
  const byOrderNo = new Map<OrderNo, Placed>();
  const byKey = new Map<string, Placed>();
  const open = new Set<Placed>();
  let failures = 0;
  let failureKind: AppendFailureKind = 'full';
  let damage: JournalDamage | null = null;

  for (const record of image) keep(record);

  function keep(record: ChargeRecord): void {
    const charge = byId.get(record.intent.id) ?? place(record);
    charge.newest = record;
    if (isFinal(record.state.status)) open.delete(charge);
    else open.add(charge);
    entries.push(record);
  }

  function place(record: ChargeRecord): Placed {
    const charge = { place: record.seq, newest: record };
    const { id, orderNo, idempotencyKey } = record.intent;
    placed.push(charge);
    byId.set(id, charge);
    byOrderNo.set(orderNo, charge);
    if (idempotencyKey !== null) byKey.set(idempotencyKey, charge);
    return charge;
  }

  function checked(appended: readonly Entry[]): readonly ChargeRecord[] {
    try {
      return recordsOf(appended);
    } catch (cause) {
      throw new AppendFailure('refused', String(cause), { cause });
    }
  }

  /** Looks at every entry before any is kept. */
  function recordsOf(appended: readonly Entry[]): readonly ChargeRecord[] {
    const created = new Map<ChargeId, Intent>();
    return appended.map((entry, index) => {
      const { codeHint, atMs } = entry;
      assert(codeHint === null || HINT.test(codeHint), 'a code hint must be masked');
      const intent =
        entry.kind === 'charge_created' ? entry.intent : (created.get(entry.chargeId) ?? byId.get(entry.chargeId)?.newest.intent);
      assert(intent !== undefined, 'no such charge to change');
      if (entry.kind === 'charge_created') {
        assertNew(intent, [...created.values()]);
        created.set(intent.id, intent);
      }
      return { intent, state: onlyKept(entry.state), codeHint, updatedAtMs: atMs, seq: entries.length + index + 1 };
    });
  }

  function assertNew({ id, orderNo, idempotencyKey: key }: Intent, beside: readonly Intent[]): void {
    const clash = beside.find((other) => other.id === id || other.orderNo === orderNo || (key !== null && other.idempotencyKey === key));
    const isTaken = byId.has(id) || byOrderNo.has(orderNo) || (key !== null && byKey.has(key));
    assert(!clash && !isTaken, 'a charge of this id, order number or idempotency key exists');
  }

  return {
    append(appended) {
      if (failures > 0) {
        failures -= 1;
        throw new AppendFailure(failureKind, FAILURES[failureKind]);
      }
      if (damage) throw new AppendFailure('damaged', damage.message);
      for (const record of checked(appended)) keep(record);
      return entries.length;
    },
    charge: (id) => byId.get(id)?.newest ?? null,
    chargeByOrderNo: (orderNo) => byOrderNo.get(orderNo)?.newest ?? null,
    chargeByIdempotencyKey: (key) => byKey.get(key)?.newest ?? null,
    charges(filter, before, limit) {
      assert(Number.isInteger(limit) && limit >= 1 && limit <= 200, `not a page size: ${limit}`);
      const found: Placed[] = [];
      for (let index = placed.length - 1; index >= 0 && found.length <= limit; index -= 1) {
        const charge = placed[index];
        if (charge && (before === null || charge.place < before) && matches(filter, charge.newest)) found.push(charge);
      }
      const page = found.slice(0, limit);
      return { items: page.map(({ newest }) => newest), nextBefore: found.length > limit ? (page.at(-1)?.place ?? null) : null };
    },
    openCharges: () => [...open].sort((a, b) => a.place - b.place).map(({ newest }) => newest),
    changesAfter: (seq, limit) => entries.slice(seq, seq + limit),
    lastSeq: () => entries.length,
    takingsSince(fromMs) {
      const paid = placed
        .map(({ newest }) => newest)
        .filter(({ intent, state }) => state.status === 'paid' && intent.createdAtMs >= fromMs);
      return { paidCount: paid.length, paidFen: fen(paid.reduce((sum, { intent }) => sum + intent.amountFen, 0)) };
    },
    damage: () => damage,
    close() {},
    image: () => entries.slice(),
    failNext(count, kind = 'full') {
      failures = count;
      failureKind = kind;
    },
    spoil(found) {
      damage = found;
    },
  };
}

function matches(filter: ChargeFilter, { intent, state }: ChargeRecord): boolean {
  return (
    (filter.orderNo === undefined || intent.orderNo === filter.orderNo) &&
    (filter.tillReference === undefined || intent.tillReference === filter.tillReference) &&
    (filter.shiftId === undefined || intent.shiftId === filter.shiftId) &&
    (filter.statuses === undefined || filter.statuses.includes(state.status))
  );
}
