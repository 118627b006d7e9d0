import { describe, expect, test } from 'vitest';
import type { ChargeOutcome, QueryOutcome } from '../gateway/gateway.ts';
import type { Decline } from './state.ts';
import { firstStep } from './step.ts';
import { PAYMENT, story, TIMES } from './story.ts';

const DECLINE: Decline = { code: 'insufficient_funds', acquirerCode: 'NOTENOUGH', message: '余额不足' };
const PAID: { kind: 'paid'; payment: typeof PAYMENT } = { kind: 'paid', payment: PAYMENT };
const NO_ANSWER: QueryOutcome & ChargeOutcome = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false };
const PAYING: ChargeOutcome = { kind: 'customer_paying', acquirerCode: 'USERPAYING' };

describe('outcome of the submission (reference, 5.4)', () => {
  test('verified paid: finished', () => {
    expect(story().charge(PAID).state()).toEqual({ status: 'paid', ...PAYMENT });
  });

  test('certain failure on the first submission: declined, with the acquirer’s own word', () => {
    expect(story().charge({ kind: 'declined', decline: DECLINE, askFirst: false }).state()).toEqual({ status: 'declined', ...DECLINE });
  });

  test('customer types the password: waits and polls, with the deadline counted from the sending', () => {
    const told = story().charge(PAYING, 800);
    expect(told.state()).toMatchObject({ status: 'awaiting_customer', undo: null });
    expect([told.waits('ask'), told.waits('deadline'), told.waits('reverse_delay')]).toEqual([5_000, 44_200, 14_200]);
    expect(told.wants('forget_code')).toBe(true);
  });

  test('unknown: waits five seconds, then asks', () => {
    const told = story().charge(NO_ANSWER);
    expect(told.state()).toMatchObject({ status: 'unresolved', undo: null });
    expect(told.waits('ask')).toBe(5_000);
    expect(told.timer('ask').wants('query')).toBe(true);
  });

  test('unknown because the bank timed out: asks at once', () => {
    const told = story().charge({ kind: 'unknown', doubt: 'unsure', acquirerCode: 'BANKERROR', askAtOnce: true });
    expect(told.wants('query')).toBe(true);
    expect(told.state()).toMatchObject({ status: 'unresolved', acquirerCode: 'BANKERROR' });
  });

  test.each(['no_answer', 'untrusted', 'refused', 'unsure'] as const)('%s is never a decline', (doubt) => {
    expect(story().charge({ kind: 'unknown', doubt, acquirerCode: null, askAtOnce: false }).state().status).toBe('unresolved');
  });

  test('certain that nothing left: queued, sent again under the same number when the line is back', () => {
    const told = story().charge({ kind: 'not_sent' });
    expect(told.state()).toEqual({ status: 'queued' });
    expect(told.tell({ kind: 'line_back' }).wants('submit')).toBe(true);
    expect(told.waits('code_expiry')).toBe(null); // the code's own minute goes on
  });

  test('queued until the code is dead: declined as expired', () => {
    expect(story().charge({ kind: 'not_sent' }).timer('code_expiry').state()).toMatchObject({ status: 'declined', code: 'code_expired' });
  });

  test('the code died on a second way: declined as expired, not sent a third time', () => {
    const told = story().charge({ kind: 'not_sent' }).tell({ kind: 'line_back' }).timer('code_expiry').charge({ kind: 'not_sent' });
    expect(told.state()).toMatchObject({ status: 'declined', code: 'code_expired' });
  });

  test('no room to wait: declined as offline', () => {
    expect(story().charge({ kind: 'not_sent' }).tell({ kind: 'no_room' }).state()).toMatchObject({ status: 'declined', code: 'offline' });
  });
});

describe('a refusal that is asked about once', () => {
  const asked = () => story().charge({ kind: 'declined', decline: DECLINE, askFirst: true });

  test('is not told before the answer', () => {
    expect(asked().state().status).toBe('submitting');
    expect(asked().wants('query')).toBe(true);
  });

  test('was paid after all', () => {
    expect(asked().query(PAID).state().status).toBe('paid');
  });

  test('the customer is still typing: the wait goes on', () => {
    expect(asked().query({ kind: 'customer_paying' }).state().status).toBe('awaiting_customer');
  });

  test('failed but open: reversed first', () => {
    expect(asked().query({ kind: 'payment_failed' }).state()).toMatchObject({ status: 'reversing', undo: 'payment_failed' });
  });

  test.each<QueryOutcome>([{ kind: 'absent' }, { kind: 'not_paid' }, { kind: 'undone', acquirerCode: 'CLOSED' }, NO_ANSWER])(
    'stands when the answer is $kind',
    (outcome) => {
      expect(asked().query(outcome).state()).toEqual({ status: 'declined', ...DECLINE });
    },
  );
});

describe('arming before the scan', () => {
  test('an armed charge is sent without another write', () => {
    const first = firstStep(false, TIMES);
    expect(first).toMatchObject({ state: { status: 'awaiting_code', armed: true }, effects: [{ kind: 'arm' }], durable: true });
    const told = story(first.state).tell({ kind: 'code_scanned' });
    expect([told.state().status, told.durable(), told.wants('submit')]).toEqual(['submitting', false, true]);
  });

  test('found armed after a crash it counts as possibly sent: asked, never sent again', () => {
    const told = story({ status: 'awaiting_code', armed: true }).tell({ kind: 'resumed' });
    expect(told.state()).toMatchObject({ status: 'unresolved', armedOnly: true });
    expect([told.wants('query'), told.wants('submit'), told.wants('arm')]).toEqual([true, false, false]);
  });

  test('found armed, the acquirer knows nothing of it over and over: undone for safety, then canceled', () => {
    const told = story({ status: 'awaiting_code', armed: true }).tell({ kind: 'resumed' });
    told.query({ kind: 'absent' }).timer('ask').query({ kind: 'absent' }).timer('reverse_delay');
    expect(told.timer('ask').query({ kind: 'absent' }).wants('reverse')).toBe(false); // the code may still work
    told.timer('code_expiry').timer('ask').query({ kind: 'absent' });
    expect(told.wants('reverse')).toBe(true);
    expect(told.reverse({ kind: 'absent' }).query({ kind: 'absent' }).state()).toEqual({ status: 'canceled', perhapsSent: true });
  });

  test('a clean stop disarms it, the next start arms it again', () => {
    const told = story({ status: 'awaiting_code', armed: true }).tell({ kind: 'clean_stop' });
    expect([told.state(), told.wants('disarm')]).toEqual([{ status: 'awaiting_code', armed: false }, true]);
    expect(told.tell({ kind: 'resumed' }).state()).toEqual({ status: 'awaiting_code', armed: true });
    expect([told.wants('arm'), told.durable()]).toEqual([true, true]);
  });
});

describe('giving up before anything was submitted', () => {
  test('awaiting a code: canceled at once', () => {
    expect(story({ status: 'awaiting_code', armed: true }).tell({ kind: 'cancel' }).state()).toEqual({ status: 'canceled' });
  });

  test('queued: canceled at once', () => {
    expect(story().charge({ kind: 'not_sent' }).tell({ kind: 'cancel' }).state()).toEqual({ status: 'canceled' });
  });

  test('a restart lost the queued code: declined as expired', () => {
    expect(story({ status: 'queued' }).tell({ kind: 'resumed' }).state()).toMatchObject({ status: 'declined', code: 'code_expired' });
  });
});

describe('giving up while the request is on its way', () => {
  const canceled = () => story().tell({ kind: 'cancel' });

  test('paid stays paid', () => {
    expect(canceled().charge(PAID).state().status).toBe('paid');
  });

  test('nothing left: canceled', () => {
    expect(canceled().charge({ kind: 'not_sent' }).state()).toEqual({ status: 'canceled' });
  });

  test('unknown: asked at once, then reversed', () => {
    const told = canceled().charge(NO_ANSWER);
    expect(told.state()).toMatchObject({ status: 'reversing', undo: 'canceled' });
    expect(told.wants('query')).toBe(true);
  });

  test('the wish survives a crash', () => {
    expect(canceled().tell({ kind: 'resumed' }).state()).toMatchObject({ status: 'reversing', undo: 'canceled' });
  });
});

describe('after an end nothing moves', () => {
  test.each(['cancel', 'line_back', 'ask_now', 'resumed', 'code_scanned'] as const)('%s', (kind) => {
    const told = story().charge(PAID).tell({ kind });
    expect([told.state().status, told.effects()]).toEqual(['paid', []]);
  });
});
