import type { BillLine } from '../gateway/bill.ts';
import type { Cause } from './discrepancy.ts';
import { type Draft, draft } from './draft.ts';
import { theirEvidence } from './evidence.ts';
import type { Terms } from './judge-order.ts';
import type { LedgerPayment } from './ledger.ts';

/** A second payment of the same customer comes within minutes: later ones are other sales. As `paid twice` in src/sale. */
const TWICE_WITHIN_MS = 5 * 60_000;

/** Whether a device number names another terminal. */
export function isForeign(terminalIds: readonly string[], deviceInfo: string | null): boolean {
  return deviceInfo !== null && !terminalIds.includes(deviceInfo);
}

/** Explains the lines of an order that our ledger does not know: taken in the time of a shift, or under our device number. */
export function judgeUnexplained(terms: Terms, theirs: readonly BillLine[]): readonly Draft[] {
  const payments = theirs.filter(({ kind }) => kind === 'payment');
  const isUndone = theirs.some(({ kind }) => kind === 'reversal'); // nothing moved, or it went back
  const refunds = theirs.filter(({ kind, refundStatus }) => kind === 'refund' && refundStatus !== 'failed');
  return [
    ...(isUndone ? [] : payments.flatMap((line, n) => aboutPayment(terms, line, n))),
    ...refunds.flatMap((line) => aboutRefund(terms, line)),
  ];
}

function aboutPayment(terms: Terms, line: BillLine, n: number): readonly Draft[] {
  const shiftId = shiftAt(terms, line);
  if (shiftId === undefined) return [];
  const near = terms.ledger.paidNear({ amountFen: line.amountFen, atMs: line.atMs, withinMs: TWICE_WITHIN_MS });
  return [unexplained(causeOf(line, near), line, shiftId, `payment${n === 0 ? '' : `/${n + 1}`}`, near)];
}

function causeOf({ deviceInfo }: BillLine, near: LedgerPayment | null): Cause {
  if (near !== null) return 'double_payment';
  return deviceInfo === null ? 'other_terminal' : 'not_ours';
}

function aboutRefund(terms: Terms, line: BillLine): readonly Draft[] {
  const shiftId = shiftAt(terms, line);
  if (shiftId === undefined) return [];
  return [unexplained('refund_not_ours', line, shiftId, `refund/${line.refundNo ?? line.acquirerRefundNo ?? ''}`, null)];
}

/** The shift in whose time a line is; null: none, but our device number stands there; undefined: no concern of ours. */
function shiftAt({ shifts }: Terms, { atMs, deviceInfo }: BillLine): string | null | undefined {
  const shift = shifts.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  return shift?.id ?? (deviceInfo === null ? undefined : null);
}

function unexplained(cause: Cause, line: BillLine, shiftId: string | null, part: string, near: LedgerPayment | null): Draft {
  const { orderNo, refundNo } = line;
  const records = { ours: null, theirs: theirEvidence(line), nearChargeId: near?.chargeId ?? null };
  return draft(cause, { part, chargeId: null, orderNo, shiftId, refundNo, ...records });
}
