import { fen } from '../../money/fen.ts';
import type { BillSummary } from '../bill.ts';
import { decimalsOf, FEN, readMicroYuan } from './bill-amount.ts';
import type { Cells } from './bill-cells.ts';
import { type Layout, MONEY_COLUMNS, type MoneyColumn } from './bill-columns.ts';

/** Decimals that a sum has at least, whatever of them is printed. */
const FEWEST_DECIMALS = 2;

/** What the lines of a bill add up to, in millionths of a yuan. */
export class BillSums {
  readonly #layout: Layout;
  readonly #columns: readonly MoneyColumn[];
  readonly #places: Int32Array;
  readonly #fee: number; // where it is among them
  readonly #sums: Float64Array;
  readonly #values: Float64Array; // of the line in hand
  readonly #index: Readonly<Record<MoneyColumn, number>>; // of a column that there is not: the last value, which stays 0
  readonly #amount: number;
  readonly #refund: number;
  #count = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#columns = MONEY_COLUMNS.filter((column) => layout.at[column] >= 0);
    this.#places = Int32Array.from(this.#columns, (column) => layout.at[column]);
    this.#fee = this.#columns.indexOf('fee');
    this.#sums = new Float64Array(this.#columns.length);
    this.#values = new Float64Array(this.#columns.length + 1);
    const indexOf = (column: MoneyColumn) => (this.#columns.includes(column) ? this.#columns.indexOf(column) : this.#columns.length);
    this.#index = Object.fromEntries(MONEY_COLUMNS.map((column) => [column, indexOf(column)])) as Record<MoneyColumn, number>;
    this.#amount = indexOf(layout.amount);
    this.#refund = layout.refund ? indexOf(layout.refund) : this.#columns.length;
  }

  /** Reads a line's amounts. @returns what is wrong with one, or null */
  read(bytes: DataView, cells: Cells): string | null {
    for (let index = 0; index < this.#places.length; index++) {
      const place = this.#places[index] as number;
      const micro = readMicroYuan(bytes, cells.start(place), cells.end(place));
      if (!(index === this.#fee ? !Number.isNaN(micro) : isWholeFen(micro))) return `${this.#columns[index]} is no amount`;
      this.#values[index] = micro;
      const sum = (this.#sums[index] as number) + micro;
      if (!Number.isSafeInteger(sum)) return `${this.#columns[index]} is too much`;
      this.#sums[index] = sum;
    }
    this.#count += 1;
    return null;
  }

  /** Of the line in hand; 0 where the bill has no such column. */
  amountFen(): number {
    return (this.#values[this.#amount] as number) / FEN;
  }

  couponFen(): number {
    return (this.#values[this.#index.coupon] as number) / FEN;
  }

  refundFen(): number {
    return (this.#values[this.#refund] as number) / FEN;
  }

  feeMicroYuan(): number {
    return this.#values[this.#index.fee] as number;
  }

  /** Compares the sums with the bill's own. @returns the summary, or what differs */
  check(bytes: DataView, cells: Cells, columns: readonly (MoneyColumn | 'count' | null)[]): BillSummary | string {
    for (const [place, column] of columns.entries()) {
      const index = column === null || column === 'count' ? this.#columns.length : this.#index[column];
      const [from, to] = [cells.start(place), cells.end(place)];
      const told = readMicroYuan(bytes, from, to);
      if (column !== null && Number.isNaN(told)) return `summary: ${column} is no amount`;
      if (column === 'count' && told !== this.#count * 100 * FEN) return 'summary: count differs';
      if (index === this.#columns.length) continue;
      const difference = Math.abs(told - (this.#sums[index] as number));
      if (difference >= tolerance(column === 'fee' ? decimalsOf(bytes, from, to) : null)) return `summary: ${column} differs`;
    }
    return this.#summary();
  }

  #summary(): BillSummary {
    const { amount, refund } = this.#layout;
    const sum = (column: MoneyColumn) => this.#sums[this.#index[column]] ?? 0;
    return {
      count: this.#count,
      amountFen: fen(sum(amount) / FEN),
      refundFen: fen(refund ? sum(refund) / FEN : 0),
      feeMicroYuan: sum('fee'),
    };
  }
}

/** As many fen as are asked for, none of them in parts. A remainder of such large numbers would cost more than the rest of the line. */
function isWholeFen(micro: number): boolean {
  return micro >= 0 && Math.floor(micro / FEN) * FEN === micro;
}

/** Fees have five decimals, their sum is printed with fewer at times: then it is rounded, nobody says which way. Amounts are exact. */
function tolerance(decimals: number | null): number {
  return decimals === null ? 1 : 10 ** (6 - Math.max(FEWEST_DECIMALS, Math.min(decimals, 6)));
}
