import type { BillLine } from '../gateway/bill.ts';
import { fen } from '../money/fen.ts';
import type { Cause, Difference } from './discrepancy.ts';
import type { LedgerLine, LedgerPayment, LedgerRefund } from './ledger.ts';
import { BILL, type Deal, MINUTE_MS, paymentLine, refundLine, reversalLine } from './test-deal.ts';

/** What must be found: each with its kind, cause, order and refund number. */
export type Expected = readonly [difference: Difference, cause: Cause, orderNo: string, refundNo: string | null];

export type Planted = {
  readonly ours: readonly LedgerLine[];
  readonly theirs: readonly BillLine[];
  readonly expected: readonly Expected[];
  readonly postponed?: readonly string[];
};

/** What is done to a deal with two refunds. */
export type Planter = (deal: Deal) => Planted;

/** Both sides' lines of a deal, taken apart. */
function parts({ charge, refunds, theirs }: Deal) {
  const [first, second] = refunds as readonly [LedgerRefund, LedgerRefund];
  const [paid, firstBack, secondBack] = theirs as readonly [BillLine, BillLine, BillLine];
  return { charge, first, second, paid, firstBack, secondBack };
}

/** A deal of which the bill tells this, and our ledger the truth. */
function bill(
  change: (told: ReturnType<typeof parts>) => readonly BillLine[],
  ...expected: readonly [Difference, Cause, 'first' | 'second' | null][]
): Planter {
  return (deal) => {
    const told = parts(deal);
    return {
      ours: deal.ours,
      theirs: change(told),
      expected: expected.map(([difference, cause, refund]) => [difference, cause, deal.charge.orderNo, refund && told[refund].refundNo]),
    };
  };
}

/** A charge that ended otherwise in our ledger, without refunds, of which the bill tells this. */
function ended(
  changes: Partial<LedgerPayment>,
  tell: (charge: LedgerPayment) => readonly BillLine[],
  ...expected: readonly [Difference, Cause][]
): Planter {
  return (deal) => {
    const charge = { ...deal.charge, transactionId: null, ...changes };
    const told = tell(deal.charge);
    return { ours: [charge], theirs: told, expected: expected.map(([difference, cause]) => [difference, cause, charge.orderNo, null]) };
  };
}

/** A refund that stands otherwise in our ledger, of which the bill tells this. */
function stood(changes: Partial<LedgerRefund>, told: Partial<BillLine> | null, ...expected: readonly [Difference, Cause][]): Planter {
  return (deal) => {
    const { charge, first, second, paid, firstBack, secondBack } = parts(deal);
    return {
      ours: [charge, { ...first, ...changes }, second],
      theirs: [paid, ...(told === null ? [] : [{ ...firstBack, ...told }]), secondBack],
      expected: expected.map(([difference, cause]) => [difference, cause, charge.orderNo, first.refundNo]),
    };
  };
}

/** Lines of the bill that are nobody's of ours. */
function strange(change: Partial<BillLine>, ...expected: readonly [Difference, Cause][]): Planter {
  return (deal) => {
    const { charge } = deal;
    const orderNo = `strange-${deal.n}`;
    // No amount of a deal ends in 7 yuan and 77 fen, so that it repeats none.
    const line = paymentLine(charge, { orderNo, transactionId: `43${deal.n}`, amountFen: fen(1_000_777), ...change });
    return {
      ours: deal.ours,
      theirs: [...deal.theirs, line],
      expected: expected.map(([difference, cause]) => [difference, cause, orderNo, null]),
    };
  };
}

const LATE_NIGHT_MS = BILL.toMs - 5_000;

/** Differences that must be found, and what looks like one and is none. */
export const PLANTERS: Readonly<Record<string, Planter>> = {
  nothing: ({ ours, theirs }) => ({ ours, theirs, expected: [] }),

  // Payments.
  'payment dropped': bill(({ firstBack, secondBack }) => [firstBack, secondBack], ['missing_at_acquirer', 'never_arrived', null]),
  'payment listed twice': bill(
    ({ paid, firstBack, secondBack }) => [paid, paid, firstBack, secondBack],
    ['missing_in_ledger', 'listed_twice', null],
  ),
  'one fen more': bill(
    ({ paid, firstBack, secondBack }) => [{ ...paid, amountFen: fen(paid.amountFen + 1) }, firstBack, secondBack],
    ['amount_differs', 'order_amount', null],
  ),
  'one fen less': bill(
    ({ paid, firstBack, secondBack }) => [{ ...paid, amountFen: fen(paid.amountFen - 1) }, firstBack, secondBack],
    ['amount_differs', 'order_amount', null],
  ),
  'another transaction': bill(
    ({ paid, firstBack, secondBack }) => [{ ...paid, transactionId: `${paid.transactionId}9` }, firstBack, secondBack],
    ['status_differs', 'other_transaction', null],
  ),
  'reversed there': bill(
    ({ charge, paid, firstBack, secondBack }) => [paid, firstBack, secondBack, reversalLine(charge, charge.atMs + 30_000)],
    ['status_differs', 'undone_there', null],
  ),
  'reversed there, told in one line': bill(
    ({ charge, firstBack, secondBack }) => [reversalLine(charge, charge.atMs + 30_000), firstBack, secondBack],
    ['status_differs', 'undone_there', null],
  ),
  'unknown, and paid': ended({ status: 'unknown', settledAtMs: null }, (charge) => [paymentLine(charge)], [
    'status_differs',
    'paid_after_all',
  ]),
  'unknown, and undone': ended(
    { status: 'unknown', settledAtMs: null },
    (charge) => [paymentLine(charge), reversalLine(charge, charge.atMs + 30_000)],
    ['status_differs', 'undone_there'],
  ),
  'declined, and paid': ended({ status: 'declined' }, (charge) => [paymentLine(charge)], ['status_differs', 'paid_after_all']),
  'canceled, and paid': ended({ status: 'canceled' }, (charge) => [paymentLine(charge)], ['status_differs', 'paid_after_all']),
  'reversed, and paid': ended({ status: 'reversed' }, (charge) => [paymentLine(charge)], ['status_differs', 'paid_after_all']),

  // Refunds.
  'refund dropped': stood({}, null, ['refund_differs', 'refund_missing_there']),
  'refund listed twice': bill(
    ({ paid, firstBack, secondBack }) => [paid, firstBack, secondBack, firstBack],
    ['refund_differs', 'refund_twice', 'first'],
  ),
  'refund one fen off': stood({ refundFen: fen(11) }, { refundFen: fen(12) }, ['refund_differs', 'refund_amount']),
  'refund failed there': stood({}, { refundStatus: 'failed' }, ['refund_differs', 'refund_failed_there']),
  'refund came back from a void card': stood({}, { refundStatus: 'abnormal' }, ['refund_differs', 'refund_failed_there']),
  'refund failed here alone': stood({ status: 'failed' }, {}, ['refund_differs', 'refund_done_there']),
  'refund unknown here': stood({ status: 'unknown', settledAtMs: null }, {}, ['refund_differs', 'refund_done_there']),
  'refund pending here': stood({ status: 'pending', settledAtMs: null }, {}, ['refund_differs', 'refund_done_there']),
  'refund numbers changed places': bill(
    ({ paid, first, second, firstBack, secondBack }) => [
      paid,
      { ...firstBack, refundNo: second.refundNo },
      { ...secondBack, refundNo: first.refundNo },
    ],
    ['refund_differs', 'refund_amount', 'first'],
    ['refund_differs', 'refund_amount', 'second'],
  ),
  'refund under another number': stood({}, { refundNo: 'of-somebody' }, ['refund_differs', 'refund_number']),
  'refunded at the console': (deal) => {
    const refundNo = `console-${deal.n}`;
    const { first, firstBack } = parts(deal);
    const line = refundLine(first, firstBack.atMs, { refundNo, acquirerRefundNo: '50001', refundFen: fen(3) });
    return {
      ours: deal.ours,
      theirs: [...deal.theirs, line],
      expected: [['refund_differs', 'refunded_there', deal.charge.orderNo, refundNo]],
    };
  },

  // Lines that no charge of ours explains.
  'money of nobody': strange({}, ['missing_in_ledger', 'not_ours']),
  'money of nobody, at no device': strange({ deviceInfo: null }, ['missing_in_ledger', 'other_terminal']),
  'paid twice': (deal) => {
    const orderNo = `again-${deal.n}`;
    const line = paymentLine(deal.charge, { orderNo, transactionId: `44${deal.n}`, atMs: deal.charge.atMs + 50_000 });
    return { ours: deal.ours, theirs: [...deal.theirs, line], expected: [['missing_in_ledger', 'double_payment', orderNo, null]] };
  },
  'a refund of nobody': (deal) => {
    const { first, firstBack } = parts(deal);
    const [orderNo, refundNo] = [`strange-${deal.n}`, `strange-back-${deal.n}`];
    const line = refundLine(first, firstBack.atMs, { orderNo, refundNo });
    return { ours: deal.ours, theirs: [...deal.theirs, line], expected: [['missing_in_ledger', 'refund_not_ours', orderNo, refundNo]] };
  },

  // What is none.
  'money of another terminal': strange({ deviceInfo: 'T02' }),
  'money of nobody, undone': (deal) => {
    const other = { ...deal.charge, orderNo: `strange-${deal.n}` };
    return { ours: deal.ours, theirs: [...deal.theirs, paymentLine(other), reversalLine(other, other.atMs + 30_000)], expected: [] };
  },
  'money at no device, outside every shift': strange({ deviceInfo: null, atMs: BILL.fromMs + 5 * MINUTE_MS }),
  'partly paid by coupon': bill(({ paid, firstBack, secondBack }) => [{ ...paid, couponFen: fen(50) }, firstBack, secondBack]),
  'no device number, but ours': bill(({ paid, firstBack, secondBack }) => [{ ...paid, deviceInfo: null }, firstBack, secondBack]),
  'under the name the terminal had': bill(({ paid, firstBack, secondBack }) => [{ ...paid, deviceInfo: 'T00' }, firstBack, secondBack]),
  'another fee': bill(({ paid, firstBack, secondBack }) => [{ ...paid, feeMicroYuan: 0 }, firstBack, secondBack]),
  'declined, and not there': ended({ status: 'declined' }, () => []),
  'unknown, and not there': ended({ status: 'unknown', settledAtMs: null }, () => []),
  'reversed on both sides': ended({ status: 'reversed' }, (charge) => [paymentLine(charge), reversalLine(charge, charge.atMs + 30_000)]),
  'reversed on both sides, told in one line': ended({ status: 'reversed' }, (charge) => [reversalLine(charge, charge.atMs + 30_000)]),
  'refund still on its way there': stood({}, { refundStatus: 'processing' }),
  'refund pending on both sides': stood({ status: 'pending', settledAtMs: null }, { refundStatus: 'processing' }),
  'refund pending here, not there': stood({ status: 'pending', settledAtMs: null }, null),
  'refund failed on both sides': stood({ status: 'failed' }, { refundStatus: 'failed' }),
  'refund accepted after midnight': (deal) => {
    const { charge, paid } = parts(deal);
    const refund = { ...parts(deal).first, atMs: LATE_NIGHT_MS, settledAtMs: LATE_NIGHT_MS + 20_000 };
    return { ours: [charge, refund], theirs: [paid], expected: [], postponed: [refund.refundId] };
  },
  'reversed after midnight': (deal) => {
    const charge: LedgerPayment = { ...deal.charge, status: 'reversed', settledAtMs: BILL.toMs + 10_000 };
    return { ours: [charge], theirs: [paymentLine(deal.charge)], expected: [], postponed: [charge.chargeId] };
  },
  'refund asked for before midnight, in the bill before': (deal) => {
    const { charge, paid, first } = parts(deal);
    return { ours: [charge, { ...first, atMs: BILL.fromMs - 5_000, settledAtMs: BILL.fromMs + 5_000 }], theirs: [paid], expected: [] };
  },
  'refund of an older day, accepted on this one': (deal) => {
    const { charge, paid, first, firstBack } = parts(deal);
    const older = { ...first, atMs: BILL.fromMs - 20 * MINUTE_MS, settledAtMs: firstBack.atMs };
    return { ours: [charge, older], theirs: [paid, firstBack], expected: [] };
  },
};
