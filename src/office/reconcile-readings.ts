import * as v from 'valibot';
import {
  type BillDayView,
  type DiscrepancyPage,
  DiscrepancyQuery,
  type DiscrepancyView,
  type EvidenceView,
  OneDiscrepancyQuery,
  type ReconciliationSummary,
} from '../contract/reconciliation.ts';
import { parseChargeId } from '../payment/charge.ts';
import type { Discrepancy, Evidence, Reconciliation } from '../reconciliation/discrepancy.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { BillDesk } from './bill-desk.ts';
import { type Readings, reading } from './desk.ts';
import { nameOf } from './people-readings.ts';

/** Slips that one answer looks through; a filter that finds little goes on with the next page. */
const WALKED = 1_000;
const PIECE = 200;
const MOST_SHIFTS = 20;
const MOST_DAYS = 14;

type Parts = {
  readonly journal: Journal;
  readonly bills: Pick<BillDesk, 'standings'>;
  readonly person: (id: string) => { readonly name: string } | null;
};

/** What a manager reads about differences with the acquirer, and how its bills stand. */
export function reconcileReadings(parts: Parts): Readings {
  const { journal } = parts;
  return {
    discrepancies: reading('see_reports', DiscrepancyQuery, (query) => ({ ok: true, value: pageOf(parts, query) })),
    discrepancy: reading('see_reports', OneDiscrepancyQuery, ({ id }) => {
      const found = journal.slip('discrepancy', id)?.slip;
      return found ? { ok: true, value: discrepancyView(parts, found) } : { ok: false, code: 'not_found' };
    }),
    reconciliation: reading('see_reports', v.object({}), () => ({ ok: true, value: summaryOf(parts) })),
  };
}

type Query = {
  status?: string | undefined;
  shiftId?: string | undefined;
  billDate?: string | undefined;
  cursor?: number | undefined;
  limit: number;
};

function pageOf(parts: Parts, { status, shiftId, billDate, cursor, limit }: Query): DiscrepancyPage {
  const items: DiscrepancyView[] = [];
  let before = cursor ?? null;
  for (let walked = 0; walked < WALKED; walked += PIECE) {
    const size = Math.min(PIECE, limit - items.length);
    const page = parts.journal.slips('discrepancy', before, size);
    const isWanted = (found: Discrepancy) =>
      (status === undefined || found.status === status) &&
      (shiftId === undefined || found.shiftId === shiftId) &&
      (billDate === undefined || found.billDate === billDate);
    items.push(...page.items.filter(({ slip }) => isWanted(slip)).map(({ slip }) => discrepancyView(parts, slip)));
    before = page.nextBefore;
    if (before === null || items.length >= limit) break;
  }
  return { items, nextCursor: before === null ? null : String(before) };
}

/** A difference, as a manager sees it. */
export function discrepancyView({ journal, person }: Parts, found: Discrepancy): DiscrepancyView {
  const { id, source, difference, cause, status, shiftId, billDate, chargeId, nearChargeId, orderNo, refundNo } = found;
  const { remedies, assignedTo, settledBy, remedy, reason, by, foundAtMs, settledAtMs } = found;
  const nearId = nearChargeId === null ? null : parseChargeId(nearChargeId);
  const near = nearId && journal.charge(nearId);
  const ownId = chargeId === null ? null : parseChargeId(chargeId);
  const currency = (ownId && journal.charge(ownId)?.intent.currency) ?? near?.intent.currency;
  return {
    ...{ id, source, difference, cause, status, shiftId, billDate, chargeId, nearChargeId, orderNo, refundNo },
    near: near && {
      at: timestamp(near.state.status === 'paid' ? near.state.paidAtMs : near.intent.createdAtMs),
      amount: near.intent.amountFen,
      orderNo: near.intent.orderNo,
    },
    ...(currency && { currency }),
    ours: evidenceView(found.ours),
    theirs: evidenceView(found.theirs),
    remedies,
    assignedTo: assignedTo && { id: assignedTo, name: person(assignedTo)?.name ?? '' },
    ...{ settledBy, remedy, reason, by: by && nameOf(by) },
    foundAt: timestamp(foundAtMs),
    settledAt: settledAtMs === null ? null : timestamp(settledAtMs),
  };
}

function evidenceView(evidence: Evidence | null): EvidenceView | null {
  if (evidence === null) return null;
  const { amountFen: amount, status, atMs, detail } = evidence;
  return { amount, status, at: atMs === null ? null : timestamp(atMs), detail };
}

function summaryOf({ journal, bills }: Parts): ReconciliationSummary {
  const open = journal.openSlips('discrepancy').map(({ slip }) => slip);
  const assigned = open.filter(({ status }) => status === 'assigned').length;
  const found = journal.slips('reconciliation', null, MOST_SHIFTS).items.map(({ slip }) => slip);
  const shifts = found.flatMap((slip) => shiftRow(slip, journal.slip('shift', slip.id)?.slip ?? null, open));
  return {
    counts: { open: open.length - assigned, assigned, settled: countSettled(journal) },
    matched: shifts.reduce((sum, { matched }) => sum + matched, 0),
    shifts,
    days: daysOf(found, bills.standings(), open),
  };
}

function shiftRow(
  { bill, matched, unsettled, discrepancies }: Reconciliation,
  shift: Shift | null,
  open: readonly Discrepancy[],
): ReconciliationSummary['shifts'] {
  if (!shift?.closing) return [];
  const times = { openedAt: timestamp(shift.openedAtMs), closedAt: timestamp(shift.closing.atMs) };
  const isOpen = open.filter(({ id }) => discrepancies.includes(id)).length;
  const { id, cashier, closing } = shift;
  return [{ id, zNumber: closing.number, cashier, ...times, bill, matched, open: isOpen, unsettled: unsettled.length }];
}

/** Days that were read, as the shifts tell them, and those that are waited for. */
function daysOf(
  found: readonly Reconciliation[],
  standings: ReturnType<BillDesk['standings']>,
  open: readonly Discrepancy[],
): readonly BillDayView[] {
  const openOf = (date: string) => open.filter(({ billDate }) => billDate === date).length;
  const days = new Map<string, BillDayView>();
  for (const { date, isEmpty, matched, readAtMs } of found.flatMap(({ bills }) => bills)) {
    const known = days.get(date);
    const readAt = timestamp(readAtMs);
    days.set(date, {
      ...{ date, state: isEmpty ? 'none' : 'read', dueAt: null, problem: null, open: openOf(date) },
      ...{ readAt: known?.readAt && known.readAt > readAt ? known.readAt : readAt, matched: matched + (known?.matched ?? 0) },
    });
  }
  for (const { date, state, dueAtMs, problem } of standings) {
    const known = days.get(date);
    const due = { date, state, dueAt: timestamp(dueAtMs), problem };
    days.set(date, { ...due, readAt: known?.readAt ?? null, matched: known?.matched ?? 0, open: openOf(date) });
  }
  return [...days.values()].sort((a, b) => (a.date > b.date ? -1 : 1)).slice(0, MOST_DAYS);
}

/** Of the newest ones: what was settled long ago is no news. */
function countSettled(journal: Journal): number {
  return journal.slips('discrepancy', null, PIECE).items.filter(({ slip }) => slip.status === 'settled').length;
}

function timestamp(wallMs: number): string {
  return new Date(wallMs).toISOString();
}
