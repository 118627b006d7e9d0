import type { TransactionId, Wallet } from './charge.ts';
import { isOffer, type KeptOfferState, keptOffer, type OfferState, reviveOffer } from './offer.ts';

/** Why a charge was declined, in our words; the acquirer's own word stands beside it. Stable: the till API shows it. */
export type DeclineCode =
  | 'code_expired'
  | 'code_invalid'
  | 'insufficient_funds'
  | 'card_not_supported'
  | 'payment_error' // the acquirer's business refusal: risk, limits, the payer's account
  | 'order_number_used' // the order number is closed, reversed or taken; nothing moved under it now
  | 'configuration_error' // identity, permission or format is wrong; a person must mend the terminal
  | 'not_received' // the acquirer never got it: asked over and over, undone for safety, still unknown to it
  | 'offline'; // could not leave, and no room to wait

export type Decline = {
  readonly code: DeclineCode;
  readonly acquirerCode: string | null; // as on the wire: `AUTHCODEEXPIRE`
  readonly message: string | null; // the acquirer's sentence for the cashier, if it gave one
};

/** Money that has arrived, from a verified answer. */
export type Payment = {
  readonly transactionId: TransactionId;
  readonly wallet: Wallet;
  readonly paidAtMs: number; // the acquirer's wall clock
  readonly payer: string | null; // 16 hex characters that stand for the customer, to notice a second payment; never shown
  readonly tookMs?: number; // from sending to knowing; written by the runner when both were of one process, for the manager's report
};

/** Why a charge is being undone. */
export type UndoCause = 'customer_timeout' | 'canceled' | 'payment_failed' | 'never_confirmed';

/**
 * What is known and wanted of a charge that was submitted and has no final answer yet. The three
 * statuses share it: they differ in what people are told, not in what must be found out.
 */
export type Pursuit = {
  readonly status: 'awaiting_customer' | 'unresolved' | 'reversing';
  readonly armedOnly: boolean; // found armed after a crash: perhaps nothing was ever sent
  readonly undo: UndoCause | null; // null: waiting for the customer or the truth
  readonly known: boolean; // the acquirer once said it has the order: "no such order" is then no answer
  readonly mayReverse: boolean; // `reverseDelayMs` has passed since it was sent
  readonly codeDead: boolean; // a request that is still on its way can take no money any more
  readonly inFlight: 'query' | 'reverse' | null;
  readonly settled: boolean; // the query in flight (or next) confirms an answered reversal
  readonly reversalsOpen: boolean; // a reversal was sent and may yet be carried out: "paid" is not final
  readonly reversalsUnderway: boolean; // one may still arrive, although a later one, or its other copy, was refused
  readonly reversalRefused: string | null; // the acquirer's last word when it refused to reverse
  readonly absences: number; // answers in a row that the acquirer knows no such order
  readonly silences: number; // questions in a row without a trustworthy answer
  readonly rounds: number; // reversal rounds so far; the wait between them grows
  readonly confirmations: number; // answers that it is undone: some acquirers are asked more than once
  readonly acquirerCode: string | null; // the acquirer's last word, for the manager
};

/** The request is on its way, or one question about its refusal is. */
export type Submitting = {
  readonly status: 'submitting';
  readonly cancelWanted: boolean;
  readonly codeDead: boolean; // the code outlived its validity meanwhile: it must not be sent again
  readonly decline: Decline | null; // said by the acquirer; asked about once before the sale is released
  readonly sentMsAgo: number; // when that refusal came
};

/** A charge's place in its life. Plain data: this is what the journal keeps. */
export type PaymentState =
  | { readonly status: 'awaiting_code'; readonly armed: boolean } // armed: may be sent the moment a code comes, without another write
  | { readonly status: 'queued' }
  | Submitting
  | Pursuit
  | OfferState
  | ({ readonly status: 'paid' } & Payment)
  | ({ readonly status: 'declined' } & Decline)
  | { readonly status: 'reversed'; readonly cause: UndoCause | 'acquirer'; readonly acquirerCode: string | null }
  /** perhapsSent: it was asked about, and the acquirer knew of no such order; left out: nothing of it ever left. */
  | { readonly status: 'canceled'; readonly perhapsSent?: true };

export type Status = PaymentState['status'];

const FINAL: ReadonlySet<Status> = new Set<Status>(['paid', 'declined', 'reversed', 'canceled']);

/** Whether nothing more can happen to the charge itself. */
export function isFinal(status: Status): boolean {
  return FINAL.has(status);
}

/** Whether the acquirer may hold money for a charge of this status that the ledger does not show yet. */
export function isUnsettled(status: Status): boolean {
  return status === 'submitting' || status === 'awaiting_customer' || status === 'unresolved' || status === 'reversing';
}

/** What of a state outlives the process. The rest (questions in flight, counts, waits) begins anew. */
export type KeptState =
  | { readonly status: 'awaiting_code'; readonly armed: boolean }
  | { readonly status: 'queued' }
  | { readonly status: 'submitting'; readonly cancelWanted: boolean }
  | KeptOfferState
  | ({ readonly status: Pursuit['status'] } & Pick<Pursuit, 'armedOnly' | 'undo' | 'known' | 'reversalsOpen' | 'reversalRefused'>)
  | Extract<PaymentState, { status: 'paid' | 'declined' | 'reversed' | 'canceled' }>;

/** Takes from a state what the journal keeps. Two states with equal kept forms need no second write. */
export function kept(state: PaymentState): KeptState {
  if (isOffer(state)) return { status: state.status, offer: keptOffer(state.offer) };
  switch (state.status) {
    case 'submitting':
      return { status: state.status, cancelWanted: state.cancelWanted };
    case 'awaiting_customer':
    case 'unresolved':
    case 'reversing': {
      const { status, armedOnly, undo, known, reversalsOpen, reversalRefused } = state;
      return { status, armedOnly, undo, known, reversalsOpen, reversalRefused };
    }
    default:
      return state;
  }
}

/** Brings a kept state back to life, knowing nothing that the process knew. */
export function revive(state: KeptState): PaymentState {
  if (isOffer(state)) return { status: state.status, offer: reviveOffer(state.offer) };
  switch (state.status) {
    case 'submitting':
      return { ...state, codeDead: true, decline: null, sentMsAgo: 0 };
    case 'awaiting_customer':
    case 'unresolved':
    case 'reversing':
      return {
        ...state,
        reversalsUnderway: state.reversalsOpen,
        mayReverse: false,
        codeDead: false,
        inFlight: null,
        settled: false,
        absences: 0,
        silences: 0,
        rounds: 0,
        confirmations: 0,
        acquirerCode: null,
      };
    default:
      return state;
  }
}
