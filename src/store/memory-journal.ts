import { assert } from '../basics/assert.ts';
import { fen } from '../money/fen.ts';
import type { ChargeId, Intent, OrderNo } from '../payment/charge.ts';
import type { RefundId, RefundIntent } from '../payment/refund.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import { isFinal } from '../payment/state.ts';
import {
  AppendFailure,
  type AppendFailureKind,
  type ChargeChange,
  type ChargeRecord,
  type Entry,
  type Journal,
  type JournalChange,
  type JournalDamage,
  type LedgerItems,
  type LedgerPart,
  type RefundRecord,
  type Span,
} from './journal.ts';
import { onlyKept } from './kept-state-row.ts';
import { becamePaid, matches, sumCharges } from './memory-filter.ts';
import { memorySlips } from './memory-slips.ts';
import { type RefundEntry, refundedFen } from './refund-entries.ts';
import { onlyKeptRefund } from './refund-row.ts';
import { onlySlip } from './slip-row.ts';
import { isWithin } from './span.ts';

type ChargeEntry = Extract<Entry, { kind: 'charge_created' | 'charge_changed' }>;

/** What a disk would hold at one moment: what each entry left behind, oldest first. */
export type JournalImage = readonly JournalChange[];

export type MemoryJournal = Journal & {
  /** What is on the disk now; what is appended later does not change it. A process that dies leaves just this. */
  image(): JournalImage;
  /** Makes the next `count` appends throw and keep nothing, as a full disk does, or as another kind of failure. */
  failNext(count: number, kind?: AppendFailureKind): void;
  /** From now on it is damaged: it says so and takes nothing. */
  spoil(damage: JournalDamage): void;
};

type Placed = { readonly place: number; newest: ChargeRecord; readonly refunds: Map<RefundId, RefundRecord> };

type LedgerPlace<Part extends LedgerPart> = { readonly place: number; readonly atMs: number; readonly item: () => LedgerItems[Part] };

/** As the CHECK of the SQLite journal: masked, and never five digits in a row. */
const HINT = /^(?=.*•••)(?!.*\d{5})/s;

/** Small, so that tests meet the next slice. */
const LEDGER_SLICE = 10;

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
  const entries: JournalChange[] = [];
  const placed: Placed[] = [];
  const byId = new Map<ChargeId, Placed>();
  const byOrderNo = new Map<OrderNo, Placed>();
  const byKey = new Map<string, Placed>();
  const open = new Set<Placed>();
  const slips = memorySlips();
  const refunds = new Map<RefundId, Placed>(); // by the charge of each
  const firstEntry = new Map<RefundId, number>();
  let failures = 0;
  let failureKind: AppendFailureKind = 'full';
  let damage: JournalDamage | null = null;

  for (const change of image) keep(change);

  function keep(change: JournalChange): void {
    entries.push(change);
    const { kind, ...rest } = change;
    if ('slip' in rest) slips.keep(rest);
    else keepCharge(rest);
  }

  function keepCharge({ refund, ...record }: ChargeChange): void {
    const charge = byId.get(record.intent.id) ?? place(record);
    charge.newest = record;
    if (refund) {
      charge.refunds.set(refund.intent.id, refund);
      refunds.set(refund.intent.id, charge);
      if (!firstEntry.has(refund.intent.id)) firstEntry.set(refund.intent.id, refund.seq);
    }
    if (isFinal(record.state.status)) open.delete(charge);
    else open.add(charge);
  }

  function place(record: ChargeRecord): Placed {
    const charge = { place: record.seq, newest: record, refunds: new Map<RefundId, RefundRecord>() };
    const { id, orderNo, idempotencyKey } = record.intent;
    placed.push(charge);
    byId.set(id, charge);
    byOrderNo.set(orderNo, charge);
    if (idempotencyKey !== null) byKey.set(idempotencyKey, charge);
    return charge;
  }

  function checked(appended: readonly Entry[]): readonly JournalChange[] {
    try {
      return changesOf(appended);
    } catch (cause) {
      throw new AppendFailure('refused', String(cause), { cause });
    }
  }

  /** Looks at every entry before any is kept. */
  function changesOf(appended: readonly Entry[]): readonly JournalChange[] {
    const changes: JournalChange[] = [];
    const charges: ChargeChange[] = [];
    for (const entry of appended) {
      const seq = entries.length + changes.length + 1;
      if (entry.kind === 'slip_written') {
        slips.check(
          entry.slip,
          changes.flatMap((change) => (change.kind === 'slip' ? change.slip : [])),
        );
        changes.push({ kind: 'slip', slip: onlySlip(entry.slip), updatedAtMs: entry.atMs, seq });
        continue;
      }
      const change = 'codeHint' in entry ? chargeChange(entry, seq, charges) : refundChange(entry, seq, charges);
      charges.push(change);
      changes.push({ kind: 'charge', ...change });
    }
    return changes;
  }

  function chargeChange(entry: ChargeEntry, seq: number, before: readonly ChargeChange[]): ChargeChange {
    const { codeHint, atMs } = entry;
    assert(codeHint === null || HINT.test(codeHint), 'a code hint must be masked');
    const known = entry.kind === 'charge_changed' ? newestOf(entry.chargeId, before) : null;
    const intent = entry.kind === 'charge_created' ? entry.intent : known?.intent;
    assert(intent !== undefined, 'no such charge to change');
    assert(refundsOf(intent.id, before).length === 0, 'a charge that has refunds stays paid');
    if (entry.kind === 'charge_created')
      assertNew(
        intent,
        before.filter(({ refund }) => refund === null).map((change) => change.intent),
      );
    return { intent, state: onlyKept(entry.state), codeHint, updatedAtMs: atMs, seq, refundedFen: fen(0), refund: null };
  }

  function refundChange(entry: RefundEntry, seq: number, before: readonly ChargeChange[]): ChargeChange {
    const known = entry.kind === 'refund_changed' ? newestRefund(entry.refundId, before) : null;
    const intent = entry.kind === 'refund_created' ? entry.intent : known?.intent;
    assert(intent !== undefined, 'no such refund to change');
    const charge = newestOf(intent.chargeId, before);
    assert(charge?.state.status === 'paid', 'only a paid charge is refunded');
    if (entry.kind === 'refund_created') assertNewRefund(intent, before);
    const refund = { intent, state: onlyKeptRefund(entry.state), updatedAtMs: entry.atMs, seq };
    const others = refundsOf(intent.chargeId, before).filter((other) => other.intent.id !== intent.id);
    return { ...charge, updatedAtMs: entry.atMs, seq, refundedFen: refundedFen([...others, refund]), refund };
  }

  function newestOf(id: ChargeId, before: readonly ChargeChange[]): ChargeRecord | null {
    return before.findLast(({ intent }) => intent.id === id) ?? byId.get(id)?.newest ?? null;
  }

  function newestRefund(id: RefundId, before: readonly ChargeChange[]): RefundRecord | null {
    return before.findLast(({ refund }) => refund?.intent.id === id)?.refund ?? refunds.get(id)?.refunds.get(id) ?? null;
  }

  /** Every refund of a charge as it stands after `before`. */
  function refundsOf(id: ChargeId, before: readonly ChargeChange[] = []): readonly RefundRecord[] {
    const found = new Map(byId.get(id)?.refunds);
    for (const { refund } of before) if (refund?.intent.chargeId === id) found.set(refund.intent.id, refund);
    return [...found.values()];
  }

  function askedCustomer({ intent }: ChargeRecord): boolean {
    return entries.some(
      (change) => change.kind === 'charge' && change.intent.id === intent.id && change.state.status === 'awaiting_customer',
    );
  }

  function ledgerPlaces<Part extends LedgerPart>(part: Part): readonly LedgerPlace<Part>[] {
    const all: { readonly [P in LedgerPart]: () => readonly LedgerPlace<P>[] } = {
      charge: () =>
        placed.map(({ place, newest }) => {
          const item = () => ({ ...newest, askedCustomer: askedCustomer(newest) });
          return { place, atMs: newest.intent.createdAtMs, item };
        }),
      refund: () => [...firstEntry].flatMap(([id, place]) => refundPlace(id, place)),
      cash_entry: () => slips.places('cash_entry').map(({ place, newest }) => ({ place, atMs: newest.slip.atMs, item: () => newest })),
    };
    return all[part]();
  }

  function refundPlace(id: RefundId, place: number): readonly LedgerPlace<'refund'>[] {
    const charge = refunds.get(id);
    const refund = charge?.refunds.get(id);
    if (!charge || !refund) return [];
    return [{ place, atMs: refund.intent.createdAtMs, item: () => ({ ...refund, method: charge.newest.intent.method }) }];
  }

  function assertNewRefund({ id, refundNo, idempotencyKey: key }: RefundIntent, before: readonly ChargeChange[]): void {
    const clash = [...allRefunds(), ...before.flatMap(({ refund }) => refund ?? [])].find(
      ({ intent }) => intent.id === id || intent.refundNo === refundNo || (key !== null && intent.idempotencyKey === key),
    );
    assert(!clash, 'a refund of this id, number or idempotency key exists');
  }

  function allRefunds(): readonly RefundRecord[] {
    return [...refunds].flatMap(([id, charge]) => charge.refunds.get(id) ?? []);
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
      for (const change of checked(appended)) keep(change);
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
    makeSearchReadier: () => true,
    countCharges: (before) => placed.filter(({ place }) => before === null || place < before).length,
    chargesFurther(before, skip) {
      const older = placed.filter(({ place }) => before === null || place < before);
      const first = older.at(-1 - skip);
      return first ? first.place + 1 : null;
    },
    chargeSums: (shiftId) => sumCharges(placed.map(({ newest }) => newest).filter(({ intent }) => intent.shiftId === shiftId)),
    chargesOfShift: (shiftId) => placed.filter(({ newest }) => newest.intent.shiftId === shiftId).map(({ newest }) => newest),
    paidBetween(afterSeq, toSeq, createdUpTo) {
      const found = becamePaid(entries, afterSeq, toSeq);
      return placed.filter(({ place, newest }) => place <= createdUpTo && found.has(newest.intent.id)).map(({ newest }) => newest);
    },
    openCharges: () => [...open].sort((a, b) => a.place - b.place).map(({ newest }) => newest),
    refund: (id) => newestRefund(id, []),
    refundByNo: (refundNo) => allRefunds().find(({ intent }) => intent.refundNo === refundNo) ?? null,
    refundByIdempotencyKey: (key) => allRefunds().find(({ intent }) => intent.idempotencyKey === key) ?? null,
    refundsOf: (chargeId) => refundsOf(chargeId),
    refunds(before, limit) {
      const earlier = [...firstEntry].filter(([, place]) => place < (before ?? Number.MAX_SAFE_INTEGER)).sort(([, a], [, b]) => b - a);
      const page = earlier.slice(0, limit);
      const items = page.flatMap(([id]) => newestRefund(id, []) ?? []);
      return { items, nextBefore: page.length < limit ? null : (page.at(-1)?.[1] ?? null) };
    },
    refundsBetween(afterSeq, toSeq) {
      const told = entries.slice(afterSeq, toSeq).flatMap((change) => (change.kind === 'charge' && change.refund?.intent.id) || []);
      const ids = new Set(told);
      return allRefunds().filter(({ intent }) => ids.has(intent.id));
    },
    openRefunds: () => allRefunds().filter(({ state }) => !isRefundFinal(state.status)),
    slip: slips.byName,
    slipByKey: slips.byKey,
    openSlips: slips.open,
    slips(kind, before, limit) {
      assert(Number.isInteger(limit) && limit >= 1 && limit <= 200, `not a page size: ${limit}`);
      return slips.page(kind, before, limit);
    },
    slipsBetween: slips.between,
    changesAfter: (seq, limit) => entries.slice(seq, seq + limit),
    lastSeq: () => entries.length,
    takingsSince(fromMs, currency) {
      const paid = placed
        .map(({ newest }) => newest)
        .filter(({ intent, state }) => state.status === 'paid' && intent.createdAtMs >= fromMs && intent.currency === currency);
      return { paidCount: paid.length, paidFen: fen(paid.reduce((sum, { intent }) => sum + intent.amountFen, 0)) };
    },
    ledger<Part extends LedgerPart>(part: Part, span: Span, after: number | null) {
      const rest = ledgerPlaces(part).filter(({ place }) => place > (after ?? 0));
      const slice = rest.slice(0, LEDGER_SLICE);
      return {
        items: slice.flatMap(({ atMs, item }) => (isWithin(span, atMs) ? [item()] : [])),
        nextAfter: rest.length > LEDGER_SLICE ? (slice.at(-1)?.place ?? null) : null,
      };
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
