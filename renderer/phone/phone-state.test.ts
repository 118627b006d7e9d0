import { expect, test } from 'vitest';
import type { WalletPayment, WalletView } from '../../src/contract/sandbox.ts';
import { codeLeftMs, dialogOf, nextPhone, type PhoneEvent, SWITCHED_OFF } from './phone-state.ts';

const ASKED: WalletPayment = {
  orderNo: 'S1',
  transactionId: null,
  amountFen: 12_800,
  currency: 'CNY',
  by: 'code',
  description: '',
  atMs: 0,
  state: 'awaiting_password',
  refundedFen: 0,
};

function wallet(...payments: readonly WalletPayment[]): PhoneEvent {
  const code = { authCode: '134512345678907712', expiresAtMs: 60_000, renewsInMs: 60_000 };
  const view: WalletView = { merchant: '人民路店', code, network: 'on', balanceFen: 0, passwordAbove: 0, payments };
  return { kind: 'wallet', view, atMs: 1_000 };
}

function after(...events: readonly PhoneEvent[]) {
  return events.reduce(nextPhone, SWITCHED_OFF);
}

test('what was paid before the page was opened is history, not news', () => {
  expect(after(wallet({ ...ASKED, state: 'paid' })).ended).toBeNull();
});

test('a dialog that ends paid is told until it was seen', () => {
  const told = after(wallet(ASKED), wallet({ ...ASKED, state: 'paid' }), wallet({ ...ASKED, state: 'paid' }));
  expect(told.ended?.kind).toBe('paid');
  expect(nextPhone(told, { kind: 'seen' }).ended).toBeNull();
});

test('a payment without password is told as well', () => {
  expect(after(wallet(), wallet({ ...ASKED, state: 'paid' })).ended?.kind).toBe('paid');
});

test('money that comes back is news again', () => {
  const paid = after(wallet(), wallet({ ...ASKED, state: 'paid' }), { kind: 'seen' });
  expect(nextPhone(paid, wallet({ ...ASKED, state: 'returned' })).ended?.kind).toBe('returned');
});

test('a password that did not pay means a balance too small; without one the customer gave up', () => {
  expect(after(wallet(ASKED), wallet({ ...ASKED, state: 'given_up' })).ended?.kind).toBe('given_up');
  const answered: PhoneEvent = { kind: 'answered', orderNo: 'S1' };
  expect(after(wallet(ASKED), answered, wallet({ ...ASKED, state: 'given_up' })).ended?.kind).toBe('poor');
});

test('the next dialog comes before the last end', () => {
  const state = after(wallet(), wallet({ ...ASKED, state: 'paid' }), wallet({ ...ASKED, orderNo: 'S2' }, { ...ASKED, state: 'paid' }));
  expect(state.ended).toBeNull();
  expect(state.view && dialogOf(state.view)?.orderNo).toBe('S2');
});

test('the countdown runs on the page’s clock and ends at nothing', () => {
  const state = after(wallet());
  expect(codeLeftMs(state, 14_000)).toBe(47_000);
  expect(codeLeftMs(state, 99_000)).toBe(0);
});

test('a lost line keeps what was known and heals with the next view', () => {
  const lost = after(wallet(ASKED), { kind: 'lost' });
  expect(lost).toMatchObject({ isLost: true, view: { merchant: '人民路店' } });
  expect(nextPhone(lost, wallet(ASKED)).isLost).toBe(false);
});
