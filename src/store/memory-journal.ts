import { assert } from '../basics/assert.ts';
import { fen } from '../money/fen.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import {
  AppendFailure,
  type AppendFailureKind,
  type ChargeRecord,
  type Journal,
  type JournalChange,
  type JournalDamage,
} from './journal.ts';
import { checkedAppend } from './memory-append.ts';
import { memoryCharges } from './memory-charges.ts';
import { becamePaid, sumCharges } from './memory-filter.ts';
import { memoryLedger } from './memory-ledger.ts';
import { memoryRefunds } from './memory-refunds.ts';
import { memorySlips } from './memory-slips.ts';

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
  const charges = memoryCharges();
  const refunds = memoryRefunds();
  const slips = memorySlips();
  let failures = 0;
  let failureKind: AppendFailureKind = 'full';
  let damage: JournalDamage | null = null;

  for (const change of image) keep(change);

  function keep(change: JournalChange): void {
    entries.push(change);
    const { kind, ...rest } = change;
    if ('slip' in rest) {
      slips.keep(rest);
      return;
    }
    const { refund, ...charge } = rest;
    charges.keep(charge);
    if (refund) refunds.keep(refund);
  }

  /** Every charge that is one of those, as it stands, oldest first. */
  function chargesThat(isMeant: (charge: ChargeRecord, place: number) => boolean): readonly ChargeRecord[] {
    return charges
      .places()
      .filter(({ place, newest }) => isMeant(newest, place))
      .map(({ newest }) => newest);
  }

  return {
    append(appended) {
      if (failures > 0) {
        failures -= 1;
        throw new AppendFailure(failureKind, FAILURES[failureKind]);
      }
      if (damage) throw new AppendFailure('damaged', damage.message);
      for (const change of checkedAppend(appended, entries.length, { charges, refunds, slips })) keep(change);
      return entries.length;
    },
    charge: charges.byId,
    chargeByOrderNo: charges.byOrderNo,
    chargeByIdempotencyKey: charges.byKey,
    charges(filter, before, limit) {
      assertPageSize(limit);
      return charges.page(filter, before, limit);
    },
    makeSearchReadier: () => true,
    countCharges: charges.count,
    chargesFurther: charges.further,
    chargeSums: (shiftId) => sumCharges(chargesThat(({ intent }) => intent.shiftId === shiftId)),
    chargesOfShift: (shiftId) => chargesThat(({ intent }) => intent.shiftId === shiftId),
    paidBetween(afterSeq, toSeq, createdUpTo) {
      const found = becamePaid(entries, afterSeq, toSeq);
      return chargesThat(({ intent }, place) => place <= createdUpTo && found.has(intent.id));
    },
    openCharges: charges.open,
    refund: refunds.byId,
    refundByNo: (refundNo) => refunds.all().find(({ intent }) => intent.refundNo === refundNo) ?? null,
    refundByIdempotencyKey: (key) => refunds.all().find(({ intent }) => intent.idempotencyKey === key) ?? null,
    refundsOf: refunds.ofCharge,
    refunds: refunds.page,
    refundsBetween(afterSeq, toSeq) {
      const told = entries.slice(afterSeq, toSeq).flatMap((change) => (change.kind === 'charge' && change.refund?.intent.id) || []);
      const ids = new Set(told);
      return refunds.all().filter(({ intent }) => ids.has(intent.id));
    },
    openRefunds: () => refunds.all().filter(({ state }) => !isRefundFinal(state.status)),
    slip: slips.byName,
    slipByKey: slips.byKey,
    openSlips: slips.open,
    slips(kind, before, limit) {
      assertPageSize(limit);
      return slips.page(kind, before, limit);
    },
    slipsBetween: slips.between,
    changesAfter: (seq, limit) => entries.slice(seq, seq + limit),
    lastSeq: () => entries.length,
    takingsSince(fromMs, currency) {
      const paid = chargesThat(
        ({ intent, state }) => state.status === 'paid' && intent.createdAtMs >= fromMs && intent.currency === currency,
      );
      return { paidCount: paid.length, paidFen: fen(paid.reduce((sum, { intent }) => sum + intent.amountFen, 0)) };
    },
    ledger: memoryLedger({ entries, charges, refunds, slips }),
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

function assertPageSize(limit: number): void {
  assert(Number.isInteger(limit) && limit >= 1 && limit <= 200, `not a page size: ${limit}`);
}
