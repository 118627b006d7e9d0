import type { QueryOutcome, ReverseOutcome } from '../gateway/gateway.ts';
import type { TransactionId } from './charge.ts';
import type { Effect, PaymentEvent, PaymentTimes, TimerName } from './event.ts';
import type { Payment, PaymentState } from './state.ts';
import { firstStep, step } from './step.ts';

/** For tests: the defaults of the configuration. */
export const TIMES: PaymentTimes = {
  requestTimeoutMs: 10_000,
  pollIntervalMs: 5_000,
  customerTimeoutMs: 45_000,
  reverseDelayMs: 15_000,
  codeValidityMs: 60_000,
  retryIntervalMs: 5_000,
  qrValidityMs: 300_000,
  closeDelayMs: 300_000,
  confirmAfterMs: [],
};

/** For tests: an invented payment. */
export const PAYMENT: Payment = {
  transactionId: '4200002719202611225550142387' as TransactionId,
  wallet: 'wechat',
  paidAtMs: Date.UTC(2026, 10, 22, 2, 34, 12),
  payer: null,
};

/** For tests: tells a charge what happens to it and remembers what it wanted done. */
export type Story = {
  readonly state: () => PaymentState;
  readonly effects: () => readonly Effect[]; // of the last step
  readonly wants: (kind: Effect['kind']) => boolean; // whether the last step had such an effect
  readonly waits: (timer: TimerName) => number | null; // ms of the last step's wait, or null
  readonly durable: () => boolean;
  tell(...events: readonly PaymentEvent[]): Story;
  charge(outcome: Extract<PaymentEvent, { kind: 'charge_answered' }>['outcome'], sentMsAgo?: number): Story;
  query(outcome: QueryOutcome): Story;
  reverse(outcome: ReverseOutcome): Story;
  timer(timer: TimerName): Story;
};

/** For tests: begins a story in any state; without one, with a charge that has its code. */
export function story(state?: PaymentState): Story {
  let last = state ? { state, effects: [] as readonly Effect[], durable: true } : firstStep(true, TIMES);
  const self: Story = {
    state: () => last.state,
    effects: () => last.effects,
    wants: (kind) => last.effects.some((effect) => effect.kind === kind),
    waits: (timer) => last.effects.filter((effect) => effect.kind === 'wait').find((effect) => effect.timer === timer)?.ms ?? null,
    durable: () => last.durable,
    tell(...events) {
      for (const event of events) last = step(last.state, event, TIMES);
      return self;
    },
    charge: (outcome, sentMsAgo = 0) => self.tell({ kind: 'charge_answered', outcome, sentMsAgo }),
    query: (outcome) => self.tell({ kind: 'query_answered', outcome }),
    reverse: (outcome) => self.tell({ kind: 'reverse_answered', outcome }),
    timer: (timer) => self.tell({ kind: 'timer', timer }),
  };
  return self;
}
