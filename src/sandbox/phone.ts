import { err, ok, type Result } from '../basics/result.ts';
import type { PhoneAction, WalletPayment, WalletView } from '../contract/sandbox.ts';
import type { Order } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { RefundBook } from './refund-book.ts';
import { cashFen } from './voucher.ts';
import type { Wallet } from './wallet.ts';

/**
 * Why the customer cannot do that: `no_dialog` when no password is asked for that order, `no_network` when the phone has none,
 * `unknown_code` when nobody asks for money by what was scanned.
 */
export type PhoneRefusal = 'no_dialog' | 'no_network' | 'unknown_code';

/** As many payments as the contract promises to show. */
const MAX_PAYMENTS = 50;

export type PhoneParts = {
  readonly book: OrderBook;
  readonly refunds: RefundBook;
  readonly wallet: Wallet;
  readonly merchantName: string;
};

/** What the customer's hands reach. */
type PhoneHands = Pick<PhoneParts, 'book' | 'wallet'>;

/** What the phone shows now. Renews the code on it when its time is over. */
export function walletView({ book, refunds, wallet, merchantName }: PhoneParts): WalletView {
  const settings = wallet.settings();
  const payments = book
    .newest(MAX_PAYMENTS)
    .flatMap((order) => showPayment(order, refunds.returnedFen(order.orderNo), settings.network) ?? []);
  return { merchant: merchantName, code: wallet.shownCode(), ...settings, payments };
}

/** Does what the customer does. */
export function actOnPhone({ book, wallet }: PhoneHands, action: PhoneAction): Result<null, PhoneRefusal> {
  switch (action.kind) {
    case 'network':
      wallet.change({ network: action.network });
      return ok(null);
    case 'balance':
      wallet.change({ balanceFen: action.balanceFen });
      return ok(null);
    case 'password_above':
      wallet.change({ passwordAbove: action.fen });
      return ok(null);
    case 'renew_code':
      wallet.renewCode();
      return ok(null);
    case 'scan':
      return err(wallet.settings().network === 'off' ? 'no_network' : 'unknown_code');
    default:
      return answerDialog({ book, wallet }, action);
  }
}

type DialogAction = Extract<PhoneAction, { readonly orderNo: string }>;

function answerDialog({ book, wallet }: PhoneHands, action: DialogAction): Result<null, PhoneRefusal> {
  const order = book.find(action.orderNo);
  if (order?.state !== 'USERPAYING') return err('no_dialog');
  if (wallet.settings().network === 'off') return err('no_network');
  if (action.kind === 'pay' && wallet.canPay(cashFen(order.amountFen))) book.capture(order);
  else if (action.kind !== 'wrong_password') book.fail(order); // closed by the customer, or refused by the bank for want of money
  return ok(null);
}

/** One line of the customer's list; null for what the phone never heard of. */
function showPayment(order: Order, refundedFen: number, network: WalletView['network']): WalletPayment | null {
  const state = paymentState(order, refundedFen, network);
  if (!state) return null;
  return {
    orderNo: order.orderNo,
    transactionId: order.captures > 0 ? order.transactionId : null,
    amountFen: order.amountFen,
    currency: 'CNY',
    by: 'code',
    description: order.description,
    atMs: order.paidAtMs ?? order.arrivedAtMs,
    state,
    refundedFen,
  };
}

function paymentState(order: Order, refundedFen: number, network: WalletView['network']): WalletPayment['state'] | null {
  if (order.returns > 0) return 'returned';
  if (refundedFen > 0) return refundedFen < order.amountFen ? 'partly_refunded' : 'refunded';
  if (order.captures > 0) return 'paid';
  if (order.state === 'USERPAYING') return network === 'on' ? 'awaiting_password' : null;
  return order.dialogEnd;
}
