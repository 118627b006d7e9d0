import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../src/contract/office-view.ts';
import { createPeopleFlow } from './people-flow.ts';
import type { PinKey } from './pin-keys.ts';

const MANAGER = { id: 'pe_m', name: '店长', role: 'manager' } as const;
const CASHIER = { id: 'pe_a', name: '收银员 A', role: 'cashier' } as const;
const REFUND = { kind: 'refund_finding', findingId: 'f1' } as const;
const NEEDED = { ok: false, code: 'approval_needed', deed: 'refund_above_limit' } as const;
const WRONG = { ok: false, code: 'wrong_pin' } as const;

/** A counter whose office gives these answers, one after the other. */
function counter(answers: readonly OfficeAnswer[], people: OfficeView['people'] = [MANAGER, CASHIER]) {
  const sent: OfficeCommand[] = [];
  const left = [...answers];
  const send = async (command: OfficeCommand) => {
    sent.push(command);
    return left.shift() ?? ({ ok: true } as const);
  };
  const flow = createPeopleFlow({ send, clock: new HandClock() });
  flow.seen({ hasPeople: people.length > 0, people, person: null, arePinsReadable: true, refundLimit: 0 } as unknown as OfficeView);
  const type = (digits: string) => [...digits].forEach((digit) => void flow.press(digit as PinKey));
  const enter = async () => {
    flow.press('enter');
    await new Promise(setImmediate);
  };
  return { flow, sent, type, enter };
}

test('a name, a PIN, Enter: signed in, and the sheet is gone', async () => {
  const { flow, sent, type, enter } = counter([]);
  flow.open();
  type('40'); // nobody is chosen yet: typed into nothing
  flow.choose('pe_a');
  type('8246');
  await enter();
  expect(sent).toEqual([{ kind: 'sign_in', personId: 'pe_a', pin: '8246' }]);
  expect(flow.isOpen()).toBe(false);
});

test('a wrong PIN empties the dots and says so; the next digit takes the word away', async () => {
  const { flow, type, enter } = counter([WRONG]);
  flow.open();
  flow.choose('pe_a');
  type('5190');
  await enter();
  expect(flow.state()).toMatchObject({ pinLength: 0, trouble: { code: 'wrong_pin', untilMs: null } });
  type('8');
  expect(flow.state()).toMatchObject({ pinLength: 1, trouble: null });
});

test('three digits are no PIN, nine are eight', async () => {
  const { flow, sent, type, enter } = counter([]);
  flow.open();
  flow.choose('pe_a');
  type('824');
  await enter();
  expect(sent).toEqual([]);
  type('607135');
  expect(flow.state().pinLength).toBe(8);
});

test('what needs a word asks for it, and goes again with it; a wrong one leaves the sheet where it is', async () => {
  const { flow, sent, type, enter } = counter([NEEDED, WRONG, { ok: true, value: { refundId: 'rf_1' } }]);
  const answer = flow.give(REFUND, '¥128.00');
  await new Promise(setImmediate);
  expect(flow.state().sheet).toEqual({ kind: 'approval', personId: 'pe_m', deed: 'refund_above_limit', about: '¥128.00' });
  type('5190');
  await enter();
  expect(flow.state()).toMatchObject({ sheet: { kind: 'approval' }, trouble: { code: 'wrong_pin' } });
  type('4071');
  await enter();
  expect(await answer).toEqual({ ok: true, value: { refundId: 'rf_1' } });
  expect(sent.at(-1)).toEqual({ ...REFUND, approval: { personId: 'pe_m', pin: '4071' } });
  expect(flow.isOpen()).toBe(false);
});

test('with nobody signed in it asks who it is first, and then for the word', async () => {
  const { flow, sent, type, enter } = counter([{ ok: false, code: 'sign_in_first' }, { ok: true }, NEEDED, { ok: true }]);
  const answer = flow.give(REFUND);
  await new Promise(setImmediate);
  expect(flow.state().sheet).toMatchObject({ kind: 'sign_in' });
  flow.choose('pe_a');
  type('8246');
  await enter();
  expect(flow.state().sheet).toMatchObject({ kind: 'approval' });
  type('4071');
  await enter();
  expect(await answer).toEqual({ ok: true });
  expect(sent.map(({ kind }) => kind)).toEqual(['refund_finding', 'sign_in', 'refund_finding', 'refund_finding']);
});

test('given up, it is told so, and nothing is sent', async () => {
  const { flow, sent } = counter([NEEDED]);
  const answer = flow.give(REFUND);
  await new Promise(setImmediate);
  flow.press('escape');
  expect(await answer).toEqual({ ok: false, code: 'given_up' });
  expect(sent).toHaveLength(1);
});

test('the first manager: a name, and a PIN twice the same', async () => {
  const { flow, sent, type, enter } = counter([], []);
  flow.open();
  type('4071'); // the name has a field of its own
  flow.named('  店长 ');
  type('4071');
  await enter();
  type('4072');
  await enter();
  expect(flow.state()).toMatchObject({ sheet: { step: 'pin' }, trouble: { code: 'not_the_same' } });
  for (let i = 0; i < 2; i += 1) {
    type('4071');
    await enter();
  }
  expect(sent).toEqual([{ kind: 'set_up', name: '店长', pin: '4071' }]);
});

test('a PIN that is good for choosing another only: another is chosen, twice', async () => {
  const { flow, sent, type, enter } = counter([{ ok: false, code: 'new_pin_needed' }, { ok: true }]);
  flow.open();
  flow.choose('pe_m');
  for (const pin of ['82460713', '4071', '4071']) {
    type(pin);
    await enter();
  }
  expect(sent.at(-1)).toEqual({ kind: 'sign_in', personId: 'pe_m', pin: '82460713', newPin: '4071' });
});

test('what turns out to be a scan is taken out of the PIN again', () => {
  const { flow, type } = counter([]);
  flow.open();
  flow.choose('pe_a');
  type('82');
  for (const digit of '134') {
    flow.mark();
    flow.press(digit as PinKey);
  }
  flow.retract(3);
  expect(flow.state().pinLength).toBe(2);
});
