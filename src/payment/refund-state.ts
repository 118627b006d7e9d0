import type { FundingAccount } from './refund.ts';

/** Why a refund failed, in our words; the acquirer's own word stands beside it. Stable: the till API shows it. */
export type RefundFailureCode =
  | 'insufficient_balance' // the merchant's account holds too little: top up or take the other account, the same number again
  | 'too_old' // the acquirer refunds for a year
  | 'account_closed' // the customer's account is gone: settle otherwise
  | 'charge_unknown' // the acquirer knows no such paid order
  | 'amount_differs' // the number came with other amounts before, or the charge was another
  | 'refused' // its business refusal, said in its sentence
  | 'closed' // taken on, and closed later without giving anything back
  | 'configuration_error'; // identity, permission, certificate or format is wrong; a person must mend the terminal

export type RefundFailure = {
  readonly code: RefundFailureCode;
  readonly acquirerCode: string | null; // as on the wire: `NOTENOUGH`
  readonly message: string | null; // the acquirer's sentence, if it gave one
};

/** What is known and wanted of a refund that has no end yet. */
export type RefundPursuit = {
  readonly status: 'pending' | 'unresolved'; // unresolved: sent, and the answer is not known
  readonly from: FundingAccount;
  readonly acquirerRefundId: string | null; // what the acquirer called it, where it must be asked by that
  readonly isAccepted: boolean; // the acquirer said that it has it: asked about, not sent again
  readonly isInDoubt: boolean; // something was sent whose fate is not known: "no such refund" may only mean "not yet written"
  readonly refusal: RefundFailure | null; // said by the acquirer; believed when it also knows no such refund
  readonly inFlight: 'send' | 'query' | null;
  readonly next: 'send' | 'query'; // what the wait is for
  readonly absences: number; // answers in a row that the acquirer knows no such refund
  readonly silences: number; // questions in a row without a trustworthy answer
  readonly rounds: number; // waits so far; each is longer
  readonly acquirerCode: string | null; // the acquirer's last word, for the manager
};

/** What the acquirer called it, where it must be asked by that. */
type Named = { readonly acquirerRefundId?: string };

/** A refund's place in its life. */
export type RefundState =
  | RefundPursuit
  | ({ readonly status: 'succeeded'; readonly from: FundingAccount; readonly succeededAtMs: number | null } & Named) // the acquirer's wall clock
  | ({ readonly status: 'failed'; readonly from: FundingAccount } & RefundFailure & Named);

export type RefundStatus = RefundState['status'];

/** Whether nothing more happens to the refund by itself. */
export function isRefundFinal(status: RefundStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}

/** What of a state outlives the process. The rest begins anew: the acquirer is asked before anything is sent again. */
export type KeptRefundState =
  | ({ readonly status: RefundPursuit['status']; readonly from: FundingAccount } & Named)
  | Extract<RefundState, { status: 'succeeded' | 'failed' }>;

/** Takes from a state what the journal keeps. Two states with equal kept forms need no second write. */
export function keptRefund(state: RefundState): KeptRefundState {
  if (state.status === 'succeeded' || state.status === 'failed') return state;
  const { status, from } = state;
  return { status, from, ...named(state) };
}

const NOTHING_KNOWN = {
  acquirerRefundId: null,
  isAccepted: false,
  isInDoubt: false,
  refusal: null,
  inFlight: null,
  next: 'send',
  absences: 0,
  silences: 0,
  rounds: 0,
  acquirerCode: null,
} as const;

/** Its name at the acquirer, to be kept with what became of it. */
export function named({ acquirerRefundId }: { readonly acquirerRefundId?: string | null }): Named {
  return acquirerRefundId == null ? {} : { acquirerRefundId };
}

/** A refund of which nothing has left. */
export function newRefund(from: FundingAccount): RefundPursuit {
  return { status: 'pending', from, ...NOTHING_KNOWN };
}

/** Brings a kept state back to life: it may have been sent, and may still be on its way. */
export function reviveRefund(state: KeptRefundState): RefundState {
  if (state.status === 'succeeded' || state.status === 'failed') return state;
  return { ...NOTHING_KNOWN, ...state, acquirerRefundId: state.acquirerRefundId ?? null, isInDoubt: true, next: 'query' };
}
