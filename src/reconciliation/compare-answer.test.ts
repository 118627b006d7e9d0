import { describe, expect, test } from 'vitest';
import type { QueryOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import { parseTransactionId, type TransactionId } from '../payment/charge.ts';
import { compareCharge, compareRefund } from './compare-answer.ts';
import type { LedgerRefund, PaymentStanding, RefundStanding } from './ledger.ts';
import { makeDeal } from './test-deal.ts';

const { charge, refunds } = makeDeal({ n: 1, amountFen: 4_800, minute: 720, second: 0, refunds: 1, skewMs: 0 });
const [refund] = refunds as readonly [LedgerRefund];

const paid = (transactionId: string | null): QueryOutcome => ({
  kind: 'paid',
  payment: {
    transactionId: parseTransactionId(transactionId ?? '') as TransactionId,
    wallet: 'wechat',
    paidAtMs: charge.atMs,
    payer: null,
  },
});
const PAID = paid(charge.transactionId);
const SILENT = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
const undone = (acquirerCode: 'REVOKED' | 'CLOSED' | 'REFUND'): QueryOutcome => ({ kind: 'undone', acquirerCode });

/** What a verdict comes to in a word: the cause of a difference, else its kind. */
function word(verdict: ReturnType<typeof compareCharge>): string {
  return verdict.kind === 'differs' ? verdict.draft.cause : verdict.kind;
}

describe('a charge, asked about at closing', () => {
  test.each<[PaymentStanding, QueryOutcome, string]>([
    ['paid', PAID, 'matched'],
    ['paid', paid('4200000000000000000000000777'), 'other_transaction'],
    ['paid', { kind: 'absent' }, 'never_arrived'],
    ['paid', { kind: 'not_paid' }, 'never_arrived'],
    ['paid', { kind: 'payment_failed' }, 'never_arrived'],
    ['paid', undone('REVOKED'), 'undone_there'],
    ['paid', undone('CLOSED'), 'undone_there'],
    ['paid', undone('REFUND'), 'refunded_there'],
    ['paid', SILENT, 'unheard'],
    ['unknown', PAID, 'paid_after_all'],
    ['unknown', undone('REVOKED'), 'undone_there'],
    ['unknown', { kind: 'customer_paying' }, 'unsettled'],
    ['unknown', { kind: 'absent' }, 'unsettled'],
    ['unknown', SILENT, 'unsettled'],
    ['reversed', PAID, 'paid_after_all'],
    ['declined', PAID, 'paid_after_all'],
    ['canceled', PAID, 'paid_after_all'],
    ['reversed', undone('REVOKED'), 'matched'],
    ['declined', undone('CLOSED'), 'matched'],
    ['canceled', { kind: 'absent' }, 'matched'],
    ['declined', SILENT, 'unheard'],
  ])('we say %s, %j is answered: %s', (status, answer, expected) => {
    expect(word(compareCharge({ charge: { ...charge, status }, refunds: [] }, answer))).toBe(expected);
  });

  test('an order that went back in part is no difference when the refund is ours', () => {
    expect(word(compareCharge({ charge, refunds }, undone('REFUND')))).toBe('matched');
    expect(word(compareCharge({ charge, refunds: [{ ...refund, status: 'failed' }] }, undone('REFUND')))).toBe('refunded_there');
  });

  test('a difference shows both records', () => {
    const verdict = compareCharge({ charge: { ...charge, status: 'declined' }, refunds: [] }, PAID);
    expect(verdict).toMatchObject({
      draft: {
        id: 'order-1/payment',
        difference: 'status_differs',
        chargeId: 'charge-1',
        shiftId: 'early',
        ours: { amountFen: 4_800, status: 'declined' },
        theirs: { amountFen: 4_800, status: 'paid', detail: charge.transactionId },
        remedies: ['adopt', 'refund', 'query_again'],
      },
    });
  });
});

describe('a refund, asked about at closing', () => {
  const done: RefundQueryOutcome = { kind: 'succeeded', succeededAtMs: null };
  test.each<[RefundStanding, RefundQueryOutcome, string]>([
    ['succeeded', done, 'matched'],
    ['succeeded', { kind: 'absent' }, 'refund_missing_there'],
    ['succeeded', { kind: 'closed', acquirerCode: 'REFUNDCLOSE' }, 'refund_failed_there'],
    ['succeeded', { kind: 'abnormal', acquirerCode: 'CHANGE' }, 'refund_failed_there'],
    ['succeeded', { kind: 'processing' }, 'unheard'],
    ['succeeded', SILENT, 'unheard'],
    ['pending', { kind: 'processing' }, 'unsettled'],
    ['pending', done, 'refund_done_there'],
    ['unknown', { kind: 'absent' }, 'unsettled'],
    ['unknown', SILENT, 'unsettled'],
    ['failed', { kind: 'absent' }, 'matched'],
    ['failed', { kind: 'closed', acquirerCode: 'REFUNDCLOSE' }, 'matched'],
    ['failed', done, 'refund_done_there'],
  ])('we say %s, %j is answered: %s', (status, answer, expected) => {
    expect(word(compareRefund({ ...refund, status }, answer))).toBe(expected);
  });
});
