import { describe, expect, test } from 'vitest';
import type { LookUpOutcome } from '../gateway/gateway.ts';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import type { KeptState } from '../payment/state.ts';
import { PAYMENT } from '../payment/story.ts';
import { type AnswerKind, answerOf, type OurCharge } from './payment-answer.ts';

const AMOUNT = fen(1280);
const PAID: KeptState = { status: 'paid', ...PAYMENT };
const PURSUED = { armedOnly: false, undo: null, known: false, reversalsOpen: false, reversalRefused: null };

const OURS: Readonly<Record<string, OurCharge | null>> = {
  'none of ours': null,
  'awaiting its code': ours({ status: 'awaiting_code', armed: true }),
  queued: ours({ status: 'queued' }),
  'on its way': ours({ status: 'submitting', cancelWanted: false }),
  'awaiting the password': ours({ status: 'awaiting_customer', ...PURSUED }),
  'not known': ours({ status: 'unresolved', ...PURSUED }),
  'being undone': ours({ status: 'reversing', ...PURSUED }),
  paid: ours(PAID),
  'paid, some of it given back': { ...ours(PAID), refundedFen: fen(80) },
  reversed: ours({ status: 'reversed', cause: 'canceled', acquirerCode: null }),
  declined: ours({ status: 'declined', code: 'code_expired', acquirerCode: null, message: null }),
  canceled: ours({ status: 'canceled' }),
};

const SAID: Readonly<Record<string, LookUpOutcome | null>> = {
  paid: paid(),
  refunded: { kind: 'refunded', orderNo: 'N' },
  undone: { kind: 'undone', orderNo: 'N' },
  'not paid': { kind: 'not_paid', orderNo: 'N' },
  absent: { kind: 'absent' },
  'does not know': { kind: 'unknown', doubt: 'unsure' },
  nothing: null,
};

function ours(state: KeptState): OurCharge {
  return { amountFen: AMOUNT, state, refundedFen: fen(0) };
}

function paid(change: { amountFen?: OurCharge['amountFen']; transactionId?: string } = {}): LookUpOutcome {
  const { amountFen = AMOUNT, transactionId = PAYMENT.transactionId } = change;
  const payment = { ...PAYMENT, transactionId: transactionId as TransactionId };
  return { kind: 'paid', orderNo: 'N', amountFen, payment, deviceInfo: null };
}

/** What is said, `!` where the acquirer bears it out. Columns: what the acquirer says. */
const COLUMNS = ['paid', 'refunded', 'undone', 'not paid', 'absent', 'does not know', 'nothing'] as const;
type Said = `${AnswerKind}${'' | '!'}`;
const PENDING: readonly Said[] = COLUMNS.map(() => 'not_known_yet');
const NOT_SENT: readonly Said[] = ['paid_after_all!', 'refunded!', 'not_paid!', 'not_paid!', 'not_paid!', 'not_paid', 'not_paid'];
const TABLE: readonly (readonly [keyof typeof OURS, ...Said[]])[] = [
  ['none of ours', 'paid_elsewhere!', 'refunded!', 'reversed!', 'not_paid!', 'not_ours!', 'no_answer', 'no_answer'],
  ['awaiting its code', ...NOT_SENT],
  ['queued', ...NOT_SENT],
  ['on its way', ...PENDING],
  ['awaiting the password', ...PENDING],
  ['not known', ...PENDING],
  ['being undone', ...PENDING],
  ['paid', 'paid_here!', 'refunded!', 'reversed!', 'paid_here', 'paid_here', 'paid_here', 'paid_here'],
  ['paid, some of it given back', 'refunded', 'refunded!', 'reversed!', 'refunded', 'refunded', 'refunded', 'refunded'],
  ['reversed', 'paid_after_all!', 'refunded!', 'reversed!', 'reversed', 'reversed', 'reversed', 'reversed'],
  ['declined', ...NOT_SENT],
  ['canceled', ...NOT_SENT],
];

describe.each(TABLE)('%s here', (here, ...answers) => {
  test.each(COLUMNS.map((said, at) => [said, answers[at]] as const))('and the acquirer says %s: %s', (said, answer) => {
    const { kind, isConfirmed } = answerOf(OURS[here] ?? null, SAID[said] ?? null);
    expect(`${kind}${isConfirmed ? '!' : ''}`).toBe(answer);
  });
});

test('the table leaves nothing out', () => {
  expect(TABLE.map(([here]) => here)).toEqual(Object.keys(OURS));
  expect(Object.keys(SAID)).toEqual(COLUMNS);
});

test('another amount than ours bears nothing out', () => {
  expect(answerOf(ours(PAID), paid({ amountFen: fen(1) }))).toEqual({ kind: 'paid_here', isConfirmed: false });
  expect(answerOf(ours({ status: 'canceled' }), paid({ amountFen: fen(1) }))).toEqual({ kind: 'not_paid', isConfirmed: false });
});

test('another number than the one it was paid under bears nothing out', () => {
  expect(answerOf(ours(PAID), paid({ transactionId: '42' }))).toEqual({ kind: 'paid_here', isConfirmed: false });
});
