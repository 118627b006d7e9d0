import type { Effect, TimerName } from './event.ts';
import type { DeclineCode, PaymentState } from './state.ts';

/**
 * The next state, what to do, and what the journal must hold first.
 * `before_effects`: the state is durable before any effect runs. `with_next`: nothing new can be lost, it is
 * written together with the next durable one. `never`: of interest only while the process lives.
 */
export type Step = {
  readonly state: PaymentState;
  readonly effects: readonly Effect[];
  readonly keep: 'before_effects' | 'with_next' | 'never';
};

const ALL_TIMERS: readonly TimerName[] = ['ask', 'deadline', 'reverse_delay', 'code_expiry'];

/** Nothing happens. */
export function stay(state: PaymentState): Step {
  return { state, effects: [], keep: 'never' };
}

/** The charge ends: its code is forgotten and nothing waits any more. */
export function finish(state: PaymentState, before: readonly Effect[] = []): Step {
  const stops = ALL_TIMERS.map((timer): Effect => ({ kind: 'stop_waiting', timer }));
  return { state, effects: [...before, { kind: 'forget_code' }, ...stops], keep: 'before_effects' };
}

/** The charge ends declined for a reason of our own. */
export function decline(code: DeclineCode, acquirerCode: string | null = null): Step {
  return finish({ status: 'declined', code, acquirerCode, message: null });
}
