import { NOTHING, REFUND } from '../gateway/bill.ts';
import { type Fen, type FenDelta, fen, fenDelta } from '../money/fen.ts';
import type { LedgerRows } from './ledger.ts';

export const NOBODY = -1;

/** What reconciling counted for a shift, or for the time without one. */
export type Tally = {
  readonly shiftId: string | null;
  readonly matched: number; // charges and refunds that both sides tell alike
  readonly paidCount: number; // of our ledger, in the time of the bill
  readonly grossFen: Fen;
  readonly refundedFen: Fen;
  readonly netFen: FenDelta;
  readonly feeMicroYuan: number; // of the matched lines: what the acquirer keeps, millionths of a yuan
};

/** A stretch of time: from the one, up to but without the other. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** Sums as they grow; `owner` is where they stand in the list. */
export type Sums = {
  readonly owner: number;
  readonly shiftId: string | null;
  matched: number;
  paidCount: number;
  grossFen: number;
  refundedFen: number;
  feeMicroYuan: number;
};

export type Tallies = {
  of(shiftId: string | null): Sums;
  owned(owner: number): Sums;
  /** Adds money that moved, by our ledger, to its shift, unless it moved outside the bill's time. `owners` hears whose each row is; -1: nothing moved. */
  addAll(rows: LedgerRows, from: number, to: number, owners: Int32Array): void;
  all(): Tally[];
};

export function createTallies({ fromMs, toMs }: Span): Tallies {
  const list: Sums[] = [];
  const byShift = new Map<string | null, Sums>();
  let last: Sums | null = null; // neighbours are of one shift

  function of(shiftId: string | null): Sums {
    if (last !== null && last.shiftId === shiftId) return last;
    const sums = byShift.get(shiftId) ?? {
      owner: list.length,
      shiftId,
      matched: 0,
      paidCount: 0,
      grossFen: 0,
      refundedFen: 0,
      feeMicroYuan: 0,
    };
    if (sums.owner === list.length) {
      list.push(sums);
      byShift.set(shiftId, sums);
    }
    last = sums;
    return sums;
  }

  return {
    of,
    owned: (owner) => list[owner] as Sums,
    addAll({ moved, movedFen, atMs, shift, shiftIds }, from, to, owners) {
      for (let row = from; row < to; row++) {
        owners[row] = NOBODY;
        if (moved[row] === NOTHING) continue;
        const sums = of(shiftIds[shift[row] as number] ?? null);
        owners[row] = sums.owner;
        if ((atMs[row] as number) < fromMs || (atMs[row] as number) >= toMs) continue;
        if (moved[row] === REFUND) sums.refundedFen += movedFen[row] as number;
        else {
          sums.paidCount++;
          sums.grossFen += movedFen[row] as number;
        }
      }
    },
    all: () => list.map(told),
  };
}

function told({ shiftId, matched, paidCount, grossFen, refundedFen, feeMicroYuan }: Sums): Tally {
  return {
    shiftId,
    matched,
    paidCount,
    grossFen: fen(grossFen),
    refundedFen: fen(refundedFen),
    netFen: fenDelta(grossFen - refundedFen),
    feeMicroYuan,
  };
}
