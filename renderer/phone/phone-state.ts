import type { WalletPayment, WalletView } from '../../src/contract/sandbox.ts';
import type { LinkEvent } from './wallet-link.ts';

/** Why a payment ended, as the customer is told. `poor`: the password was entered, but the balance was too small. */
export type EndKind = Exclude<WalletPayment['state'], 'awaiting_password'> | 'poor';
export type Ended = { readonly kind: EndKind; readonly payment: WalletPayment };

/** What the glass knows. Times on the page's clock, which only grows. */
export type PhoneState = {
  readonly isLost: boolean;
  readonly view: WalletView | null;
  readonly receivedMs: number;
  /** The payment whose end is on the glass until the customer has seen it. */
  readonly ended: Ended | null;
  /** The order for which a password was sent. */
  readonly answered: string | null;
};

export type PhoneEvent = LinkEvent | { readonly kind: 'seen' } | { readonly kind: 'answered'; readonly orderNo: string | null };

export const SWITCHED_OFF: PhoneState = { isLost: false, view: null, receivedMs: 0, ended: null, answered: null };

/** What the glass knows after an event. Pure. */
export function nextPhone(state: PhoneState, event: PhoneEvent): PhoneState {
  switch (event.kind) {
    case 'wallet': {
      const ended = dialogOf(event.view) ? null : (newEnd(state, event.view) ?? state.ended);
      return { ...state, isLost: false, view: event.view, receivedMs: event.atMs, ended };
    }
    case 'lost':
      return { ...state, isLost: true };
    case 'seen':
      return { ...state, ended: null };
    case 'answered':
      return { ...state, answered: event.orderNo };
  }
}

/** The payment whose password is asked for; the newest, when there are several. */
export function dialogOf(view: WalletView): WalletPayment | null {
  return view.payments.find(({ state }) => state === 'awaiting_password') ?? null;
}

/** Milliseconds until the code on the glass is replaced. */
export function codeLeftMs(state: PhoneState, nowMs: number): number {
  return state.view ? Math.max(0, state.view.code.renewsInMs - (nowMs - state.receivedMs)) : 0;
}

/** The newest payment that ended since the last view. What had ended before the page was opened is history. */
function newEnd(state: PhoneState, view: WalletView): Ended | null {
  if (!state.view) return null;
  const before = new Map(state.view.payments.map((payment) => [payment.orderNo, payment.state]));
  for (const payment of view.payments) {
    if (payment.state === 'awaiting_password' || before.get(payment.orderNo) === payment.state) continue;
    const isPoor = payment.state === 'given_up' && state.answered === payment.orderNo;
    return { kind: isPoor ? 'poor' : payment.state, payment };
  }
  return null;
}
