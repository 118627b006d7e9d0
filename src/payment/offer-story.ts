import type { OfferOutcome, QueryOutcome, WithdrawOutcome } from '../gateway/gateway.ts';
import type { Effect, PaymentEvent, PaymentTimes, TimerName } from './event.ts';
import { firstOfferStep } from './offer-step.ts';
import type { PaymentState } from './state.ts';
import { step } from './step.ts';
import { TIMES } from './story.ts';

/** For tests: when the offer of a story ends, wall clock. */
export const EXPIRES_AT_MS = 1_795_315_200_000;

/** For tests: what an acquirer gives for a QR. */
export const OFFERED: OfferOutcome = { kind: 'offered', shown: { content: 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M', prepayId: null } };

/** For tests: tells an offer what happens to it and remembers what it wanted done. */
export type OfferStory = {
  readonly state: () => PaymentState;
  readonly wants: (kind: Effect['kind']) => boolean; // whether the last step had such an effect
  readonly waits: (timer: TimerName) => number | null; // ms of the last step's wait, or null
  tell(...events: readonly PaymentEvent[]): OfferStory;
  offer(outcome: OfferOutcome): OfferStory;
  query(outcome: QueryOutcome): OfferStory;
  withdraw(outcome: WithdrawOutcome): OfferStory;
  timer(timer: TimerName): OfferStory;
};

/** For tests: begins a story in any state; without one, with an offer that is being placed. */
export function offerStory(state?: PaymentState, times: PaymentTimes = TIMES): OfferStory {
  const first = firstOfferStep({ openId: null, clientIp: null }, EXPIRES_AT_MS, times);
  let last = state ? { state, effects: [] as readonly Effect[] } : first;
  const self: OfferStory = {
    state: () => last.state,
    wants: (kind) => last.effects.some((effect) => effect.kind === kind),
    waits: (timer) => last.effects.filter((effect) => effect.kind === 'wait').find((effect) => effect.timer === timer)?.ms ?? null,
    tell(...events) {
      for (const event of events) last = step(last.state, event, times);
      return self;
    },
    offer: (outcome) => self.tell({ kind: 'offer_answered', outcome }),
    query: (outcome) => self.tell({ kind: 'query_answered', outcome }),
    withdraw: (outcome) => self.tell({ kind: 'withdraw_answered', outcome }),
    timer: (timer) => self.tell({ kind: 'timer', timer }),
  };
  return self;
}
