import { type Column, type Layout, MONEY_COLUMNS, type MoneyColumn } from './bill-columns.ts';
import { KERNEL_CODE } from './bill-kernel-code.ts';
import { readBillTime } from './bill-time.ts';

/** What assembly/index.ts exports. Places are addresses in its memory. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  bytesFrom(): number;
  split(from: number, to: number): number;
  cellCount(): number;
  cellStart(place: number): number;
  cellEnd(place: number): number;
  setLayout(columns: number, freeFrom: number, amount: number, refund: number): void;
  setDay(from: number, beganMs: number): void;
  readMicro(from: number, to: number): number;
  readLine(from: number, to: number): number;
  readRows(from: number, to: number): number;
} & Readonly<Record<Place | 'count' | 'next' | 'kind' | 'status', { readonly value: number }>>;

/** Where it has its columns and the words that it knows. */
type Place =
  | 'textPlaces'
  | 'moneyPlaces'
  | 'money'
  | 'sums'
  | 'currencies'
  | 'states'
  | 'statuses'
  | 'moved'
  | 'movedFen'
  | 'atMs'
  | 'feeMicroYuan'
  | 'orderFrom'
  | 'orderTo'
  | 'numberFrom'
  | 'numberTo'
  | 'lineFrom'
  | 'lineTo';

/** As `Text` in assembly/layout.ts. */
const TEXT_COLUMNS = [
  'time',
  'askedAt',
  'device',
  'transactionId',
  'orderNo',
  'tradeType',
  'state',
  'currency',
  'acquirerRefundNo',
  'refundNo',
  'refundStatus',
] as const satisfies readonly Exclude<Column, MoneyColumn>[];
/** As `Wrong` in assembly/line.ts. */
const WRONG = ['', 'number of cells', 'currency', 'state', 'time', 'orderNo', 'transactionId', 'refundNo', 'line is too long'];
const [WRONG_AMOUNT, WRONG_SUM] = [9, 32];

/** The words that mean something, in the order that `kind` and `status` number them. */
export const STATES = ['SUCCESS', 'REFUND', 'REVOKED'] as const;
export const STATUSES = ['SUCCESS', 'PROCESSING', 'FAIL', 'FAILED', 'REFUNDCLOSE', 'CHANGE'] as const;
const CURRENCIES = ['CNY'];
const WORD_BYTES = 16;
/** Stands behind a word: no byte of UTF-8. */
const BEHIND = 0xff;

/** As ROWS in assembly/rows.ts. */
export const MOST_ROWS = 512;
const PAGE_BYTES = 64 * 1024;
/** It looks at so many bytes behind the last one. */
const BEYOND_BYTES = 32;

/** The inner loop of the reader, over bytes in its own memory. Whoever holds a view of it asks for another one after `grow`. */
export class Kernel {
  readonly calls: Exports;
  readonly bytesFrom: number;
  bytes: Buffer; // all of its memory

  constructor() {
    const readTime = (from: number, to: number) => readBillTime(this.bytes, from, to, this.calls.setDay);
    const module = new WebAssembly.Module(Buffer.from(KERNEL_CODE, 'base64'));
    this.calls = new WebAssembly.Instance(module, { bill: { readTime } }).exports as unknown as Exports;
    this.bytesFrom = this.calls.bytesFrom();
    this.bytes = Buffer.from(this.calls.memory.buffer);
    this.#tell('states', STATES);
    this.#tell('statuses', STATUSES);
    this.#tell('currencies', CURRENCIES);
  }

  /** Sees that it has room for the bytes up to there. @returns whether its memory is another one now */
  grow(to: number): boolean {
    const lacking = to + BEYOND_BYTES - this.bytes.length;
    if (lacking <= 0) return false;
    this.calls.memory.grow(Math.ceil(lacking / PAGE_BYTES));
    this.bytes = Buffer.from(this.calls.memory.buffer);
    return true;
  }

  setLayout({ columns, at, freeFrom, amount, refund }: Layout): void {
    this.numbers('textPlaces', TEXT_COLUMNS.length).set(TEXT_COLUMNS.map((column) => at[column]));
    this.numbers('moneyPlaces', MONEY_COLUMNS.length).set(MONEY_COLUMNS.map((column) => at[column]));
    this.calls.setLayout(columns, freeFrom, MONEY_COLUMNS.indexOf(amount), refund === null ? -1 : MONEY_COLUMNS.indexOf(refund));
  }

  numbers(place: Place, count: number): Int32Array {
    return new Int32Array(this.bytes.buffer, this.calls[place].value, count);
  }

  doubles(place: Place, count: number): Float64Array {
    return new Float64Array(this.bytes.buffer, this.calls[place].value, count);
  }

  /** Puts what `readRows` or `readLine` says into words. @returns null for nothing */
  static wrong(code: number): string | null {
    if (code >= WRONG_SUM) return `${MONEY_COLUMNS[code - WRONG_SUM]} is too much`;
    if (code >= WRONG_AMOUNT) return `${MONEY_COLUMNS[code - WRONG_AMOUNT]} is no amount`;
    return WRONG[code] || null;
  }

  #tell(place: Place, words: readonly string[]): void {
    for (const [n, word] of words.entries()) {
      const at = this.calls[place].value + n * WORD_BYTES;
      this.bytes.fill(BEHIND, at, at + WORD_BYTES).write(word, at, 'latin1');
    }
  }
}
