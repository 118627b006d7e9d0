import type { Currency } from '../../money/currency.ts';

/** Every word on a paper. Three catalogues of one type. */
export type ReceiptText = {
  /** Figures with two decimals, with the sign that prints right in this language's code page, or the currency's ISO name where none does. */
  money(figures: string, currency: Currency): string;
  readonly training: string; // on each paper of a terminal without real money
  readonly reprint: string;
  readonly copies: { readonly customer: string; readonly merchant: string };
  readonly titles: {
    readonly payment: string;
    readonly not_known: string;
    readonly refund: string;
    readonly cash: { readonly sale: string; readonly refund: string; readonly pay_in: string; readonly pay_out: string };
    readonly x: string;
    z(number: number): string;
    readonly test: string;
  };
  readonly notKnown: string; // what both sides do until it is known
  readonly noMoneyYet: string; // of a refund that is on its way
  readonly refundArrives: string; // of one that is done
  readonly signHere: string;
  readonly thanks: string; // when the shop says nothing of its own
  readonly labels: {
    readonly terminal: string;
    readonly cashier: string;
    readonly item: string;
    readonly amount: string;
    readonly paidWith: string;
    readonly wallet: string;
    readonly cash: string;
    readonly paidAt: string;
    readonly begunAt: string;
    readonly refundedAt: string;
    readonly at: string;
    readonly printedAt: string;
    readonly orderNo: string;
    readonly transactionId: string;
    readonly refundNo: string;
    readonly tillReference: string;
    readonly codeHint: string;
    readonly refunded: string;
    readonly ofCharge: string;
    readonly reason: string;
    readonly received: string;
    readonly change: string;
    readonly note: string;
    readonly approvedBy: string;
  };
  readonly reading: {
    readonly noEffect: string; // an X reading changes nothing
    readonly opened: string;
    readonly closed: string;
    readonly handOver: string;
    readonly tenders: string;
    readonly methods: Readonly<
      Record<'payment_code' | 'merchant_qr' | 'link' | 'official_account' | 'mini_program' | 'app' | 'h5', string>
    >;
    readonly cash: string;
    readonly walletRefunds: string;
    readonly cashRefunds: string;
    readonly otherRefunds: string;
    readonly gross: string;
    readonly refunds: string;
    readonly net: string;
    readonly otherCurrencies: string; // than the store's
    readonly drawer: string;
    readonly openingFloat: string;
    readonly payIns: string;
    readonly payOuts: string;
    readonly expected: string;
    readonly counted: string;
    readonly difference: string;
    readonly notCounted: string;
    readonly settledLater: string; // charges of earlier shifts that became paid in this one
    readonly refundsSettledLater: string;
    readonly declined: string;
    readonly reversed: string;
    readonly canceled: string;
    readonly unknown: string;
    readonly carriedOver: string;
  };
  readonly test: { readonly columns: string; readonly letters: string; readonly rare: string; readonly works: string };
};
