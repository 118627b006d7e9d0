import { assert } from '../basics/assert.ts';
import { fen } from '../money/fen.ts';
import type { ChargeId } from '../payment/charge.ts';
import type { RefundId } from '../payment/refund.ts';
import { AppendFailure, type ChargeChange, type ChargeRecord, type Entry, type JournalChange, type RefundRecord } from './journal.ts';
import { onlyKept } from './kept-state-row.ts';
import type { MemoryCharges } from './memory-charges.ts';
import type { MemoryRefunds } from './memory-refunds.ts';
import type { MemorySlips } from './memory-slips.ts';
import { type RefundEntry, refundedFen } from './refund-entries.ts';
import { onlyKeptRefund } from './refund-row.ts';
import { onlySlip } from './slip-row.ts';

type ChargeEntry = Extract<Entry, { kind: 'charge_created' | 'charge_changed' }>;

/** What is kept already. */
type Kept = {
  readonly charges: Pick<MemoryCharges, 'byId' | 'check'>;
  readonly refunds: Pick<MemoryRefunds, 'byId' | 'ofCharge' | 'check'>;
  readonly slips: Pick<MemorySlips, 'check'>;
};

/** As the CHECK of the SQLite journal: masked, and never five digits in a row. */
const HINT = /^(?=.*•••)(?!.*\d{5})/s;

/**
 * Looks at every entry of an append before any is kept. Throws an `AppendFailure` when one of them cannot be.
 *
 * @param lastSeq number of the newest entry that is kept
 * @returns what each of them leaves behind
 */
export function checkedAppend(appended: readonly Entry[], lastSeq: number, kept: Kept): readonly JournalChange[] {
  try {
    return changesOf(appended, lastSeq, kept);
  } catch (cause) {
    throw new AppendFailure('refused', String(cause), { cause });
  }
}

function changesOf(appended: readonly Entry[], lastSeq: number, { charges, refunds, slips }: Kept): readonly JournalChange[] {
  const changes: JournalChange[] = [];
  const before: ChargeChange[] = []; // the same, of charges and refunds alone

  function chargeChange(entry: ChargeEntry, seq: number): ChargeChange {
    const { codeHint, atMs } = entry;
    assert(codeHint === null || HINT.test(codeHint), 'a code hint must be masked');
    const known = entry.kind === 'charge_changed' ? newestCharge(entry.chargeId) : null;
    const intent = entry.kind === 'charge_created' ? entry.intent : known?.intent;
    assert(intent !== undefined, 'no such charge to change');
    assert(refundsOf(intent.id).length === 0, 'a charge that has refunds stays paid');
    if (entry.kind === 'charge_created') {
      charges.check(
        intent,
        before.filter(({ refund }) => refund === null).map((change) => change.intent),
      );
    }
    return { intent, state: onlyKept(entry.state), codeHint, updatedAtMs: atMs, seq, refundedFen: fen(0), refund: null };
  }

  function refundChange(entry: RefundEntry, seq: number): ChargeChange {
    const known = entry.kind === 'refund_changed' ? newestRefund(entry.refundId) : null;
    const intent = entry.kind === 'refund_created' ? entry.intent : known?.intent;
    assert(intent !== undefined, 'no such refund to change');
    const charge = newestCharge(intent.chargeId);
    assert(charge?.state.status === 'paid', 'only a paid charge is refunded');
    if (entry.kind === 'refund_created') {
      refunds.check(
        intent,
        before.flatMap(({ refund }) => refund?.intent ?? []),
      );
    }
    const refund = { intent, state: onlyKeptRefund(entry.state), updatedAtMs: entry.atMs, seq };
    const others = refundsOf(intent.chargeId).filter((other) => other.intent.id !== intent.id);
    return { ...charge, updatedAtMs: entry.atMs, seq, refundedFen: refundedFen([...others, refund]), refund };
  }

  function newestCharge(id: ChargeId): ChargeRecord | null {
    return before.findLast(({ intent }) => intent.id === id) ?? charges.byId(id);
  }

  function newestRefund(id: RefundId): RefundRecord | null {
    return before.findLast(({ refund }) => refund?.intent.id === id)?.refund ?? refunds.byId(id);
  }

  /** Every refund of a charge as it stands after `before`. */
  function refundsOf(id: ChargeId): readonly RefundRecord[] {
    const found = new Map(refunds.ofCharge(id).map((refund) => [refund.intent.id, refund]));
    for (const { refund } of before) if (refund?.intent.chargeId === id) found.set(refund.intent.id, refund);
    return [...found.values()];
  }

  for (const entry of appended) {
    const seq = lastSeq + changes.length + 1;
    if (entry.kind === 'slip_written') {
      slips.check(
        entry.slip,
        changes.flatMap((change) => (change.kind === 'slip' ? change.slip : [])),
      );
      changes.push({ kind: 'slip', slip: onlySlip(entry.slip), updatedAtMs: entry.atMs, seq });
      continue;
    }
    const change = 'codeHint' in entry ? chargeChange(entry, seq) : refundChange(entry, seq);
    before.push(change);
    changes.push({ kind: 'charge', ...change });
  }
  return changes;
}
