import type { OfferState } from '../../../payment/offer.ts';
import type { Coverage } from './coverage.ts';

const STATUSES: readonly OfferState['status'][] = ['submitting', 'queued', 'awaiting_customer', 'unresolved', 'reversing'];

const QUESTIONS = ['paid', 'customer_paying', 'not_paid', 'undone', 'absent', 'unknown'].map((answer) => `query_answered:${answer}`);

/** What an offer of each status meets in its life. The rest has tests of the step alone: what no simulated acquirer says, and what cannot be. */
const MEETINGS: Readonly<Record<OfferState['status'], readonly string[]>> = {
  submitting: [
    'offer_answered:offered',
    'offer_answered:unknown',
    'offer_answered:not_sent',
    'timer:ask',
    'timer:deadline',
    'cancel',
    'line_back',
    'resumed',
  ],
  queued: ['timer:deadline', 'cancel', 'line_back', 'resumed'],
  awaiting_customer: [...QUESTIONS, 'timer:ask', 'timer:deadline', 'cancel', 'ask_now', 'line_back', 'resumed', 'clean_stop'],
  unresolved: [...QUESTIONS, 'timer:ask', 'timer:deadline', 'cancel', 'line_back', 'resumed'],
  reversing: [
    ...QUESTIONS,
    'withdraw_answered:closed',
    'withdraw_answered:refused',
    'withdraw_answered:again',
    'withdraw_answered:unknown',
    'timer:ask',
    'timer:reverse_delay',
    'offer_again',
    'cancel',
    'ask_now',
    'line_back',
    'resumed',
    'clean_stop',
  ],
};

/** The meetings of offers that were never seen. */
export function offerGaps({ offers }: Coverage): readonly string[] {
  return STATUSES.flatMap((status) => MEETINGS[status].map((event) => `${status} × ${event}`))
    .filter((pair) => !offers.has(pair))
    .map((pair) => `offer: ${pair}`);
}

/** One line for each meeting of offers, with its count. */
export function printOffers({ offers }: Coverage): string {
  const lines = [...offers].sort().map(([pair, count]) => `${pair.padEnd(52)} ${count}`);
  return `Offers:\n${lines.join('\n')}\n`;
}
