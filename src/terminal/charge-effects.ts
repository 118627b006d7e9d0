import { assertNever } from '../basics/assert.ts';
import type { Clock } from '../basics/clock.ts';
import type { ChargeAnswer, Gateway, OfferOutcome, QueryOutcome, ReverseOutcome, WithdrawOutcome } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { ChargeId } from '../payment/charge.ts';
import type { Effect, PaymentEvent, PaymentTimes, TimerName } from '../payment/event.ts';
import { isOffer } from '../payment/offer.ts';
import type { Step } from '../payment/step-result.ts';
import { createLimiter } from './limiter.ts';
import { type LiveCharge, offeredOrder } from './live-charge.ts';
import type { Pace } from './pace.ts';

/** Questions at the acquirer at once: after a start or an outage the open charges are worked off in turn, no rate limit is met. */
const MOST_QUESTIONS = 8;
/** Reversals at once: each has a question before it and one after. */
const MOST_REVERSALS = 4;

/** Performs what a step of a charge asks for: asks the acquirer, waits, and brings answers and ends of waits back as events. */
export type ChargeEffects = {
  perform(live: LiveCharge, step: Step): void;
  /** Stops its waits, and lets go of what was armed for it. */
  abandon(live: LiveCharge): void;
};

type Parts = {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: PaymentTimes;
  readonly pace: Pace;
  /** Told what the acquirer answered, and which wait is over. */
  readonly dispatch: (id: ChargeId, event: PaymentEvent) => void;
};

export function createChargeEffects({ gateway, clock, log, times, pace, dispatch }: Parts): ChargeEffects {
  const fewQuestions = createLimiter(MOST_QUESTIONS, pace);
  const fewReversals = createLimiter(MOST_REVERSALS, pace);

  function performOne(live: LiveCharge, effect: Effect): void {
    const { id } = live.intent;
    switch (effect.kind) {
      case 'arm':
        live.prepared = gateway.prepare(live.intent);
        return;
      case 'disarm':
        live.prepared?.discard();
        live.prepared = null;
        return;
      case 'submit':
        submit(live);
        return;
      case 'query':
        live.questions += 1;
        void answerOf<QueryOutcome>(() => fewQuestions(() => gateway.query(live.intent), isWaitedFor(live)), noAnswer).then((outcome) =>
          dispatch(id, { kind: 'query_answered', outcome }),
        );
        return;
      case 'reverse':
        void answerOf<ReverseOutcome>(() => fewReversals(() => gateway.reverse(live.intent), isWaitedFor(live)), noAnswer).then((outcome) =>
          dispatch(id, { kind: 'reverse_answered', outcome }),
        );
        return;
      case 'offer':
        live.submittedAtMs ??= clock.wallMs();
        live.submittedMonotonicMs ??= clock.monotonicMs();
        void answerOf<OfferOutcome>(() => gateway.offer(offeredOrder(live)), noAnswer).then((outcome) =>
          dispatch(id, { kind: 'offer_answered', outcome }),
        );
        return;
      case 'withdraw':
        void answerOf<WithdrawOutcome>(() => fewReversals(() => gateway.withdraw(live.intent), isWaitedFor(live)), noAnswer).then(
          (outcome) => dispatch(id, { kind: 'withdraw_answered', outcome }),
        );
        return;
      case 'wait':
        wait(live, effect.timer, effect.ms);
        return;
      case 'stop_waiting':
        live.timers.get(effect.timer)?.cancel();
        live.timers.delete(effect.timer);
        return;
      case 'forget_code':
        live.code = null;
        return;
      default:
        assertNever(effect);
    }
  }

  function submit(live: LiveCharge): void {
    const { code, prepared } = live;
    if (!code) throw new Error('a charge is submitted without a code');
    live.prepared = null;
    const leaveWithinMs = times.codeValidityMs - (clock.monotonicMs() - live.codeTakenMs);
    const answer = answerOf<ChargeAnswer>(
      () => (prepared ?? gateway.prepare(live.intent)).submit(code, leaveWithinMs),
      () => ({ outcome: { ...noAnswer(), askAtOnce: false }, sentMsAgo: 0 }),
    );
    live.submittedAtMs = clock.wallMs();
    live.submittedMonotonicMs = clock.monotonicMs();
    void answer.then(({ outcome, sentMsAgo }) => dispatch(live.intent.id, { kind: 'charge_answered', outcome, sentMsAgo }));
  }

  function wait(live: LiveCharge, timer: TimerName, ms: number): void {
    live.timers.get(timer)?.cancel();
    const cancel = clock.after(ms, () => {
      live.timers.delete(timer);
      dispatch(live.intent.id, { kind: 'timer', timer });
    });
    live.timers.set(timer, { cancel, dueMs: clock.monotonicMs() + ms });
  }

  /** Its customer stands at the counter: it was sent by this process, and the time that a customer has is not over. */
  function isWaitedFor({ state, submittedMonotonicMs }: LiveCharge): boolean {
    if (submittedMonotonicMs === null) return false;
    return clock.monotonicMs() - submittedMonotonicMs < (isOffer(state) ? times.qrValidityMs : times.customerTimeoutMs);
  }

  /** A gateway that throws has a bug, but the money may have moved all the same: that is no answer. */
  async function answerOf<T>(call: () => Promise<T>, instead: () => T): Promise<T> {
    try {
      return await call();
    } catch (error) {
      log.write('unexpected_error', { message: String(error) });
      return instead();
    }
  }

  return {
    perform(live, { effects }) {
      for (const effect of effects) performOne(live, effect);
    },
    abandon({ timers, prepared }) {
      for (const { cancel } of timers.values()) cancel();
      prepared?.discard();
    },
  };
}

function noAnswer(): { readonly kind: 'unknown'; readonly doubt: 'no_answer'; readonly acquirerCode: null } {
  return { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };
}
