import type { BillLine } from '../gateway/bill.ts';
import type { Cause } from './discrepancy.ts';
import { type Draft, draft } from './draft.ts';
import { ourEvidence, theirEvidence } from './evidence.ts';
import type { Judgement, Terms } from './judge-order.ts';
import { type LedgerCharge, type LedgerPayment, type LedgerRefund, type RefundStanding, SLACK_MS } from './ledger.ts';

type Told = NonNullable<BillLine['refundStatus']>;

/** What our word and the bill's, for one refund of one amount, come to; null: alike. The bill's is of the morning after and is never corrected. */
const STANDINGS: Readonly<Record<RefundStanding, Readonly<Record<Told, Cause | null>>>> = {
  succeeded: { succeeded: null, processing: null, failed: 'refund_failed_there', abnormal: 'refund_failed_there' },
  pending: { succeeded: 'refund_done_there', processing: null, failed: 'refund_failed_there', abnormal: 'refund_failed_there' },
  unknown: {
    succeeded: 'refund_done_there',
    processing: 'refund_done_there',
    failed: 'refund_failed_there',
    abnormal: 'refund_failed_there',
  },
  failed: { succeeded: 'refund_done_there', processing: 'refund_done_there', failed: null, abnormal: 'refund_failed_there' },
};

/** Explains the refunds of a charge that we know. */
export function judgeRefunds(terms: Terms, { charge, refunds }: LedgerCharge, theirs: readonly BillLine[]): Judgement {
  const drafts: Draft[] = [];
  const matched: { shiftId: string | null; feeMicroYuan: number }[] = [];
  const postponed: string[] = [];
  const unheard = new Map<string, LedgerRefund>(); // ours that found no line alike, by number
  for (const refund of refunds) if (terms.ours.has(refund.place) || refund.status !== 'succeeded') unheard.set(refund.refundNo, refund);
  const unknown: BillLine[] = [];
  for (const line of theirs.filter(({ kind }) => kind === 'refund')) {
    const refund = unheard.get(line.refundNo ?? '');
    if (refund === undefined) unknown.push(line);
    else {
      unheard.delete(refund.refundNo);
      const cause = compare(refund, line);
      if (cause === null) matched.push({ shiftId: refund.shiftId, feeMicroYuan: line.feeMicroYuan });
      else drafts.push(aboutRefund(cause, refund, line));
    }
  }
  for (const line of unknown) {
    const twin = [...unheard.values()].find(({ status, refundFen }) => status === 'succeeded' && refundFen === line.refundFen);
    const listed = refunds.find(({ refundNo }) => refundNo === line.refundNo);
    if (listed !== undefined) judgeAgain(listed, line);
    else if (twin !== undefined) {
      unheard.delete(twin.refundNo);
      drafts.push(aboutRefund('refund_number', twin, line));
    } else if (line.refundStatus !== 'failed') drafts.push(aboutConsole(charge, line));
  }
  for (const refund of unheard.values()) judgeUnheard(refund);
  return { drafts, matched, postponed };

  /** A line of a refund of ours that is alike, or was, on this day or on another. */
  function judgeAgain(refund: LedgerRefund, line: BillLine): void {
    const isOfTheseDays = refund.atMs >= terms.bill.fromMs - SLACK_MS && refund.atMs < terms.bill.toMs + SLACK_MS;
    const isRepeated = isOfTheseDays || terms.carried.has(refund.refundId) || drafts.some(({ refundNo }) => refundNo === refund.refundNo);
    const cause = isRepeated ? 'refund_twice' : compare(refund, line);
    if (cause === null) matched.push({ shiftId: refund.shiftId, feeMicroYuan: line.feeMicroYuan });
    else drafts.push(aboutRefund(cause, refund, line, isRepeated ? '/again' : ''));
  }

  /** A refund of ours that the bill is silent about. */
  function judgeUnheard(refund: LedgerRefund): void {
    if (refund.status !== 'succeeded') return; // it may never have been taken on
    const isLate = (refund.settledAtMs ?? refund.atMs) + SLACK_MS >= terms.bill.toMs;
    const isEarly = refund.atMs - SLACK_MS < terms.bill.fromMs;
    if (isLate) postponed.push(refund.refundId);
    else if (!isEarly || terms.carried.has(refund.refundId)) drafts.push(aboutRefund('refund_missing_there', refund, null));
  }
}

function compare(refund: LedgerRefund, line: BillLine): Cause | null {
  if (refund.refundFen !== line.refundFen) return 'refund_amount';
  return STANDINGS[refund.status][line.refundStatus ?? 'processing'];
}

function aboutRefund(cause: Cause, refund: LedgerRefund, theirs: BillLine | null, again = ''): Draft {
  const { chargeId, orderNo, shiftId, refundNo } = refund;
  const records = { ours: ourEvidence(refund), theirs: theirs && theirEvidence(theirs) };
  return draft(cause, { part: `refund/${refundNo}${again}`, chargeId, orderNo, shiftId, refundNo, ...records });
}

/** A refund that was not given by this terminal, of a charge that was taken here. */
function aboutConsole({ chargeId, orderNo, shiftId }: LedgerPayment, line: BillLine): Draft {
  const { refundNo } = line;
  const part = `refund/${refundNo ?? line.acquirerRefundNo ?? ''}`;
  return draft('refunded_there', { part, chargeId, orderNo, shiftId, refundNo, ours: null, theirs: theirEvidence(line) });
}
