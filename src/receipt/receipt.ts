import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { CashEntry, Shift, ShiftTotals } from '../shift/shift.ts';

/** Whose paper it is. */
export type Copy = 'customer' | 'merchant';

/** A charge as its paper tells it. Of the payment code there is the hint and nothing else. */
export type ChargeOnPaper = {
  readonly orderNo: string;
  readonly tillReference: string | null;
  readonly description: string;
  readonly amountFen: Fen;
  readonly currency: Currency;
  readonly refundedFen: Fen; // what has gone back of it
  readonly codeHint: string | null;
  readonly transactionId: string | null; // null: not known
  readonly atMs: number; // wall clock: when it was paid, or else begun
  readonly cashier: string | null;
};

/** A refund that has arrived, or is on its way. */
export type RefundOnPaper = {
  readonly refundNo: string;
  readonly orderNo: string; // of the charge
  readonly amountFen: Fen;
  readonly chargeFen: Fen;
  readonly currency: Currency;
  readonly reason: string | null;
  readonly isDone: boolean; // false: the acquirer has not said so yet
  readonly atMs: number; // wall clock
  readonly cashier: string | null;
};

/** What a paper is about. A declined, reversed or canceled charge has none: no money moved. */
export type Receipt =
  | { readonly kind: 'payment'; readonly copy: Copy; readonly charge: ChargeOnPaper }
  | { readonly kind: 'not_known'; readonly charge: ChargeOnPaper } // whether it is paid nobody knows yet
  | { readonly kind: 'refund'; readonly copy: Copy; readonly refund: RefundOnPaper }
  | { readonly kind: 'cash'; readonly copy: Copy; readonly entry: CashEntry; readonly cashier: string | null }
  | { readonly kind: 'x'; readonly shift: Shift; readonly totals: ShiftTotals; readonly atMs: number }
  | { readonly kind: 'z'; readonly shift: Shift }
  | { readonly kind: 'test'; readonly printer: string };
