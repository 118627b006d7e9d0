import type { Fen } from '../money/fen.ts';
import type { CashEntry } from './shift.ts';

/** Who wrote an entry down, where and when. */
export type CashHand = Pick<CashEntry, 'id' | 'shiftId' | 'by' | 'atMs'> &
  Partial<Pick<CashEntry, 'approvedBy' | 'idempotencyKey' | 'currency'>>;

/** What an entry says, as far as it differs from plain cash that came in. */
export type CashMove = Pick<CashEntry, 'what' | 'amountFen'> &
  Partial<Pick<CashEntry, 'tender' | 'receivedFen' | 'saleId' | 'refundOf' | 'note'>>;

/** One line of the drawer. */
export function cashEntry(hand: CashHand, move: CashMove): CashEntry {
  const { id, shiftId, by, atMs, approvedBy = null, idempotencyKey = null, currency = 'CNY' } = hand;
  const { what, amountFen, tender = null, receivedFen = null, saleId = null, refundOf = null, note = null } = move;
  const written = { tender, currency, amountFen, receivedFen, saleId, refundOf, note };
  return { kind: 'cash_entry', id, what, ...written, shiftId, by, approvedBy, atMs, idempotencyKey };
}

/** What goes back over the counter, in fen. @param receivedFen null: just the amount */
export function changeOf(amountFen: Fen, receivedFen: Fen | null): number {
  return receivedFen === null ? 0 : receivedFen - amountFen;
}
