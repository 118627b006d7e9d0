import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { Method } from '../payment/charge.ts';
import type { RefundStatus } from '../payment/refund-state.ts';
import type { DeclineCode, Status, UndoCause } from '../payment/state.ts';

/** Why a charge that was sent, or could not be, brought no money. */
export type NotPaidReason = DeclineCode | UndoCause | 'acquirer';

/** One thing that took or gave money, or tried to, as a report counts it: when it was begun, by whom, and what became of it. */
export type ReportLine = ChargeLine | RefundLine | TenderLine;

type Of = {
  readonly atMs: number; // wall clock; a charge counts on the day it was begun, a refund on its own
  readonly amountFen: Fen;
  readonly cashier: string | null; // null: outside of any shift
  readonly terminal: string;
};

export type ChargeLine = Of & {
  readonly currency: Currency;
  readonly kind: 'charge';
  readonly id: string;
  readonly saleId: string;
  readonly method: Method;
  readonly status: Status;
  readonly reason: NotPaidReason | null; // of a declined or reversed one
  readonly askedCustomer: boolean; // the customer's phone wanted a password, or the customer a code to scan
  readonly tookMs: number | null; // from sending to paid; null: not known, or not paid
};

export type RefundLine = Of & {
  readonly kind: 'refund';
  readonly currency: Currency;
  readonly method: Method;
  readonly status: RefundStatus;
};

/** Cash and what else is only written down. */
export type TenderLine = Of & {
  readonly kind: 'tender';
  readonly currency: Currency;
  readonly what: 'sale' | 'refund';
  readonly tender: string | null; // null: cash
  readonly saleId: string | null;
};
