import type { RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { FundingAccount } from './refund.ts';

/** What can happen to a refund. Plain data, so that a story can be replayed. */
export type RefundEvent =
  | { readonly kind: 'refund_answered'; readonly outcome: RefundOutcome }
  | { readonly kind: 'refund_query_answered'; readonly outcome: RefundQueryOutcome }
  | { readonly kind: 'held_back'; readonly ms: number } // another refund of the charge was sent a moment ago: nothing left
  | { readonly kind: 'time' } // the wait is over
  | { readonly kind: 'ask_now' } // a person wants to know now
  | { readonly kind: 'line_back' }
  | { readonly kind: 'resumed' } // found open in the journal when the terminal started
  | { readonly kind: 'try_again'; readonly from: FundingAccount }; // funds were short: a person chose an account, or topped up

/** What the runner must do after the new state is kept. Each answer comes back as an event. There is one wait; a new one replaces it. */
export type RefundEffect =
  | { readonly kind: 'send' }
  | { readonly kind: 'query' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'stop_waiting' };

/** The merchant's time, in milliseconds. Meaning and default: configuration, `payment`. */
export type RefundTimes = {
  readonly retryIntervalMs: number; // first wait before a repeat or the next question; grows to a minute
};
