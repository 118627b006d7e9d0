import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { RefundEvent } from './refund-event.ts';
import { isRefundFinal, keptRefund, newRefund, type RefundFailure, type RefundState, reviveRefund } from './refund-state.ts';
import { firstRefundStep, refundStep } from './refund-step.ts';
import { REFUND_TIMES, refundStory } from './refund-story.ts';

const ACCEPTED: RefundOutcome = { kind: 'accepted' };
const SILENCE = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
const SYSTEMERROR = { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' } as const;
const FAILURE: RefundFailure = { code: 'too_old', acquirerCode: 'TRADE_OVERDUE', message: '订单已超期' };
const REFUSED: RefundOutcome = { kind: 'refused', failure: FAILURE };
const NO_FUNDS: RefundOutcome = { kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: '余额不足', other: 'balance' };
const ABSENT: RefundQueryOutcome = { kind: 'absent' };
const PROCESSING: RefundQueryOutcome = { kind: 'processing' };
const SUCCEEDED: RefundQueryOutcome = { kind: 'succeeded', succeededAtMs: 7 };
const TIME: RefundEvent = { kind: 'time' };

it('begins by being sent', () => {
  expect(firstRefundStep('unsettled').effects).toContainEqual({ kind: 'send' });
});

describe('accepted', () => {
  it('is not succeeded: asked about until it is, with growing waits', () => {
    const told = refundStory().answer(ACCEPTED);
    expect([told.state().status, told.waits()]).toEqual(['pending', 5_000]);
    const waits = Array.from({ length: 6 }, () => told.tell(TIME).query(PROCESSING).waits());
    expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    expect(told.tell(TIME).query(SUCCEEDED).state()).toEqual({ status: 'succeeded', from: 'unsettled', succeededAtMs: 7 });
  });

  it('closed later: failed', () => {
    const told = refundStory().answer(ACCEPTED).tell(TIME).query({ kind: 'closed', acquirerCode: 'REFUNDCLOSE' });
    expect(told.state()).toMatchObject({ status: 'failed', code: 'closed', acquirerCode: 'REFUNDCLOSE' });
  });

  it('a void card: unresolved and asked about further, until somebody has acted', () => {
    const told = refundStory().answer(ACCEPTED).tell(TIME).query({ kind: 'abnormal', acquirerCode: 'CHANGE' });
    expect(told.state()).toMatchObject({ status: 'unresolved', acquirerCode: 'CHANGE' });
    expect(told.tell(TIME).wants('query')).toBe(true);
    expect(told.query(SUCCEEDED).state().status).toBe('succeeded');
  });

  it('yet unknown to it: believed after the third time, then sent again', () => {
    const told = refundStory().answer(ACCEPTED);
    for (const _ of [1, 2]) expect(told.tell(TIME).query(ABSENT).wants('send')).toBe(false);
    expect(told.tell(TIME).query(ABSENT).wants('send')).toBe(true);
  });
});

describe('no answer', () => {
  it.each([
    ['silence', SILENCE],
    ['SYSTEMERROR', SYSTEMERROR],
  ])('%s: unresolved, asked about, and sent again only when the acquirer knows nothing of it', (_, unknown) => {
    const told = refundStory().answer(unknown);
    expect([told.state().status, told.wants('send'), told.waits()]).toEqual(['unresolved', false, 5_000]);
    expect(told.tell(TIME).wants('query')).toBe(true);
    expect(told.query(ABSENT).wants('send')).toBe(true);
    expect(told.answer(ACCEPTED).tell(TIME).query(SUCCEEDED).state().status).toBe('succeeded');
  });

  it('arrived all the same: followed, not sent again', () => {
    const told = refundStory().answer(SILENCE).tell(TIME).query(PROCESSING);
    expect([told.state().status, told.wants('send')]).toEqual(['pending', false]);
    expect(told.tell(TIME).wants('query')).toBe(true);
  });

  it('neither to questions: question and repeat by turns, never failed', () => {
    const told = refundStory().answer(SILENCE);
    const wanted = Array.from({ length: 6 }, () => {
      told.tell(TIME);
      const asks = told.wants('query');
      if (asks) told.query(SILENCE);
      else told.answer(SILENCE);
      return asks ? 'query' : 'send';
    });
    expect(wanted).toEqual(['query', 'send', 'query', 'send', 'query', 'send']);
    expect(told.state().status).toBe('unresolved');
  });

  it('could not leave: pending, and sent as soon as the line is back', () => {
    const told = refundStory().answer({ kind: 'not_sent' });
    expect(told.state().status).toBe('pending');
    expect(told.tell({ kind: 'line_back' }).wants('send')).toBe(true);
  });
});

describe('refused', () => {
  it.each([
    ['a refusal', REFUSED, FAILURE],
    ['no funds', NO_FUNDS, { code: 'insufficient_balance', acquirerCode: 'NOTENOUGH', message: '余额不足' }],
  ] as const)('%s: failed when the acquirer, asked, knows of no such refund', (_, outcome, failure) => {
    const told = refundStory().answer(outcome);
    expect([told.state().status, told.wants('query')]).toEqual(['pending', true]);
    expect(told.query(ABSENT).state()).toEqual({ status: 'failed', from: 'unsettled', ...failure });
  });

  it('a repeat is refused because the first one arrived: followed, not failed', () => {
    const told = refundStory().answer(SILENCE).tell(TIME).query(ABSENT).answer(REFUSED).query(PROCESSING);
    expect(told.state()).toMatchObject({ status: 'pending', refusal: null });
    expect(told.tell(TIME).query(SUCCEEDED).state().status).toBe('succeeded');
  });

  it('after doubt, "no such refund" is believed the third time only', () => {
    const told = refundStory().answer(SILENCE).tell(TIME).query(ABSENT).answer(REFUSED);
    for (const _ of [1, 2]) {
      expect(told.query(ABSENT).state().status).toBe('unresolved');
      told.tell(TIME);
    }
    expect(told.query(ABSENT).state().status).toBe('failed');
  });

  it('the question about it is not answered: asked again, not failed, not sent', () => {
    const told = refundStory().answer(REFUSED).query(SILENCE);
    expect([told.state().status, told.tell(TIME).wants('query')]).toEqual(['pending', true]);
    expect(told.query(SILENCE).state().status).toBe('unresolved');
  });

  it('for want of funds: tried again from the other account', () => {
    const told = refundStory().answer(NO_FUNDS).query(ABSENT).tell({ kind: 'try_again', from: 'balance' });
    expect([told.state(), told.wants('send')]).toEqual([{ ...newRefund('balance'), inFlight: 'send' }, true]);
  });

  it('for another reason: not tried again', () => {
    const told = refundStory().answer(REFUSED).query(ABSENT).tell({ kind: 'try_again', from: 'balance' });
    expect([told.state().status, told.wants('send')]).toEqual(['failed', false]);
  });
});

describe('later', () => {
  it('limited: sent again, not sooner than the acquirer demands, waits growing to a minute', () => {
    const limit = (waitMs: number): RefundOutcome => ({ kind: 'limited', acquirerCode: 'FREQUENCY_LIMITED', waitMs });
    expect(refundStory().answer(limit(60_000)).waits()).toBe(60_000);
    const told = refundStory();
    const waits = Array.from({ length: 6 }, () => {
      const waited = told.answer(limit(0)).waits();
      expect(told.tell({ kind: 'line_back' }).wants('send')).toBe(false); // the line has nothing to do with it
      expect(told.tell(TIME).wants('send')).toBe(true);
      return waited;
    });
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('held back behind another refund of its charge: sent when its time has come', () => {
    const told = refundStory().tell({ kind: 'held_back', ms: 42_000 });
    expect([told.state().status, told.waits()]).toEqual(['pending', 42_000]);
    expect(told.tell({ kind: 'line_back' }).wants('send')).toBe(false);
    expect(told.tell(TIME).wants('send')).toBe(true);
  });
});

describe('over a restart', () => {
  it('asks first, then sends the same again', () => {
    const told = refundStory(reviveRefund(keptRefund(newRefund('balance')))).tell({ kind: 'resumed' });
    expect([told.wants('query'), told.wants('send')]).toEqual([true, false]);
    expect(told.query(ABSENT).wants('send')).toBe(true);
    expect(told.state()).toMatchObject({ from: 'balance' });
  });

  it('what it may have sent in its last moment keeps a refusal in doubt', () => {
    const told = refundStory(reviveRefund({ status: 'unresolved', from: 'unsettled' })).tell({ kind: 'resumed' });
    told.query(ABSENT).answer(REFUSED);
    expect(told.query(ABSENT).state().status).not.toBe('failed');
  });
});

/** What a gateway may tell at any time, with everything that may happen beside. */
const anyOutcome = fc.constantFrom<RefundOutcome>(
  ACCEPTED,
  REFUSED,
  NO_FUNDS,
  SILENCE,
  SYSTEMERROR,
  { kind: 'not_sent' },
  {
    kind: 'limited',
    acquirerCode: 'ORDER_NOT_READY',
    waitMs: 0,
  },
);
const anyQuery = fc.constantFrom<RefundQueryOutcome>(
  ABSENT,
  PROCESSING,
  SUCCEEDED,
  SILENCE,
  { kind: 'closed', acquirerCode: 'REFUNDCLOSE' },
  {
    kind: 'abnormal',
    acquirerCode: 'CHANGE',
  },
);
const anyNudge = fc.constantFrom<RefundEvent>({ kind: 'ask_now' }, { kind: 'line_back' }, { kind: 'time' });
const anyTurn = fc.tuple(anyOutcome, anyQuery, fc.option(anyNudge), fc.boolean());

describe('whatever is said, in whatever order', () => {
  it('it always goes on by itself, one thing at a time, and ends only by an answer to a question', () => {
    fc.assert(
      fc.property(fc.array(anyTurn, { maxLength: 30 }), (turns) => {
        let { state } = firstRefundStep('unsettled');
        let waiting = false;
        const tell = (event: RefundEvent): void => {
          const before = state;
          const next = refundStep(state, event, REFUND_TIMES);
          const asked = next.effects.filter(({ kind }) => kind === 'send' || kind === 'query');
          expect(asked.length).toBeLessThanOrEqual(1);
          if ('inFlight' in before && before.inFlight && event.kind !== 'refund_answered' && event.kind !== 'refund_query_answered') {
            expect(asked).toEqual([]);
          }
          for (const effect of next.effects) {
            if (effect.kind === 'wait') waiting = true;
            if (effect.kind === 'stop_waiting') waiting = false;
            if (effect.kind === 'wait') expect(effect.ms).toBeLessThanOrEqual(60_000);
          }
          state = next.state;
          if (isRefundFinal(state.status) && !isRefundFinal(before.status)) expect(event.kind).toBe('refund_query_answered');
          if (!isRefundFinal(state.status)) expect(('inFlight' in state && state.inFlight !== null) || waiting).toBe(true);
        };
        for (const [outcome, query, nudge, dies] of turns) {
          if (isRefundFinal(state.status)) break;
          if (dies) {
            state = reviveRefund(keptRefund(state));
            waiting = false;
            tell({ kind: 'resumed' });
          }
          if (nudge) tell(nudge);
          const { inFlight } = state as Extract<RefundState, { inFlight: unknown }>;
          if (inFlight === 'send') tell({ kind: 'refund_answered', outcome });
          else if (inFlight === 'query') tell({ kind: 'refund_query_answered', outcome: query });
          else {
            waiting = false;
            tell({ kind: 'time' });
          }
        }
      }),
    );
  });

  it('against an acquirer that gives back once per number and loses, delays and forgets what it says: never failed where it gave, never given twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { minLength: 40, maxLength: 40 }), (weather) => {
        let taken = false; // one number, once
        let refuses = true; // until it has it, it may refuse; then it says that it has it, or that all is refunded already
        let { state } = firstRefundStep('unsettled');
        for (const [arrives, answers, refusesNow] of weather) {
          if (isRefundFinal(state.status)) break;
          const { inFlight } = state as Extract<RefundState, { inFlight: unknown }>;
          let event: RefundEvent;
          if (inFlight === 'send') {
            refuses = refusesNow;
            if (arrives && !refuses) taken = true;
            const says = refuses ? REFUSED : ACCEPTED;
            event = { kind: 'refund_answered', outcome: arrives && answers ? says : SILENCE };
          } else if (inFlight === 'query') {
            const says = taken ? PROCESSING : ABSENT;
            event = { kind: 'refund_query_answered', outcome: arrives && answers ? says : SILENCE };
          } else event = { kind: 'time' };
          ({ state } = refundStep(state, event, REFUND_TIMES));
          if (state.status === 'failed') expect(taken).toBe(false);
        }
      }),
    );
  });
});
