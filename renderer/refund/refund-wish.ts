import type { Refundable } from '../../src/contract/refund-office.ts';
import { type Entry, NOTHING, totalOf } from '../cashier/entry.ts';
import { REFUND_REASONS, type RefundReason } from '../text/refund/refund-text.ts';

/** The acquirer takes no more of one charge. Source: WeChat Pay v2, refund, rules. */
const MOST_REFUNDS = 50;

/** How much is to go back: what is typed, or all that is left. */
export type RefundWish = { readonly entry: Entry; readonly isAll: boolean };

export const NO_WISH: RefundWish = { entry: NOTHING, isAll: false };

/** What would go back, in fen. */
export function wishedFen({ entry, isAll }: RefundWish, sale: Refundable | null): number {
  return isAll ? (sale?.leftAmount ?? 0) : totalOf(entry);
}

/** Whether so much may go back for this reason, and what stands in the way. The office decides; this only spares asking it. */
export function mayGoBack(
  sale: Refundable | null,
  amountFen: number,
  reason: RefundReason | null,
): 'yes' | 'choose' | 'too_much' | 'nothing_left' | 'no_more' {
  if (!sale) return 'choose';
  if (sale.leftAmount === 0) return 'nothing_left';
  if (sale.refunds.filter(({ status }) => status !== 'failed').length >= MOST_REFUNDS) return 'no_more';
  if (amountFen > sale.leftAmount) return 'too_much';
  return amountFen > 0 && reason ? 'yes' : 'choose';
}

/** The reason below or above the chosen one; the ends are ends. */
export function reasonBeside(reason: RefundReason | null, step: 1 | -1): RefundReason | null {
  const at = reason ? REFUND_REASONS.indexOf(reason) : step === 1 ? -1 : REFUND_REASONS.length;
  return REFUND_REASONS[Math.min(Math.max(at + step, 0), REFUND_REASONS.length - 1)] ?? null;
}
