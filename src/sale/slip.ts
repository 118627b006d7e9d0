import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { ChargeId, SaleId, TransactionId } from '../payment/charge.ts';
import type { RefundId } from '../payment/refund.ts';

/** What settles a sale. */
export type Tender = 'wallet' | 'cash';

/** A sale set aside without its money: the line is down, or the customer went back for the eggs. */
export type ParkedSale = {
  readonly kind: 'parked_sale';
  readonly id: SaleId; // its charges carry it
  readonly amountFen: Fen;
  readonly currency?: Currency; // left out: CNY
  readonly description: string | null; // what the customer's wallet will show; null: the store's name
  readonly tillReference: string | null;
  readonly note: string | null; // the cashier's, at most 40 characters: "blue coat, fetches eggs"
  readonly idempotencyKey: string | null; // of the request behind it; a repeat of it finds this sale
  readonly fingerprint: string | null; // of the request behind the key, so that its reuse is noticed
  readonly parkedAtMs: number; // wall clock
  readonly by: 'cashier' | 'till' | 'expired_code'; // the last: the terminal itself, when a waiting code died and nobody looked
  readonly status: 'parked' | 'collected' | 'dropped';
  readonly tender: Tender | null; // of a collected one
  readonly chargeId: ChargeId | null; // of one collected from a wallet
};

/** Why two payments look like one too many. */
export type Evidence =
  | 'same_sale' // two paid charges of one sale
  | 'same_payer' // the same payer and amount within minutes
  | 'cash_and_wallet'; // a sale that was settled in cash, and paid

/** Why both payments are right after all. */
export type DismissalReason =
  | 'two_sales' // the customer bought the same twice
  | 'for_another' // he paid for somebody else too
  | 'settled_otherwise'; // it was given back by hand: cash, or goods

/** Something that a person must look at: money that seems to have been taken twice. */
export type Finding = {
  readonly kind: 'finding';
  readonly id: string; // made from both charges, so that a pair is found once
  readonly evidence: Evidence;
  readonly earlier: ChargeId | null; // null: it was cash
  readonly later: ChargeId; // the one to give back
  readonly amountFen: Fen; // of the later one
  readonly currency?: Currency; // of the later one; left out: CNY
  readonly raisedAtMs: number; // wall clock
  readonly status: 'open' | 'settled';
  readonly remedy: 'refund' | 'dismissed' | null;
  readonly refundId: RefundId | null; // what settled it
  readonly reason: DismissalReason | null;
};

/** Money that came after its charge had ended without any. */
export type LatePaymentSlip = {
  readonly kind: 'late_payment';
  readonly id: ChargeId;
  readonly policy: 'refund' | 'adopt'; // of the merchant, when it was found
  readonly status: 'due' | 'settled'; // due: to be given back, and no refund is durable yet
  readonly foundAtMs: number; // wall clock
};

/** A payment that a customer showed, taken for a sale that would else have been paid again. Moves no money. */
export type AttachedPayment = {
  readonly kind: 'attached_payment';
  readonly id: TransactionId; // a payment settles one sale
  readonly saleId: SaleId;
  readonly chargeId: ChargeId | null; // null: another terminal of the merchant took it
  readonly amountFen: Fen;
  readonly attachedAtMs: number; // wall clock
};
