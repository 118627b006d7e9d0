import { expect, test } from 'vitest';
import type { FaultLogLine, FaultsView, WalletView } from '../../src/contract/sandbox.ts';
import { CUSTOMER_PLANS } from './customers.ts';
import { signsSince, stepsDone } from './progress.ts';

function view(...log: readonly Partial<FaultLogLine>[]): FaultsView {
  const line = { atMs: 2_000, call: 'micropay', orderNo: 'S1', fault: null, answer: 'SUCCESS' };
  return { line: 'up', faults: [], log: log.map((part) => ({ ...line, ...part })) };
}

function wallet(state: WalletView['payments'][number]['state'], atMs = 2_000): WalletView {
  const bare = { orderNo: 'S1', transactionId: null, currency: 'CNY', description: '', by: 'code', refundedFen: 0 } as const;
  const payment = { ...bare, amountFen: 1, atMs, state };
  const code = { authCode: '', expiresAtMs: 0, renewsInMs: 0 };
  return { merchant: '', code, network: 'on', balanceFen: 0, passwordAbove: 0, payments: [payment] };
}

function doneFor(name: keyof typeof CUSTOMER_PLANS, faults: FaultsView, phone: WalletView | null = null): number {
  return stepsDone(CUSTOMER_PLANS[name].steps, signsSince(1_000, faults, phone));
}

test('what happened before the practice began does not count', () => {
  expect(doneFor('quick', view({ atMs: 999 }), wallet('paid', 999))).toBe(0);
});

test('a scan ends the first two steps, the money all of them', () => {
  expect(doneFor('password', view({ answer: 'USERPAYING' }), wallet('awaiting_password'))).toBe(2);
  expect(doneFor('password', view({ answer: 'USERPAYING' }), wallet('paid'))).toBe(4);
});

test('money that moved unseen is not the end: the terminal has to find it', () => {
  expect(doneFor('cut', view({ answer: 'cut' }), wallet('paid'))).toBe(2);
  expect(doneFor('cut', view({ answer: 'cut' }, { call: 'orderquery', answer: 'cut' }), wallet('paid'))).toBe(3);
  expect(doneFor('cut', view({ answer: 'cut' }, { call: 'orderquery' }), wallet('paid'))).toBe(4);
});

test('an expired code is refused, then the fresh one pays', () => {
  expect(doneFor('expired', view({ answer: 'AUTHCODEEXPIRE' }))).toBe(3);
  expect(doneFor('expired', view({ answer: 'AUTHCODEEXPIRE' }, {}), wallet('paid'))).toBe(4);
});

test('nobody types the password: done when it is reversed', () => {
  expect(doneFor('never', view({ answer: 'USERPAYING' }, { call: 'reverse', answer: 'USERPAYING' }))).toBe(2);
  expect(doneFor('never', view({ answer: 'USERPAYING' }, { call: 'reverse' }))).toBe(4);
});
