import { fen } from '../../money/fen.ts';
import type { BillSummary } from '../bill.ts';
import { type Layout, MONEY_COLUMNS, type MoneyColumn } from './bill-columns.ts';
import type { Kernel } from './bill-kernel.ts';

/** A fen in millionths of a yuan. */
export const FEN_MICRO_YUAN = 10_000;
const POINT = 0x2e;
/** Decimals that a sum has at least, whatever of them is printed. */
const FEWEST_DECIMALS = 2;
const MOST_DECIMALS = 6;

/** The columns of the sums in their order, null for one that nobody knows. */
export type SumColumns = readonly (MoneyColumn | 'count' | null)[];

/** Compares the bill's own sums, whose cells were found, with what the kernel added up. @returns the summary, or what differs */
export function checkSums(kernel: Kernel, layout: Layout, columns: SumColumns, count: number): BillSummary | string {
  const { calls } = kernel;
  const sums = kernel.doubles('sums', MONEY_COLUMNS.length);
  const sumOf = (column: MoneyColumn) => sums[MONEY_COLUMNS.indexOf(column)] as number;
  if (calls.cellCount() !== columns.length) return 'summary';
  for (const [place, column] of columns.entries()) {
    if (column === null) continue;
    const [from, to] = [calls.cellStart(place), calls.cellEnd(place)];
    const told = calls.readMicro(from, to);
    if (Number.isNaN(told)) return `summary: ${column} is no amount`;
    if (column === 'count') {
      if (told !== count * 100 * FEN_MICRO_YUAN) return 'summary: count differs';
    } else if (layout.at[column] >= 0) {
      const most = tolerance(column === 'fee' ? decimalsOf(kernel.bytes.subarray(from, to)) : null);
      if (Math.abs(told - sumOf(column)) >= most) return `summary: ${column} differs`;
    }
  }
  return {
    count,
    amountFen: fen(sumOf(layout.amount) / FEN_MICRO_YUAN),
    refundFen: fen(layout.refund ? sumOf(layout.refund) / FEN_MICRO_YUAN : 0),
    feeMicroYuan: sumOf('fee'),
  };
}

/** How many decimals an amount was written with. */
function decimalsOf(written: Buffer): number {
  const pointAt = written.indexOf(POINT);
  return pointAt < 0 ? 0 : written.length - pointAt - 1;
}

/** Fees have five decimals, their sum is printed with fewer at times: then it is rounded, nobody says which way. Amounts are exact. */
function tolerance(decimals: number | null): number {
  return decimals === null ? 1 : 10 ** (MOST_DECIMALS - Math.max(FEWEST_DECIMALS, Math.min(decimals, MOST_DECIMALS)));
}
