import type { LookUpOutcome } from '../gateway/gateway.ts';
import type { Fen } from '../money/fen.ts';
import type { KeptState, PaymentState, Status } from '../payment/state.ts';

/** What is said of a payment that a customer shows. Stable: the till API shows it. */
export type AnswerKind =
  | 'paid_here' // a charge of this terminal, paid
  | 'paid_after_all' // a charge of this terminal that ended without money, and the acquirer has the money
  | 'paid_elsewhere' // this merchant's, taken by another terminal
  | 'refunded' // some or all of it went back
  | 'reversed' // undone: nothing was taken, or it went back
  | 'not_paid' // no money moved under this number
  | 'not_known_yet' // a charge of this terminal that is still being found out about
  | 'not_ours' // this merchant has no such payment
  | 'no_answer'; // nobody who knows could be asked

/** A charge of this terminal, as far as the answer hangs on it. */
export type OurCharge = { readonly amountFen: Fen; readonly state: PaymentState | KeptState; readonly refundedFen: Fen };

/** The answer, and whether the acquirer has just said the same; else it is what this terminal's journal holds. */
export type Answer = { readonly kind: AnswerKind; readonly isConfirmed: boolean };

type Ours = 'none' | 'unsent' | 'open' | 'paid' | 'given_back' | 'undone' | 'never';
type Said = Exclude<LookUpOutcome['kind'], 'unknown'> | 'silent';

const OURS: Readonly<Record<Status, Ours>> = {
  awaiting_code: 'unsent',
  queued: 'unsent',
  submitting: 'open',
  awaiting_customer: 'open',
  unresolved: 'open',
  reversing: 'open',
  paid: 'paid',
  reversed: 'undone',
  declined: 'never',
  canceled: 'never',
};

const NOT_KNOWN_YET: Readonly<Record<Said, AnswerKind>> = {
  paid: 'not_known_yet',
  refunded: 'not_known_yet',
  undone: 'not_known_yet',
  not_paid: 'not_known_yet',
  absent: 'not_known_yet',
  silent: 'not_known_yet',
};

/** What this terminal holds, met by what the acquirer says. Money that is there is said to be there, whoever forgot it. */
const ANSWERS: Readonly<Record<Ours, Readonly<Record<Said, AnswerKind>>>> = {
  none: {
    paid: 'paid_elsewhere',
    refunded: 'refunded',
    undone: 'reversed',
    not_paid: 'not_paid',
    absent: 'not_ours',
    silent: 'no_answer',
  },
  unsent: {
    paid: 'paid_after_all',
    refunded: 'refunded',
    undone: 'not_paid',
    not_paid: 'not_paid',
    absent: 'not_paid',
    silent: 'not_paid',
  },
  open: NOT_KNOWN_YET, // the charge's own questions find it out, and only they may end it
  paid: {
    paid: 'paid_here',
    refunded: 'refunded',
    undone: 'reversed',
    not_paid: 'paid_here', // a verified answer said that it was paid; this one only does not confirm it
    absent: 'paid_here',
    silent: 'paid_here',
  },
  given_back: {
    paid: 'refunded',
    refunded: 'refunded',
    undone: 'reversed',
    not_paid: 'refunded',
    absent: 'refunded',
    silent: 'refunded',
  },
  undone: {
    paid: 'paid_after_all',
    refunded: 'refunded',
    undone: 'reversed',
    not_paid: 'reversed',
    absent: 'reversed',
    silent: 'reversed',
  },
  never: {
    paid: 'paid_after_all',
    refunded: 'refunded',
    undone: 'not_paid',
    not_paid: 'not_paid',
    absent: 'not_paid',
    silent: 'not_paid',
  },
};

/** Which words of the acquirer bear an answer out. */
const CONFIRMS: Readonly<Record<AnswerKind, readonly Said[]>> = {
  paid_here: ['paid'],
  paid_after_all: ['paid'],
  paid_elsewhere: ['paid'],
  refunded: ['refunded'],
  reversed: ['undone'],
  not_paid: ['not_paid', 'undone', 'absent'],
  not_known_yet: [],
  not_ours: ['absent'],
  no_answer: [],
};

/**
 * What is said of a payment. Pure.
 *
 * @param ours the charge of this terminal under that number, or null
 * @param said the acquirer's answer; null while there is none
 */
export function answerOf(ours: OurCharge | null, said: LookUpOutcome | null): Answer {
  const heard = saidOf(ours, said);
  const kind = ANSWERS[ours ? placeOf(ours) : 'none'][heard];
  return { kind, isConfirmed: CONFIRMS[kind].includes(heard) };
}

function placeOf({ state, refundedFen }: OurCharge): Ours {
  return state.status === 'paid' && refundedFen > 0 ? 'given_back' : OURS[state.status];
}

/** An answer that contradicts what was verified before (another amount, another number) counts as none. */
function saidOf(ours: OurCharge | null, said: LookUpOutcome | null): Said {
  if (said === null || said.kind === 'unknown') return 'silent';
  if (ours && said.kind === 'paid') {
    if (said.amountFen !== ours.amountFen) return 'silent';
    if (ours.state.status === 'paid' && said.payment.transactionId !== ours.state.transactionId) return 'silent';
  }
  return said.kind;
}
