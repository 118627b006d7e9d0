import type { BillLine } from '../gateway/bill.ts';
import { isSame } from './alike.ts';
import type { Cause } from './discrepancy.ts';
import { type Draft, draft } from './draft.ts';
import { ourEvidence, theirEvidence } from './evidence.ts';
import { judgeRefunds } from './judge-refunds.ts';
import { judgeUnexplained } from './judge-unexplained.ts';
import { type Ledger, type LedgerCharge, type LedgerPayment, SLACK_MS } from './ledger.ts';
import type { Span } from './tally.ts';

/** A shift's time, by our wall clock. */
export type ShiftTime = Span & { readonly id: string };

/** What every order is judged by. */
export type Terms = {
  readonly ledger: Ledger;
  readonly bill: Span; // what the days of the bill cover, by the acquirer's clock
  readonly shifts: readonly ShiftTime[];
  readonly terminalIds: readonly string[]; // device numbers this terminal has, or had
  readonly carried: ReadonlySet<string>; // charges and refunds that the bill before postponed
  readonly ours: ReadonlySet<number>; // places of our lines that found no line alike
};

/** What one order comes to. Lines that are alike after all count as matched; those of another day's bill wait for it. */
export type Judgement = {
  readonly drafts: readonly Draft[];
  readonly matched: readonly { readonly shiftId: string | null; readonly feeMicroYuan: number }[];
  readonly postponed: readonly string[]; // charges and refunds, by our names
};

/** Explains what is left over of an order: every line of the bill that found none alike, and what our ledger has of the order. */
export function judgeOrder(terms: Terms, orderNo: string, theirs: readonly BillLine[]): Judgement {
  const known = terms.ledger.charge(orderNo);
  if (known === null) return { drafts: judgeUnexplained(terms, theirs), matched: [], postponed: [] };
  const charge = judgeCharge(terms, known, theirs);
  const refunds = judgeRefunds(terms, known, theirs);
  return {
    drafts: [...charge.drafts, ...refunds.drafts],
    matched: [...charge.matched, ...refunds.matched],
    postponed: [...charge.postponed, ...refunds.postponed],
  };
}

const NOTHING: Judgement = { drafts: [], matched: [], postponed: [] };

function judgeCharge(terms: Terms, known: LedgerCharge, theirs: readonly BillLine[]): Judgement {
  const payments = theirs.filter(({ kind }) => kind === 'payment');
  const reversal = theirs.find(({ kind }) => kind === 'reversal');
  if (known.charge.status !== 'paid') return judgeNotPaid(terms, known.charge, payments, theirs);
  if (reversal !== undefined) return { ...NOTHING, drafts: [aboutCharge('undone_there', known.charge, reversal)] };
  return judgePaid(terms, known.charge, payments);
}

/** We say that it was paid, and so does every line here. */
function judgePaid({ ours, bill }: Terms, charge: LedgerPayment, payments: readonly BillLine[]): Judgement {
  const isAlone = ours.has(charge.place);
  const isFound = !isAlone && isWithin(bill, charge.atMs); // then what is here is one too many
  const [told, ...more] = isFound ? [undefined, ...payments] : payments;
  const extra = more.flatMap((line, n) => (line === undefined ? [] : [aboutCharge('listed_twice', charge, line, `payment/${n + 2}`)]));
  if (told !== undefined) {
    if (isSame(charge, told))
      return { drafts: extra, matched: [{ shiftId: charge.shiftId, feeMicroYuan: told.feeMicroYuan }], postponed: [] };
    const cause = told.amountFen === charge.amountFen ? 'other_transaction' : 'order_amount';
    return { ...NOTHING, drafts: [aboutCharge(cause, charge, told), ...extra] };
  }
  const isMissing = isAlone && isWithin(bill, charge.atMs);
  return { ...NOTHING, drafts: isMissing ? [aboutCharge('never_arrived', charge, null)] : extra };
}

/** We say that no money of it stayed, or do not know. */
function judgeNotPaid({ bill }: Terms, charge: LedgerPayment, [paid]: readonly BillLine[], theirs: readonly BillLine[]): Judgement {
  const reversal = theirs.find(({ kind }) => kind === 'reversal');
  if (reversal !== undefined) {
    if (charge.status === 'unknown') return { ...NOTHING, drafts: [aboutCharge('undone_there', charge, reversal)] };
    return { ...NOTHING, matched: [{ shiftId: charge.shiftId, feeMicroYuan: reversal.feeMicroYuan + (paid?.feeMicroYuan ?? 0) }] };
  }
  if (paid === undefined || isGivenBack(paid, theirs)) return NOTHING; // what went back is told as a refund
  // A reversal after the bill's last day is in the next bill.
  const mayFollow = charge.status === 'reversed' && (charge.settledAtMs ?? charge.atMs) + SLACK_MS >= bill.toMs;
  if (mayFollow) return { ...NOTHING, postponed: [charge.chargeId] };
  return { ...NOTHING, drafts: [aboutCharge('paid_after_all', charge, paid)] };
}

function isGivenBack(paid: BillLine, theirs: readonly BillLine[]): boolean {
  const backFen = theirs.reduce((sum, { refundStatus, refundFen }) => (refundStatus === 'succeeded' ? sum + (refundFen ?? 0) : sum), 0);
  return backFen >= paid.amountFen;
}

function isWithin({ fromMs, toMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}

function aboutCharge(cause: Cause, charge: LedgerPayment, theirs: BillLine | null, part = 'payment'): Draft {
  const { chargeId, orderNo, shiftId } = charge;
  const records = { ours: ourEvidence(charge), theirs: theirs && theirEvidence(theirs) };
  return draft(cause, { part, chargeId, orderNo, shiftId, refundNo: null, ...records });
}
