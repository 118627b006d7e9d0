import { assert } from '../basics/assert.ts';
import type { Cancel } from '../basics/clock.ts';
import type { OfferedOrder, PreparedCharge } from '../gateway/gateway.ts';
import { type Intent, isOfferMethod } from '../payment/charge.ts';
import type { PaymentEvent, TimerName } from '../payment/event.ts';
import { isOffer } from '../payment/offer.ts';
import type { PaymentState } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';

/** A charge that is not final, with what only the process knows of it. */
export type LiveCharge = {
  readonly intent: Intent;
  state: PaymentState;
  revived: boolean; // found in the journal, and its resumption is not durable yet: until then nothing else may happen to it
  keptAs: string; // the kept form as the journal has it, to see whether a write is due
  readonly unwritten: Set<TimerName | PaymentEvent['kind']>; // what happened, but the disk did not take it: it comes again
  codeHint: string | null;
  code: AuthCode | null; // in memory only, until the acquirer has answered
  codeTakenMs: number; // monotonic
  prepared: PreparedCharge | null;
  readonly timers: Map<TimerName, { readonly cancel: Cancel; readonly dueMs: number }>; // monotonic
  updatedAtMs: number; // wall clock
  submittedAtMs: number | null; // wall clock, for people
  submittedMonotonicMs: number | null;
  questions: number; // how often the acquirer was asked
};

/** Whether a scan belongs to this charge. */
export function awaitsCode(live: LiveCharge): boolean {
  return live.state.status === 'awaiting_code' && !live.revived && !isGivenUp(live);
}

/** Whether it was canceled and only the disk has not taken that yet. */
export function isGivenUp({ unwritten }: LiveCharge): boolean {
  return unwritten.has('cancel');
}

/** One of which nothing is known yet but this. */
export function newLive(intent: Intent, state: PaymentState, updatedAtMs: number): LiveCharge {
  return {
    intent,
    state,
    revived: false,
    keptAs: '',
    unwritten: new Set(),
    codeHint: null,
    code: null,
    codeTakenMs: 0,
    prepared: null,
    timers: new Map(),
    updatedAtMs,
    submittedAtMs: null,
    submittedMonotonicMs: null,
    questions: 0,
  };
}

/** Holds a code for as long as the charge needs it. @param nowMs monotonic */
export function takeCode(live: LiveCharge, code: AuthCode | null, nowMs: number): void {
  live.code = code;
  live.codeTakenMs = nowMs;
  live.codeHint = code?.hint() ?? null;
}

/** The order of an offer that has no end yet. */
export function offeredOrder({ intent, state }: Pick<LiveCharge, 'intent' | 'state'>): OfferedOrder {
  assert(isOffer(state) && isOfferMethod(intent.method), 'this charge is no offer');
  const { method, createdAtMs } = intent;
  const { to, expiresAtMs } = state.offer;
  return { ...intent, method, to, createdAtMs, expiresAtMs };
}
