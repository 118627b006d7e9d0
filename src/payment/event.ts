import type { ChargeOutcome, OfferOutcome, QueryOutcome, ReverseOutcome, WithdrawOutcome } from '../gateway/gateway.ts';

/** The waits of a charge. Each name runs at most once at a time; starting it again replaces it. */
export type TimerName =
  | 'ask' // until the next query, or the next round of a reversal
  | 'deadline' // `customerTimeoutMs` since it was sent, of an offer `qrValidityMs`: then undo
  | 'reverse_delay' // `reverseDelayMs` since it was sent, of an offer `closeDelayMs`: the acquirer forbids undoing sooner
  | 'code_expiry'; // the code works no more, neither here nor in a request that is still on its way

/** What can happen to a charge. Plain data, so that a story can be replayed. */
export type PaymentEvent =
  | { readonly kind: 'code_scanned' }
  | { readonly kind: 'charge_answered'; readonly outcome: ChargeOutcome; readonly sentMsAgo: number }
  | { readonly kind: 'query_answered'; readonly outcome: QueryOutcome }
  | { readonly kind: 'reverse_answered'; readonly outcome: ReverseOutcome }
  | { readonly kind: 'offer_answered'; readonly outcome: OfferOutcome }
  | { readonly kind: 'withdraw_answered'; readonly outcome: WithdrawOutcome }
  | { readonly kind: 'offer_again' } // a withdrawn offer is wanted after all
  | { readonly kind: 'timer'; readonly timer: TimerName }
  | { readonly kind: 'cancel' } // the cashier or the till gives up
  | { readonly kind: 'ask_now' } // a person wants to know now
  | { readonly kind: 'line_back' }
  | { readonly kind: 'no_room' } // the queue of unsent charges is full
  | { readonly kind: 'clean_stop' } // the terminal stops in good order
  | { readonly kind: 'resumed'; readonly atMs?: number | undefined }; // found open in the journal when the terminal started; wall clock

/** What the runner must do after the new state is kept. Plain data; each answer comes back as an event. */
export type Effect =
  | { readonly kind: 'arm' } // prepare the charge, so that a scan needs only the code
  | { readonly kind: 'disarm' } // let what was prepared go
  | { readonly kind: 'submit' } // send it with the code in memory
  | { readonly kind: 'query' }
  | { readonly kind: 'reverse' }
  | { readonly kind: 'offer' } // place the order that the customer pays by himself; the same one at each repeat
  | { readonly kind: 'withdraw' } // withdraw it at the acquirer
  | { readonly kind: 'wait'; readonly timer: TimerName; readonly ms: number }
  | { readonly kind: 'stop_waiting'; readonly timer: TimerName }
  | { readonly kind: 'forget_code' };

/** The merchant's times, all in milliseconds. Meanings and defaults: configuration, `payment`. */
export type PaymentTimes = {
  readonly requestTimeoutMs: number;
  readonly pollIntervalMs: number;
  readonly customerTimeoutMs: number;
  readonly reverseDelayMs: number;
  readonly codeValidityMs: number;
  readonly retryIntervalMs: number;
  readonly qrValidityMs: number;
  readonly closeDelayMs: number; // an offer is not closed sooner than this after it was placed
  readonly confirmAfterMs: readonly number[]; // waits before further questions once the acquirer said "undone"; none: believed at once
};
