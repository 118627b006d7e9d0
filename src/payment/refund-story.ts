import type { RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { RefundEffect, RefundEvent, RefundTimes } from './refund-event.ts';
import type { RefundState } from './refund-state.ts';
import { firstRefundStep, type RefundStep, refundStep } from './refund-step.ts';

/** For tests: the default of the configuration. */
export const REFUND_TIMES: RefundTimes = { retryIntervalMs: 5_000 };

/** For tests: tells a refund what happens to it and remembers what it wanted done. */
export type RefundStory = {
  readonly state: () => RefundState;
  readonly wants: (kind: RefundEffect['kind']) => boolean; // whether the last step had such an effect
  readonly waits: () => number | null; // ms of the last step's wait
  tell(...events: readonly RefundEvent[]): RefundStory;
  answer(outcome: RefundOutcome): RefundStory;
  query(outcome: RefundQueryOutcome): RefundStory;
};

/** For tests: begins a story in any state; without one, with a refund that has just been sent. */
export function refundStory(state?: RefundState): RefundStory {
  let last: RefundStep = state ? { state, effects: [] } : firstRefundStep('unsettled');
  const self: RefundStory = {
    state: () => last.state,
    wants: (kind) => last.effects.some((effect) => effect.kind === kind),
    waits: () => last.effects.filter((effect) => effect.kind === 'wait').at(-1)?.ms ?? null,
    tell(...events) {
      for (const event of events) last = refundStep(last.state, event, REFUND_TIMES);
      return self;
    },
    answer: (outcome) => self.tell({ kind: 'refund_answered', outcome }),
    query: (outcome) => self.tell({ kind: 'refund_query_answered', outcome }),
  };
  return self;
}
