import { describe, expect, test } from 'vitest';
import type { QueryOutcome, ReverseOutcome } from '../gateway/gateway.ts';
import type { Effect, PaymentEvent } from './event.ts';
import { kept, type PaymentState, revive } from './state.ts';
import { step } from './step.ts';
import { PAYMENT, type Story, story, TIMES } from './story.ts';

const PAID: QueryOutcome = { kind: 'paid', payment: PAYMENT };
const PAYING: QueryOutcome = { kind: 'customer_paying' };
const ABSENT: QueryOutcome = { kind: 'absent' };
const SILENCE: QueryOutcome & ReverseOutcome = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };

/** The customer was asked for the password; the first question is out. */
function typing(): Story {
  return story().charge({ kind: 'customer_paying', acquirerCode: 'USERPAYING' }).timer('ask');
}

/** The answer was lost; the first question is out. */
function lost(): Story {
  return story().charge({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: true });
}

/** Typing until the deadline, the last question answered: the reversal is on its way. */
function reversing(): Story {
  return typing().query(PAYING).timer('reverse_delay').timer('deadline').query(PAYING);
}

describe('interpreting the query inside the loop (reference, 5.5)', () => {
  test('SUCCESS: paid', () => {
    expect(typing().query(PAID).state()).toEqual({ status: 'paid', ...PAYMENT });
  });

  test('USERPAYING: goes on until the deadline', () => {
    const told = typing().query(PAYING);
    expect([told.state().status, told.waits('ask')]).toEqual(['awaiting_customer', 5_000]);
  });

  test('USERPAYING after a lost answer: now it is known that the customer types', () => {
    expect(lost().query(PAYING).state().status).toBe('awaiting_customer');
  });

  test('NOTPAY: goes on; at the deadline asked once more, then reversed', () => {
    const told = lost().query({ kind: 'not_paid' });
    expect(told.waits('ask')).toBe(5_000);
    told.timer('reverse_delay').timer('deadline');
    expect(told.wants('query')).toBe(true);
    expect(told.query({ kind: 'not_paid' }).wants('reverse')).toBe(true);
  });

  test('PAYERROR: reversed, but not before its time', () => {
    const told = typing().query({ kind: 'payment_failed' });
    expect(told.state()).toMatchObject({ status: 'reversing', undo: 'payment_failed', acquirerCode: 'PAYERROR' });
    expect(told.wants('reverse')).toBe(false);
    expect(told.timer('reverse_delay').wants('query')).toBe(true);
    expect(told.query({ kind: 'payment_failed' }).wants('reverse')).toBe(true);
  });

  test.each(['REVOKED', 'CLOSED', 'REFUND'] as const)('%s: final, not the merchant’s money', (acquirerCode) => {
    expect(typing().query({ kind: 'undone', acquirerCode }).state()).toEqual({ status: 'reversed', cause: 'acquirer', acquirerCode });
  });

  test('ORDERNOTEXIST right after a time-out: only "not yet written", asked again', () => {
    const told = lost().query(ABSENT);
    expect([told.state().status, told.waits('ask')]).toEqual(['unresolved', 5_000]);
  });

  test('ORDERNOTEXIST until the deadline: reversed once, asked again, then not paid', () => {
    const told = lost().query(ABSENT).timer('ask').query(ABSENT).timer('reverse_delay').timer('deadline').query(ABSENT);
    expect(told.wants('reverse')).toBe(true);
    expect(told.reverse({ kind: 'absent' }).wants('query')).toBe(true);
    expect(told.timer('code_expiry').query(ABSENT).state()).toMatchObject({ status: 'declined', code: 'not_received' });
  });

  test('given up in a dead line, and arrived when it was back: ORDERNOTEXIST is not believed while the code may still work', () => {
    const told = lost().timer('reverse_delay').timer('deadline').query(ABSENT).reverse({ kind: 'absent' });
    for (let round = 0; round < 8; round++) told.query(ABSENT).timer('ask');
    expect(told.state().status).not.toBe('declined');
    told.query({ kind: 'paid', payment: PAYMENT });
    expect(told.state().status).not.toBe('declined');
  });

  test('the code of a charge that was lost dies with its validity, counted from its sending', () => {
    const told = story().charge({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false }, 10_000);
    expect(told.waits('code_expiry')).toBe(50_000);
  });

  test('killed over it, its code may have been scanned that very moment: its minute begins anew', () => {
    const told = story(lost().state()).tell({ kind: 'resumed' });
    expect(told.waits('code_expiry')).toBe(60_000);
    told.timer('reverse_delay').tell({ kind: 'cancel' }).query(ABSENT).reverse({ kind: 'absent' });
    for (let round = 0; round < 8; round++) told.query(ABSENT).timer('ask');
    expect(told.state().status).not.toBe('declined');
    expect(told.timer('code_expiry').query(ABSENT).state().status).toBe('declined');
  });

  test('ORDERNOTEXIST fewer than three times is not believed, even after a reversal', () => {
    const told = lost().query(SILENCE).timer('reverse_delay').timer('code_expiry').timer('deadline');
    told.query(ABSENT).reverse({ kind: 'absent' }).query(ABSENT);
    expect(told.state().status).not.toBe('declined');
    expect(told.timer('ask').query(ABSENT).state().status).toBe('declined');
  });

  test('ORDERNOTEXIST of an order that it spoke of before: one of its copies lags, no end', () => {
    const told = typing().query(ABSENT);
    for (let round = 0; round < 5; round++) told.timer('ask').query(ABSENT);
    expect(['awaiting_customer', 'unresolved']).toContain(told.state().status);
  });

  test('SYSTEMERROR or no answer: asked again', () => {
    expect(typing().query({ kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' }).waits('ask')).toBe(5_000);
  });

  test('two silences in a row: people are told that the outcome is unknown; an answer takes it back', () => {
    const told = typing().query(SILENCE);
    expect(told.state().status).toBe('awaiting_customer');
    expect(told.timer('ask').query(SILENCE).state().status).toBe('unresolved');
    expect(told.timer('ask').query(PAYING).state().status).toBe('awaiting_customer');
  });
});

describe('undoing (reference, 5.3 and 16)', () => {
  test('never before its time: until then only questions', () => {
    const told = typing().query(PAYING).tell({ kind: 'cancel' });
    expect(told.state()).toMatchObject({ status: 'reversing', undo: 'canceled' });
    for (let round = 0; round < 3; round++) {
      expect([told.wants('query'), told.wants('reverse')]).toEqual([true, false]);
      expect(told.query(PAYING).wants('reverse')).toBe(false);
      told.timer('ask');
    }
  });

  test('always a question first, and what it finds paid stays paid', () => {
    const told = typing().query(PAYING).timer('reverse_delay').timer('deadline');
    expect([told.wants('query'), told.wants('reverse')]).toEqual([true, false]);
    expect(told.query(PAID).state().status).toBe('paid');
  });

  test('no clear answer at the end of the wait: reversed all the same', () => {
    const told = lost().query(SILENCE).timer('reverse_delay').timer('deadline');
    expect(told.query(SILENCE).wants('reverse')).toBe(true);
  });

  test('its answer alone is no proof: asked after it', () => {
    const told = reversing().reverse({ kind: 'reversed' });
    expect([told.state().status, told.wants('query')]).toEqual(['reversing', true]);
    expect(told.query({ kind: 'undone', acquirerCode: 'REVOKED' }).state()).toEqual({
      status: 'reversed',
      cause: 'customer_timeout',
      acquirerCode: 'REVOKED',
    });
  });

  test('recall=Y: repeated, each time asked first, waits growing to a minute', () => {
    const told = reversing();
    const waits = [];
    for (let round = 0; round < 6; round++) {
      waits.push(told.reverse({ kind: 'again', acquirerCode: 'SYSTEMERROR' }).waits('ask'));
      expect(told.timer('ask').wants('query')).toBe(true);
      expect(told.query(PAYING).wants('reverse')).toBe(true);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  test('unanswered: unresolved, visible, and gone on with', () => {
    const told = reversing().reverse(SILENCE);
    expect([told.state().status, told.waits('ask')]).toEqual(['unresolved', 5_000]);
    expect(told.timer('ask').query(SILENCE).wants('reverse')).toBe(true);
  });

  test('paid while a reversal may yet be carried out is not final: reversed again', () => {
    const told = reversing().reverse(SILENCE).timer('ask').query(PAID);
    expect([told.state().status === 'paid', told.wants('reverse')]).toEqual([false, true]);
  });

  test('said to be reversed, but the query says paid: reversed again, never shown as paid', () => {
    const told = reversing().reverse({ kind: 'reversed' }).query(PAID);
    expect([told.state().status, told.waits('ask')]).toEqual(['reversing', 5_000]);
    expect(told.timer('ask').query(PAID).wants('reverse')).toBe(true);
  });

  test('refused for good: what the query says counts', () => {
    const told = reversing().reverse({ kind: 'refused', acquirerCode: 'REVERSE_EXPIRE' });
    expect(told.waits('reverse_delay')).toBe(20_000);
    expect(told.query(PAID).timer('reverse_delay').query(PAID).state().status).toBe('paid');
  });

  test('refused, while one that nobody answered was on its way: paid stood on the ledger, and the money went back', () => {
    const told = reversing().reverse({ kind: 'refused', acquirerCode: 'TRADE_ERROR' }).query(PAID);
    expect(told.state().status).toBe('unresolved');
    expect(told.tell({ kind: 'ask_now' }).query(PAID).state().status).toBe('unresolved');
    expect(told.timer('reverse_delay').wants('query')).toBe(true);
    expect(told.query({ kind: 'undone', acquirerCode: 'REVOKED' }).state().status).toBe('reversed');
  });

  test('refused, and the terminal died: the one on its way is waited for all the same', () => {
    const told = reversing().reverse({ kind: 'refused', acquirerCode: 'TRADE_ERROR' });
    const revived = story(revive(kept(told.state()))).tell({ kind: 'resumed' });
    expect(revived.query(PAID).state().status).toBe('unresolved');
    expect(revived.timer('reverse_delay').query(PAID).state().status).toBe('paid');
  });

  test('refused and not paid: stays unresolved, asked on and on, no tight loop', () => {
    const told = reversing().reverse({ kind: 'refused', acquirerCode: 'TRADE_ERROR' }).query(PAYING);
    expect([told.state().status, told.waits('ask'), told.wants('reverse')]).toEqual(['unresolved', 5_000, false]);
  });

  test('a second wish to cancel changes nothing', () => {
    expect(reversing().tell({ kind: 'cancel' }).effects()).toEqual([]);
  });

  test('canceled while a question is out: no second question', () => {
    expect(typing().tell({ kind: 'cancel' }).wants('query')).toBe(false);
  });
});

test('undone after a lost answer, nobody says that the customer did not pay', () => {
  const told = lost().query(SILENCE).timer('reverse_delay').timer('deadline').query(SILENCE).reverse({ kind: 'reversed' });
  expect(told.query({ kind: 'undone', acquirerCode: 'REVOKED' }).state()).toMatchObject({ status: 'reversed', cause: 'never_confirmed' });
});

describe('over a restart', () => {
  test('waits begin anew and the acquirer is asked at once', () => {
    const told = reversing().tell({ kind: 'resumed' });
    expect([told.wants('query'), told.waits('reverse_delay')]).toEqual([true, 15_000]);
    expect(told.state()).toMatchObject({ status: 'reversing', undo: 'customer_timeout', reversalsOpen: true, mayReverse: false });
  });

  test('the customer’s wait goes on as such', () => {
    expect(typing().tell({ kind: 'resumed' }).state()).toMatchObject({ status: 'awaiting_customer', undo: null, known: true });
  });
});

describe('a person is impatient', () => {
  test.each(['ask_now', 'line_back'] as const)('%s asks at once, unless a question is out', (kind) => {
    expect(typing().query(PAYING).tell({ kind }).wants('query')).toBe(true);
    expect(typing().tell({ kind }).wants('query')).toBe(false);
  });
});

describe('where a cancel may be overtaken by a payment', () => {
  const slow = { ...TIMES, confirmAfterMs: [3_000, 7_000] };
  const undone = { kind: 'query_answered', outcome: { kind: 'undone', acquirerCode: 'CLOSED' } } as const;
  const told = (...events: readonly PaymentEvent[]) =>
    events.reduce<{ state: PaymentState; effects: readonly Effect[] }>((last, event) => step(last.state, event, slow), {
      state: reversing().state(),
      effects: [],
    });
  const asks = ({ effects }: ReturnType<typeof told>) => effects.some(({ kind }) => kind === 'query');

  test('"undone" is asked about twice more before it is believed', () => {
    expect(told(undone)).toMatchObject({ state: { status: 'reversing' }, effects: [{ kind: 'wait', timer: 'ask', ms: 3_000 }] });
    const due = { kind: 'timer', timer: 'ask' } as const;
    expect(told(undone, due, undone)).toMatchObject({ effects: [{ kind: 'wait', timer: 'ask', ms: 7_000 }] });
    expect(told(undone, due, undone, due, undone).state).toMatchObject({ status: 'reversed' });
  });

  test.each(['ask_now', 'line_back'] as const)('%s does not shorten that', (kind) => {
    expect(asks(told(undone, { kind }))).toBe(false);
  });

  test('open again meanwhile: it is undone anew, and confirmed anew', () => {
    const due = { kind: 'timer', timer: 'ask' } as const;
    const open = told(undone, due, { kind: 'query_answered', outcome: { kind: 'not_paid' } });
    expect(open.state).toMatchObject({ status: 'reversing', confirmations: 0 });
  });
});
