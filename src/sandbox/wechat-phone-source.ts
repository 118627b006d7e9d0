import type { Clock } from '../basics/clock.ts';
import { err, ok } from '../basics/result.ts';
import type { WalletPayment, WalletView } from '../contract/sandbox.ts';
import type { Order, TradeType } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { DialogDeed, PhoneSource } from './phone-source.ts';
import type { RefundBook } from './refund-book.ts';
import { cashFen } from './voucher.ts';
import type { Wallet } from './wallet.ts';

export type WechatPhoneParts = {
  readonly book: OrderBook;
  readonly refunds: RefundBook;
  readonly wallet: Wallet;
  readonly clock: Clock;
};

/** What the phone sees of the orders of WeChat Pay, and does about them. */
export function createWechatPhoneSource({ book, refunds, wallet, clock }: WechatPhoneParts): PhoneSource {
  return {
    payments(most) {
      const { network } = wallet.settings();
      return book
        .newest(most)
        .flatMap(
          (order) => showPayment(order, { refundedFen: refunds.returnedFen(order.orderNo), isAsked: book.hasDialog(order), network }) ?? [],
        );
    },

    answer(orderNo, deed) {
      const order = book.find(orderNo);
      if (!order) return null;
      if (!book.hasDialog(order)) return err('no_dialog');
      if (wallet.settings().network === 'off') return err('no_network');
      answerDialog(order, deed);
      return ok(null);
    },

    scan(content) {
      const order = book.findByContent(withoutReturn(content));
      if (!order?.offer) return null;
      if (wallet.settings().network === 'off') return err('no_network');
      if (book.hasDialog(order)) return ok(null);
      const isGood = order.offer.content === withoutReturn(content) && clock.wallMs() < order.offer.contentUntilMs;
      if (order.state !== 'NOTPAY' || !isGood) return err('order_over');
      book.ask(order);
      return ok(null);
    },

    onChange(listener) {
      const cancels = [book.onChange(listener), refunds.onChange(listener)];
      return () => {
        for (const cancel of cancels) cancel();
      };
    },
  };

  function answerDialog(order: Order, deed: DialogDeed): void {
    if (deed === 'pay' && wallet.canPay(cashFen(order.amountFen))) book.capture(order);
    else if (deed !== 'wrong_password') book.fail(order); // closed by the customer, or refused by the bank for want of money
  }
}

/** A page of the shop's own adds to the link where the customer shall come back to. */
function withoutReturn(content: string): string {
  return content.replace(/&redirect_url=.*$/s, '');
}

/** How the payment began. */
const BY: Readonly<Record<TradeType, WalletPayment['by']>> = {
  MICROPAY: 'code',
  NATIVE: 'scan',
  JSAPI: 'link',
  APP: 'link',
  MWEB: 'link',
};

type Circumstances = { readonly refundedFen: number; readonly isAsked: boolean; readonly network: WalletView['network'] };

/** One line of the customer's list; null for what the phone never heard of. */
function showPayment(order: Order, circumstances: Circumstances): WalletPayment | null {
  const state = paymentState(order, circumstances);
  if (!state) return null;
  return {
    orderNo: order.orderNo,
    transactionId: order.captures > 0 ? order.transactionId : null,
    amountFen: order.amountFen,
    currency: 'CNY',
    by: BY[order.tradeType],
    description: order.description,
    atMs: order.paidAtMs ?? order.arrivedAtMs,
    state,
    refundedFen: circumstances.refundedFen,
  };
}

function paymentState(order: Order, { refundedFen, isAsked, network }: Circumstances): WalletPayment['state'] | null {
  if (order.returns > 0) return 'returned';
  if (refundedFen > 0) return refundedFen < order.amountFen ? 'partly_refunded' : 'refunded';
  if (order.captures > 0) return 'paid';
  if (isAsked) return network === 'on' ? 'awaiting_password' : null;
  return order.dialogEnd;
}
