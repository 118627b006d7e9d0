import type { Currency } from '../money/currency.ts';
import type { Fen } from '../money/fen.ts';
import type { ChargeId, SaleId } from '../payment/charge.ts';
import type { Evidence } from './slip.ts';

/** A customer who pays the same amount again within this time was more likely asked twice than back for more. */
export const TWICE_WITHIN_MS = 300_000;
/** A till may number its sales anew each morning: the same reference half a day later is another sale. */
export const SAME_SALE_WITHIN_MS = 43_200_000;

/** What of a paid charge tells whether it was one too many. */
export type PaidCharge = {
  readonly chargeId: ChargeId;
  readonly saleId: SaleId;
  readonly amountFen: Fen;
  readonly currency: Currency;
  readonly payer: string | null; // null: not known, and nobody is like him
  readonly paidAtMs: number; // the acquirer's wall clock: what is known late is put where it belongs
};

/** Two payments of which one seems to be one too many. */
export type Pair = { readonly evidence: Exclude<Evidence, 'cash_and_wallet'>; readonly earlier: PaidCharge; readonly later: PaidCharge };

/**
 * Looks whether a payment is one too many. Each payment is paired once, with its neighbour in time, so that of three that are
 * alike two are to be given back, and not the same one twice.
 *
 * @param paid the payment that has just become known
 * @param others what was paid before it became known and was not given back since
 */
export function pairOf(paid: PaidCharge, others: readonly PaidCharge[]): Pair | null {
  const strangers = others.filter(({ chargeId }) => chargeId !== paid.chargeId);
  return pairBy('same_sale', paid, strangers) ?? pairBy('same_payer', paid, strangers);
}

/** The name of what is found, made from both charges. @param earlier null: it was cash */
export function findingId(earlier: ChargeId | null, later: ChargeId): string {
  return [earlier ?? 'cash', later].sort().join('+');
}

const ALIKE: Readonly<Record<Pair['evidence'], (a: PaidCharge, b: PaidCharge) => boolean>> = {
  same_sale: (a, b) => a.saleId === b.saleId && apartMs(a, b) <= SAME_SALE_WITHIN_MS,
  same_payer: (a, b) => a.payer !== null && a.payer === b.payer && isSameMoney(a, b) && apartMs(a, b) <= TWICE_WITHIN_MS,
};

function pairBy(evidence: Pair['evidence'], paid: PaidCharge, others: readonly PaidCharge[]): Pair | null {
  const alike = others.filter((other) => ALIKE[evidence](paid, other)).sort((a, b) => a.paidAtMs - b.paidAtMs);
  const before = alike.findLast(({ paidAtMs }) => paidAtMs <= paid.paidAtMs);
  if (before) return { evidence, earlier: before, later: paid };
  const [after] = alike;
  return after ? { evidence, earlier: paid, later: after } : null;
}

function isSameMoney(a: PaidCharge, b: PaidCharge): boolean {
  return a.amountFen === b.amountFen && a.currency === b.currency;
}

function apartMs(a: PaidCharge, b: PaidCharge): number {
  return Math.abs(a.paidAtMs - b.paidAtMs);
}
