import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueryOutcome } from '../gateway/gateway.ts';
import type { PaymentEvent } from './event.ts';
import { isOffer } from './offer.ts';
import { EXPIRES_AT_MS, OFFERED, offerStory } from './offer-story.ts';
import { isFinal, kept, revive } from './state.ts';
import { PAYMENT, TIMES } from './story.ts';

const PAID: QueryOutcome = { kind: 'paid', payment: PAYMENT };
const NOT_PAID: QueryOutcome = { kind: 'not_paid' };
const CLOSED: QueryOutcome = { kind: 'undone', acquirerCode: 'CLOSED' };
const SILENCE: QueryOutcome = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };
const UNHEARD = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;

const shown = () => offerStory().offer(OFFERED);
const canceled = () => shown().tell({ kind: 'cancel' });
const closing = () => canceled().timer('reverse_delay').query(NOT_PAID);

describe('placing', () => {
  test('is begun at once, and its time runs', () => {
    const told = offerStory();
    expect(told.state()).toMatchObject({ status: 'submitting', offer: { shown: null, inFlight: 'offer' } });
    expect([told.wants('offer'), told.waits('deadline')]).toEqual([true, 300_000]);
  });

  test('what the acquirer gave is shown, and asked about soon', () => {
    const told = shown();
    expect(told.state()).toMatchObject({
      status: 'awaiting_customer',
      offer: { shown: { content: 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M' } },
    });
    expect([told.waits('ask'), told.waits('reverse_delay')]).toEqual([2_000, 300_000]);
  });

  test('lost: placed again under the same number, with growing waits, and nobody is told that money may have moved', () => {
    const told = offerStory().offer(UNHEARD);
    expect([told.state().status, told.waits('ask')]).toEqual(['submitting', 5_000]);
    expect(told.timer('ask').wants('offer')).toBe(true);
    expect(told.offer(UNHEARD).waits('ask')).toBe(10_000);
    expect(told.timer('ask').offer(OFFERED).state().status).toBe('awaiting_customer');
  });

  test('certainly not sent: queued until the line is back', () => {
    const told = offerStory().offer({ kind: 'not_sent' });
    expect(told.state().status).toBe('queued');
    expect(told.tell({ kind: 'line_back' }).wants('offer')).toBe(true);
  });

  test('once an answer was lost, "not sent" speaks for the last try alone', () => {
    expect(offerStory().offer(UNHEARD).timer('ask').offer({ kind: 'not_sent' }).state().status).toBe('submitting');
  });

  test('refused: declined with the acquirer’s own word', () => {
    const decline = { code: 'configuration_error', acquirerCode: 'NOAUTH', message: null } as const;
    expect(offerStory().offer({ kind: 'declined', decline }).state()).toEqual({ status: 'declined', ...decline });
  });

  test('the number is known there: asked, and what is paid is paid', () => {
    const told = offerStory().offer({ kind: 'ask' });
    expect(told.wants('query')).toBe(true);
    expect(told.query(PAID).state().status).toBe('paid');
  });

  test.each([NOT_PAID, { kind: 'absent' } as const])(
    'the number is known there, %o, and nothing to show was heard: placed again',
    (outcome) => {
      const told = offerStory().offer({ kind: 'ask' }).query(outcome);
      expect(told.waits('ask')).toBe(5_000);
      expect(told.timer('ask').wants('offer')).toBe(true);
    },
  );

  test('given up before it was shown: canceled at once, nobody can have paid', () => {
    expect(offerStory().tell({ kind: 'cancel' }).state()).toEqual({ status: 'canceled' });
    expect(offerStory().offer({ kind: 'not_sent' }).tell({ kind: 'cancel' }).state()).toEqual({ status: 'canceled' });
  });

  test('its time is over before it was shown: declined, and why', () => {
    expect(offerStory().offer(UNHEARD).timer('deadline').state()).toMatchObject({ status: 'declined', code: 'not_received' });
    expect(offerStory().offer({ kind: 'not_sent' }).timer('deadline').state()).toMatchObject({ status: 'declined', code: 'offline' });
  });
});

describe('shown', () => {
  test('asked densely, then less so', () => {
    const told = shown();
    const waits = Array.from({ length: 50 }, () => told.timer('ask').query(NOT_PAID).waits('ask'));
    expect([waits[0], waits[20], waits[49]]).toEqual([2_000, 3_000, 5_000]);
  });

  test.each([NOT_PAID, { kind: 'customer_paying' } as const, { kind: 'payment_failed' } as const])('%o: waits on', (outcome) => {
    const told = shown().timer('ask').query(outcome);
    expect([told.state().status, told.waits('ask')]).toEqual(['awaiting_customer', 2_000]);
  });

  test('paid ends it', () => {
    expect(shown().timer('ask').query(PAID).state()).toEqual({ status: 'paid', ...PAYMENT });
  });

  test('two silences in a row are told, an answer mends it', () => {
    const told = shown().timer('ask').query(SILENCE).timer('ask').query(SILENCE);
    expect(told.state().status).toBe('unresolved');
    expect(told.timer('ask').query(NOT_PAID).state().status).toBe('awaiting_customer');
  });

  test('"no such order" of what was shown is no answer', () => {
    const told = shown();
    for (let time = 0; time < 10; time += 1) told.timer('ask').query({ kind: 'absent' });
    expect(isFinal(told.state().status)).toBe(false);
  });

  test('closed by the acquirer itself: canceled; given back there: reversed', () => {
    expect(shown().timer('ask').query(CLOSED).state()).toEqual({ status: 'canceled' });
    expect(shown().timer('ask').query({ kind: 'undone', acquirerCode: 'REFUND' }).state()).toMatchObject({
      status: 'reversed',
      cause: 'acquirer',
    });
  });
});

describe('withdrawn', () => {
  test('asked at once, closed not before the acquirer lets it', () => {
    const told = canceled();
    expect([told.state().status, told.wants('query')]).toEqual(['reversing', true]);
    expect(told.query(NOT_PAID).wants('withdraw')).toBe(false);
    expect(told.timer('reverse_delay').query(NOT_PAID).wants('withdraw')).toBe(true);
  });

  test('closed: asked whether it is', () => {
    const told = closing().withdraw({ kind: 'closed' });
    expect(told.wants('query')).toBe(true);
    expect(told.query(CLOSED).state()).toEqual({ status: 'canceled' });
  });

  test('paid in the moment of closing: paid', () => {
    expect(closing().withdraw({ kind: 'refused', acquirerCode: 'ORDERPAID' }).query(PAID).state().status).toBe('paid');
    expect(closing().withdraw({ kind: 'closed' }).query(PAID).state().status).toBe('paid');
  });

  test('said to be closed and still open: closed again later', () => {
    const told = closing().withdraw({ kind: 'closed' }).query(NOT_PAID);
    expect([told.wants('withdraw'), told.waits('ask')]).toEqual([false, 5_000]);
    expect(told.timer('ask').query(NOT_PAID).wants('withdraw')).toBe(true);
  });

  test.each([UNHEARD, { kind: 'again', acquirerCode: 'SYSTEMERROR' } as const])('%o: asked, then closed again', (outcome) => {
    expect(closing().withdraw(outcome).timer('ask').query(NOT_PAID).wants('withdraw')).toBe(true);
  });

  test('who sits in the dialog is left to it for a while', () => {
    const told = canceled().timer('reverse_delay').query({ kind: 'customer_paying' });
    expect(told.wants('withdraw')).toBe(false);
    for (let time = 0; time < 6; time += 1) told.timer('ask').query({ kind: 'customer_paying' });
    expect(told.wants('withdraw')).toBe(true);
  });

  test('put back before it is closed: shown again; after that no more', () => {
    expect(canceled().query(NOT_PAID).tell({ kind: 'offer_again' }).state()).toMatchObject({
      status: 'awaiting_customer',
      offer: { undo: null },
    });
    expect(closing().tell({ kind: 'offer_again' }).state()).toMatchObject({ status: 'reversing', offer: { undo: 'canceled' } });
    expect(canceled().timer('deadline').tell({ kind: 'offer_again' }).state()).toMatchObject({ offer: { undo: 'expired' } });
  });

  test('its time is over: as if canceled', () => {
    expect(shown().timer('deadline').state()).toMatchObject({ status: 'reversing', offer: { undo: 'expired' } });
  });

  test('no such order any more, three times after closing: canceled', () => {
    const told = closing().withdraw({ kind: 'absent' }).query({ kind: 'absent' });
    expect(isFinal(told.state().status)).toBe(false);
    expect(told.timer('ask').query({ kind: 'absent' }).timer('ask').query({ kind: 'absent' }).state()).toEqual({ status: 'canceled' });
  });
});

describe('where a cancel may be overtaken by a payment', () => {
  const slow = { ...TIMES, closeDelayMs: 0, confirmAfterMs: [3_000, 7_000] };
  const undone = () => offerStory(undefined, slow).offer(OFFERED).tell({ kind: 'cancel' }).timer('reverse_delay').query(CLOSED);

  test('it is asked again and again before it is believed', () => {
    const told = undone();
    expect([told.state().status, told.waits('ask')]).toEqual(['reversing', 3_000]);
    expect(told.timer('ask').query(CLOSED).waits('ask')).toBe(7_000);
    expect(told.timer('ask').query(CLOSED).state()).toEqual({ status: 'canceled' });
  });

  test.each(['ask_now', 'line_back'] as const)('nobody’s haste shortens that: %s', (kind) => {
    expect(undone().tell({ kind }).wants('query')).toBe(false);
  });

  test('and is paid, if it is paid after all', () => {
    expect(undone().timer('ask').query(PAID).state().status).toBe('paid');
  });

  test('ended there by itself: shown no more meanwhile', () => {
    const told = offerStory(undefined, slow).offer(OFFERED).timer('ask').query(CLOSED);
    expect(told.state()).toMatchObject({ status: 'reversing', offer: { undo: 'expired' } });
  });
});

describe('over a restart', () => {
  const restarted = (state = shown().state()) => offerStory(revive(kept(state)));

  test('asked at once; the rest of its time by the wall clock, the wait before closing anew', () => {
    const told = restarted().tell({ kind: 'resumed', atMs: EXPIRES_AT_MS - 70_000 });
    expect([told.wants('query'), told.waits('deadline'), told.waits('reverse_delay')]).toEqual([true, 70_000, 300_000]);
  });

  test.each([
    [EXPIRES_AT_MS + 86_400_000, 0],
    [EXPIRES_AT_MS - 86_400_000, 300_000],
  ])('a clock that jumped makes it neither longer than it is nor negative', (atMs, leftMs) => {
    expect(restarted().tell({ kind: 'resumed', atMs }).waits('deadline')).toBe(leftMs);
  });

  test('never shown: placed again', () => {
    expect(restarted(offerStory().state()).tell({ kind: 'resumed', atMs: 0 }).wants('offer')).toBe(true);
  });

  test('being withdrawn: goes on, and stays withdrawn', () => {
    const told = restarted(closing().state()).tell({ kind: 'resumed', atMs: 0 });
    expect(told.state()).toMatchObject({ status: 'reversing', offer: { undo: 'canceled', closeSent: true, mayClose: false } });
  });
});

const outcome: fc.Arbitrary<PaymentEvent> = fc.constantFrom<PaymentEvent>(
  { kind: 'offer_answered', outcome: OFFERED },
  { kind: 'offer_answered', outcome: UNHEARD },
  { kind: 'offer_answered', outcome: { kind: 'not_sent' } },
  { kind: 'offer_answered', outcome: { kind: 'ask' } },
  { kind: 'query_answered', outcome: NOT_PAID },
  { kind: 'query_answered', outcome: SILENCE },
  { kind: 'query_answered', outcome: { kind: 'absent' } },
  { kind: 'query_answered', outcome: { kind: 'customer_paying' } },
  { kind: 'query_answered', outcome: CLOSED },
  { kind: 'withdraw_answered', outcome: { kind: 'closed' } },
  { kind: 'withdraw_answered', outcome: UNHEARD },
  { kind: 'withdraw_answered', outcome: { kind: 'refused', acquirerCode: 'TRADE_STATE_ERROR' } },
  { kind: 'timer', timer: 'ask' },
  { kind: 'timer', timer: 'deadline' },
  { kind: 'timer', timer: 'reverse_delay' },
  { kind: 'cancel' },
  { kind: 'offer_again' },
  { kind: 'line_back' },
  { kind: 'ask_now' },
  { kind: 'resumed', atMs: 0 },
);

test('whatever happens: never paid unless that was said, never closed too soon, never placed again once shown, never more than one question out', () => {
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 40 }), (events) => {
      const told = offerStory();
      let out = 1; // what was asked and not answered: the placing
      let mayClose = false;
      for (const event of events) {
        const isAnswer = event.kind.endsWith('_answered');
        if (isAnswer && out === 0) continue; // nobody answers what was not asked
        const before = told.state();
        const wasShown = isOffer(before) && before.offer.shown !== null;
        if (event.kind === 'resumed') {
          mayClose = false;
          out = 0;
        }
        if (event.kind === 'timer' && event.timer === 'reverse_delay') mayClose = true;
        if (isAnswer) out = 0;
        const story = event.kind === 'resumed' ? offerStory(revive(kept(before))) : told;
        story.tell(event);
        const sent = (['offer', 'query', 'withdraw'] as const).filter(story.wants);
        if (story !== told) return; // a restart has tests of its own
        out += sent.length;
        expect(out).toBeLessThanOrEqual(1);
        if (sent.includes('withdraw')) expect(mayClose).toBe(true);
        if (sent.includes('offer')) expect(wasShown).toBe(false);
        expect(told.state().status).not.toBe('paid');
        if (isFinal(told.state().status)) return;
      }
    }),
  );
});
