import type { Effect, TimerName } from './event.ts';
import type { DeclineCode, PaymentState } from './state.ts';

/**
 * The next state and what to do about it. The runner makes the state's kept form durable, if it changed, before any
 * effect runs; `durable: false` says that nothing can be lost if it does not: it is written with the next one.
 */
export type Step = {
  readonly state: PaymentState;
  readonly effects: readonly Effect[];
  readonly durable: boolean;
};

const ALL_TIMERS: readonly TimerName[] = ['ask', 'deadline', 'reverse_delay', 'code_expiry'];

/** Nothing happens. */
export function stay(state: PaymentState): Step {
  return { state, effects: [], durable: true };
}

/** The charge ends: its code is forgotten and nothing waits any more. */
export function finish(state: PaymentState, before: readonly Effect[] = []): Step {
  const stops = ALL_TIMERS.map((timer): Effect => ({ kind: 'stop_waiting', timer }));
  return { state, effects: [...before, { kind: 'forget_code' }, ...stops], durable: true };
}

/** The charge ends declined for a reason of our own. */
export function decline(code: DeclineCode, acquirerCode: string | null = null): Step {
  return finish({ status: 'declined', code, acquirerCode, message: null });
}
