import type { Charge } from '../../../src/contract/charge.ts';
import type { Inquiry, PaymentAnswer } from '../../../src/contract/inquiry.ts';

const ORDER_NO = 'T01D261122062911NQ4XB8812';
const TRANSACTION = '4200002611202611220000008812';

const NOTHING: PaymentAnswer = {
  answer: 'no_answer',
  isConfirmed: false,
  orderNo: null,
  transactionId: TRANSACTION,
  amount: null,
  refundedAmount: null,
  paidAt: null,
  device: null,
  isAttached: false,
  charge: null,
};
const MONEY = { isConfirmed: true, orderNo: ORDER_NO, amount: 12_800, refundedAmount: 0, paidAt: '2026-11-22T14:29:30+08:00' } as const;

function answered(answer: Partial<PaymentAnswer>, attach: Inquiry['attach'] = null): Inquiry {
  return { id: 1, numberTail: '8812', asked: 'answered', answer: { ...NOTHING, ...answer }, attach };
}

/** What the panel of a customer who says that he has paid shows. `charge` is one of this terminal, on the stage. */
export function inquiryStories(charge: Charge): Readonly<Record<string, Inquiry>> {
  const ours = { charge: { ...charge, orderNo: ORDER_NO }, orderNo: ORDER_NO };
  const attach = (may: 'free' | 'second_use' | 'other_amount' | 'till_decides') => ({ chargeId: charge.id, may });
  const elsewhere = { ...MONEY, answer: 'paid_elsewhere', device: 'T02', orderNo: 'T02D261122062911NXK7Q8812' } as const;
  return {
    asking: { ...answered({}), asked: 'asking', answer: null },
    'paid-here': answered({ ...ours, ...MONEY, answer: 'paid_here' }),
    'second-use': answered({ ...ours, ...MONEY, answer: 'paid_here' }, attach('second_use')),
    'paid-elsewhere': answered(elsewhere, attach('free')),
    'other-amount': answered({ ...elsewhere, amount: 13_200 }, attach('other_amount')),
    'paid-after-all': answered(
      { ...MONEY, answer: 'paid_after_all', charge: { ...charge, status: 'declined', orderNo: ORDER_NO } },
      attach('free'),
    ),
    refunded: answered({ ...ours, ...MONEY, answer: 'refunded', refundedAmount: 2_000 }),
    reversed: answered({ ...ours, answer: 'reversed', amount: 12_800 }),
    'not-paid': answered({ answer: 'not_paid', isConfirmed: true, orderNo: ORDER_NO }),
    'not-known-yet': answered({ ...ours, answer: 'not_known_yet', amount: 12_800 }),
    'not-ours': answered({ answer: 'not_ours', isConfirmed: true }),
    'no-answer': answered({}),
    'journal-only': answered({ ...ours, ...MONEY, answer: 'paid_here', isConfirmed: false }),
  };
}
