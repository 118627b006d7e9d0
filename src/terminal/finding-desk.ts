import type { Clock } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Finding as FindingDocument, FindingPage, FindingView } from '../contract/finding.ts';
import type { Log } from '../log/log.ts';
import { addFen, fen } from '../money/fen.ts';
import type { ChargeId, Intent, SaleId } from '../payment/charge.ts';
import type { KeptState } from '../payment/state.ts';
import { findingId, type PaidCharge, pairOf } from '../sale/paid-twice.ts';
import type { DismissalReason, Evidence, Finding } from '../sale/slip.ts';
import type { Journal, RefundRecord, SlipRecord } from '../store/journal.ts';
import { chargeView } from './charge-view.ts';
import { findingView } from './finding-view.ts';
import { createRecentPayments, paidCharge } from './recent-payments.ts';
import type { RefundDesk } from './refund-desk.ts';
import type { Refusal } from './terminal.ts';

/** A disk that refused a write is asked again after this long. */
const JOURNAL_RETRY_MS = 1_000;
/** More than these nobody works off from a screen; the others follow when these are settled. */
const MOST_SHOWN = 50;

/** Where money that seems to have been taken twice is noticed and settled. */
export type FindingDesk = {
  /** What is found when this becomes the charge's state: written in the same append, so that a crash loses none. Looks at memory alone. */
  slipsWith(intent: Intent, state: KeptState): readonly Finding[];
  /** The charge is paid, and that is durable. @returns what was found with it */
  paid(charge: PaidParts): readonly FindingDocument[];
  /** A sale was settled in cash: if it is paid as well, that is one too many. */
  settledInCash(saleId: SaleId): void;
  /** A refund of this charge changed: what is given back whole needs nobody any more. */
  refundChanged(chargeId: ChargeId): void;
  /** Gives the later payment back whole. */
  refund(findingId: string): Result<FindingDocument, Refusal>;
  /** Says that both payments are right. `not_now` while one is being given back. */
  dismiss(findingId: string, reason: DismissalReason): Result<FindingDocument, Refusal | 'not_now'>;
  /** What needs a person, oldest first. */
  open(): readonly FindingView[];
  /** @param isOpen only those that need a person; @param limit 1 to 200 */
  page(isOpen: boolean, cursor: string | null, limit: number): Result<FindingPage, 'bad_cursor'>;
  stop(): void;
};

type Parts = {
  readonly journal: Journal;
  readonly refundDesk: RefundDesk;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each one that was settled; `null`: only what is shown of them has changed. */
  readonly changed: (settled: FindingDocument | null) => void;
};

type Found = SlipRecord<Finding>;
/** A charge as its last append left it. */
type PaidParts = { readonly intent: Intent; readonly state: KeptState; readonly updatedAtMs: number };

export function createFindingDesk({ journal, refundDesk, clock, log, changed }: Parts): FindingDesk {
  const recent = createRecentPayments(journal, clock, (cause) => log.write('payments_unread', { message: String(cause) }));
  const found = new Map<string, Found>(journal.openSlips('finding').map((record) => [record.slip.id, record]));
  const proposed = new Map<ChargeId, Finding>(); // not durable yet
  let shown: readonly FindingView[] | null = null;
  let stopped = false;
  for (const { slip } of [...found.values()]) review(slip); // given back, and then the process died

  function look(paid: PaidCharge): Finding | null {
    if (recent.wasCash(paid.saleId)) return raise('cash_and_wallet', null, paid);
    const alike = recent.like(paid);
    if (alike.length === 0) return null;
    const pair = pairOf(
      paid,
      alike.filter(({ chargeId }) => !isKnownToGoBack(chargeId)),
    );
    return pair && raise(pair.evidence, pair.earlier.chargeId, pair.later);
  }

  function raise(evidence: Evidence, earlier: ChargeId | null, { chargeId: later, amountFen, currency }: PaidCharge): Finding {
    const of = { earlier, later, amountFen, currency };
    const end = { status: 'open', remedy: null, refundId: null, reason: null } as const;
    return { kind: 'finding', id: findingId(earlier, later), evidence, ...of, raisedAtMs: clock.wallMs(), ...end };
  }

  function standing(id: ChargeId): readonly RefundRecord[] {
    return journal.refundsOf(id).filter(({ state }) => state.status !== 'failed');
  }

  /** What is not given back of a charge, and not about to be. */
  function leftFen(id: ChargeId): number {
    const charge = journal.charge(id);
    return charge ? charge.intent.amountFen - addFen(...standing(id).map(({ intent }) => intent.amountFen)) : 0;
  }

  function isGoingBack(id: ChargeId): boolean {
    return leftFen(id) === 0;
  }

  /** What cannot be read holds up no payment: better a finding too many. */
  function isKnownToGoBack(id: ChargeId): boolean {
    try {
      return isGoingBack(id);
    } catch (cause) {
      log.write('payments_unread', { message: String(cause) });
      return false;
    }
  }

  function givingBack({ later, earlier }: Finding): FindingView['givingBack'] {
    if (isGoingBack(later) || (earlier !== null && isGoingBack(earlier))) return 'underway';
    return journal.refundsOf(later).at(-1)?.state.status === 'failed' ? 'failed' : 'no';
  }

  /** Settles what is given back whole, whoever asked for that. */
  function review(finding: Finding): void {
    const back = [finding.later, finding.earlier].find((id) => {
      const charge = id && journal.charge(id);
      return charge && charge.refundedFen >= charge.intent.amountFen;
    });
    if (!back || stopped) return;
    const refundId = standing(back).at(-1)?.intent.id ?? null;
    const settled = settle(finding, { remedy: 'refund', refundId, reason: null });
    if (settled) changed(settled);
    else clock.after(JOURNAL_RETRY_MS, () => found.has(finding.id) && review(finding));
  }

  /** @returns null when the disk did not take it */
  function settle(finding: Finding, end: Pick<Finding, 'remedy' | 'refundId' | 'reason'>): FindingDocument | null {
    const slip: Finding = { ...finding, ...end, status: 'settled' };
    const atMs = clock.wallMs();
    try {
      journal.append([{ kind: 'slip_written', slip, atMs }]);
    } catch (error) {
      log.write('journal_failed', { message: String(error) });
      return null;
    }
    found.delete(slip.id);
    shown = null;
    log.write('finding_settled', { kind: end.remedy, reason: end.reason });
    return findingView({ slip, updatedAtMs: atMs });
  }

  function openOne(id: string): Result<Found, Refusal> {
    const record = found.get(id);
    if (record) return ok(record);
    return err(journal.slip('finding', id) ? 'already_final' : 'not_found');
  }

  function view(record: Found): FindingView | null {
    const { slip } = record;
    const later = journal.charge(slip.later);
    const earlier = slip.earlier && journal.charge(slip.earlier);
    return (
      later && { ...findingView(record), later: chargeView(later), earlier: earlier && chargeView(earlier), givingBack: givingBack(slip) }
    );
  }

  return {
    slipsWith(intent, state) {
      const paid = paidCharge({ intent, state });
      const finding = paid && look(paid);
      if (!finding) return [];
      proposed.set(intent.id, finding);
      return [finding];
    },
    paid(charge) {
      const paid = paidCharge(charge);
      if (paid) recent.add(paid);
      const slip = proposed.get(charge.intent.id);
      proposed.delete(charge.intent.id);
      if (!slip) return [];
      const record = { slip, updatedAtMs: charge.updatedAtMs, seq: journal.lastSeq() };
      found.set(slip.id, record);
      shown = null;
      log.write('finding_raised', { orderNo: charge.intent.orderNo, kind: slip.evidence });
      return [findingView(record)];
    },
    settledInCash: recent.addCash,
    refundChanged(chargeId) {
      const concerned = [...found.values()].filter(({ slip }) => slip.later === chargeId || slip.earlier === chargeId);
      if (concerned.length === 0) return;
      shown = null;
      for (const { slip } of concerned) review(slip);
      changed(null);
    },
    refund(id) {
      const one = openOne(id);
      if (!one.ok) return one;
      const { slip } = one.value;
      if (givingBack(slip) === 'underway') return ok(findingView(one.value)); // asked twice
      const last = journal.refundsOf(slip.later).at(-1);
      const begun =
        last?.state.status === 'failed' && last.state.code === 'insufficient_balance'
          ? refundDesk.again(last.intent.id, last.state.from === 'unsettled' ? 'balance' : 'unsettled')
          : refundDesk.refund({
              ...{ origin: 'cashier', chargeId: slip.later, amountFen: fen(leftFen(slip.later)), reason: null, from: 'unsettled' },
              ...{ idempotencyKey: null, fingerprint: null },
            });
      return begun.ok ? ok(findingView(found.get(id) ?? one.value)) : begun;
    },
    dismiss(id, reason) {
      const one = openOne(id);
      if (!one.ok) return one;
      if (givingBack(one.value.slip) === 'underway') return err('not_now');
      if (journal.damage()) return err('journal_damaged');
      const settled = settle(one.value.slip, { remedy: 'dismissed', refundId: null, reason });
      if (!settled) return err('journal_failed');
      changed(settled);
      return ok(settled);
    },
    open() {
      shown ??= [...found.values()].slice(0, MOST_SHOWN).flatMap((record) => view(record) ?? []);
      return shown;
    },
    page(isOpen, cursor, limit) {
      if (cursor !== null && !/^\d{1,15}$/.test(cursor)) return err('bad_cursor');
      const before = cursor === null ? null : Number(cursor);
      const page = isOpen ? pageOfOpen(before, limit) : journal.slips('finding', before, limit);
      return ok({ items: page.items.map(findingView), nextCursor: page.nextBefore === null ? null : String(page.nextBefore) });
    },
    stop() {
      stopped = true;
      recent.stop();
    },
  };

  /** An open one was written once, so its newest entry is its place. */
  function pageOfOpen(before: number | null, limit: number): { readonly items: readonly Found[]; readonly nextBefore: number | null } {
    const rest = [...found.values()].reverse().filter(({ seq }) => before === null || seq < before);
    return { items: rest.slice(0, limit), nextBefore: rest.length > limit ? (rest[limit - 1]?.seq ?? null) : null };
  }
}
