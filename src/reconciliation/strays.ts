import { type BillLine, REFUND } from '../gateway/bill.ts';
import type { Fingerprints } from './fingerprint.ts';
import type { LedgerRows } from './ledger.ts';
import { numberOf, orderNoOf } from './names.ts';
import { createWaitingTable } from './waiting-table.ts';

/** Lines of the bill that found none alike so far. */
export type Strays = {
  /** Keeps a line that tells that money moved, until ours comes. */
  put(line: BillLine, high: number, low: number): void;
  /** Keeps a line that nothing of ours can be alike. */
  keep(line: BillLine): void;
  /** Where lines may be that tell the same as rows of ours, into `slots`; -1: nowhere. */
  findAll(prints: Fingerprints, from: number, to: number, slots: Int32Array): void;
  /** Takes out the line that tells the same as this one of ours. */
  take(rows: LedgerRows, row: number, high: number, low: number): BillLine | null;
  byOrder(): ReadonlyMap<string, readonly BillLine[]>;
};

export function createStrays(): Strays {
  const lines: (BillLine | null)[] = [];
  const waiting = createWaitingTable(); // their places among the lines

  return {
    put(line, high, low) {
      waiting.put(high, low, lines.push(line) - 1, 0);
    },
    keep(line) {
      lines.push(line);
    },
    findAll: waiting.findAll,
    take(rows, row, high, low) {
      for (let slot = waiting.find(high, low); slot >= 0; slot = waiting.find(high, low, slot)) {
        const place = waiting.placeIn(slot);
        const line = lines[place] ?? null;
        if (line === null || !isAlike(rows, row, line)) continue;
        waiting.take(slot);
        lines[place] = null;
        return line;
      }
      return null;
    },
    byOrder() {
      const byOrder = new Map<string, BillLine[]>();
      for (const line of lines) {
        if (line === null) continue;
        const before = byOrder.get(line.orderNo);
        if (before === undefined) byOrder.set(line.orderNo, [line]);
        else before.push(line);
      }
      return byOrder;
    },
  };
}

/** Their fingerprints are: what is left is to look at the names themselves. */
function isAlike({ names, moved }: LedgerRows, row: number, line: BillLine): boolean {
  const number = moved[row] === REFUND ? line.refundNo : line.transactionId;
  return orderNoOf(names, row) === line.orderNo && numberOf(names, row) === number;
}
