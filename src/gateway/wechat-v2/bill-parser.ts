import { isUtf8 } from 'node:buffer';
import type { BillOutcome, BillRows } from '../bill.ts';
import { Cells } from './bill-cells.ts';
import { isSummaryHeading, type MoneyColumn, readLayout, readSummaryLayout } from './bill-columns.ts';
import { RowReader } from './bill-row-reader.ts';
import { BillColumns } from './bill-rows.ts';

/** No line comes near: goods and attachment have 128 characters each, everything else less. */
export const MAX_LINE_BYTES = 16 * 1024;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const BACK_QUOTE = 0x60;
const LINE_FEED = 0x0a;

/** Reads a bill piece by piece. */
export type BillParser = {
  /** Takes the next bytes, however they were cut: those before must have been told. */
  push(bytes: Uint8Array): void;
  /** The next lines in columns, as they are good until more is asked for; null when it takes more bytes, or when there are none any more. */
  rows(): BillRows | null;
  /** How many lines were begun so far. */
  line(): number;
  /** Whether it is malformed already: nothing that comes can mend that. */
  hasFailed(): boolean;
  /** After the last bytes and the last line: whether the bill was whole and says of itself what its lines add up to. Nothing in it is to be believed before. */
  end(): Extract<BillOutcome, { kind: 'read' | 'malformed' }>;
};

/**
 * Makes a reader of one bill in plain text: heading, lines, heading of the sums, sums. Whatever is odd makes it malformed; nothing throws.
 *
 * Source: WeChat Pay v2, download bill.
 */
export function createBillParser(): BillParser {
  return new Parser();
}

type Part = 'heading' | 'lines' | 'sums' | 'over';

class Parser implements BillParser {
  readonly #cells = new Cells();
  #bytes: Buffer = Buffer.alloc(0); // whole lines, then what is there of the next one, then nothing
  #view = viewOf(this.#bytes);
  #at = 0; // where the next line begins
  #wholeTo = 0; // where the last whole line ends
  #filledTo = 0; // where the bytes that came end
  #isText = true; // this block's lines are UTF-8
  #part: Part = 'heading';
  #line = 0;
  #reader: RowReader | null = null;
  readonly #rows = new BillColumns(this.#bytes);
  #sumColumns: readonly (MoneyColumn | 'count' | null)[] = [];
  #end: ReturnType<BillParser['end']> | null = null;
  #failed = false;

  push(bytes: Uint8Array): void {
    if (this.#failed) return;
    this.#keep(bytes);
    this.#wholeTo = this.#bytes.subarray(0, this.#filledTo).lastIndexOf(LINE_FEED) + 1;
    this.#isText = isUtf8(this.#bytes.subarray(0, this.#wholeTo));
    if (this.#wholeTo > 0 || this.#filledTo <= MAX_LINE_BYTES) return;
    this.#line += 1; // the one that does not end
    this.#fail('line is too long');
  }

  rows(): BillRows | null {
    const rows = this.#rows;
    rows.begin(this.#bytes);
    while (!this.#failed && this.#at < this.#wholeTo && !rows.isFull()) this.#take(this.#wholeTo);
    return rows.count === 0 ? null : rows;
  }

  line(): number {
    return this.#line;
  }

  hasFailed(): boolean {
    return this.#failed;
  }

  end(): ReturnType<BillParser['end']> {
    // The last line need not end.
    if (!this.#failed && this.#at < this.#filledTo) {
      this.#wholeTo = this.#filledTo;
      this.#isText = isUtf8(this.#bytes.subarray(this.#at, this.#filledTo));
      this.rows();
    }
    if (!this.#failed && this.#part !== 'over') this.#fail('ends without its sums');
    return this.#end ?? { kind: 'malformed', line: this.#line, why: 'ends without its sums' };
  }

  /** What is left of the last block, then this one: always in the same bytes, which grow with the largest. */
  #keep(more: Uint8Array): void {
    const rest = this.#filledTo - this.#at;
    const needed = rest + more.length;
    const bytes = needed <= this.#bytes.length ? this.#bytes : Buffer.alloc(needed + MAX_LINE_BYTES);
    this.#bytes.copy(bytes, 0, this.#at, this.#filledTo);
    bytes.set(more, rest);
    if (bytes !== this.#bytes) this.#view = viewOf(bytes);
    this.#bytes = bytes;
    this.#at = 0;
    this.#filledTo = needed;
  }

  #take(to: number): void {
    const from = this.#at;
    this.#line += 1;
    this.#at = this.#cells.split(this.#view, from, to);
    const wrong = this.#whatIsWrong(from);
    if (wrong !== null) this.#fail(wrong);
  }

  /** Reads the line that was split. @returns what is wrong with it, or null */
  #whatIsWrong(from: number): string | null {
    if (this.#at - from > MAX_LINE_BYTES) return 'line is too long';
    if (!this.#isText && !isUtf8(this.#bytes.subarray(from, this.#at))) return 'is not UTF-8';
    if (this.#reader !== null && this.#part === 'lines' && this.#bytes[from] === BACK_QUOTE)
      return this.#reader.read(this.#bytes, this.#view, this.#cells, this.#rows);
    return this.#readOther(this.#text(from, this.#at));
  }

  /** Headings, sums, and what may follow them. */
  #readOther(text: string): string | null {
    switch (this.#part) {
      case 'heading':
        return this.#readHeading(text);
      case 'lines':
        return isSummaryHeading(text) ? this.#readSummaryHeading(text) : 'line without a back-quote';
      case 'sums':
        return this.#readSums(text);
      case 'over':
        return text === '' ? null : 'goes on after its sums';
    }
  }

  #readHeading(text: string): string | null {
    const layout = readLayout(text);
    if (typeof layout === 'string') return layout;
    this.#reader = new RowReader(layout);
    this.#part = 'lines';
    return null;
  }

  #readSummaryHeading(text: string): string | null {
    const columns = this.#reader ? readSummaryLayout(text, this.#reader.layout) : 'summary';
    if (typeof columns === 'string') return columns;
    this.#sumColumns = columns;
    this.#part = 'sums';
    return null;
  }

  #readSums(text: string): string | null {
    const isWhole = text.startsWith('`') && this.#cells.count === this.#sumColumns.length;
    const summary = isWhole ? this.#reader?.sums.check(this.#view, this.#cells, this.#sumColumns) : 'summary';
    if (typeof summary !== 'object') return summary ?? 'summary';
    this.#end = { kind: 'read', summary };
    this.#part = 'over';
    return null;
  }

  #text(from: number, to: number): string {
    const isMarked = this.#line === 1 && this.#bytes.subarray(from, from + BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    return this.#bytes.toString('utf8', isMarked ? from + BYTE_ORDER_MARK.length : from, to).replace(/\r?\n$/, '');
  }

  /** Lines before this one were read and may be told. */
  #fail(why: string): void {
    this.#failed = true;
    this.#end = { kind: 'malformed', line: this.#line, why };
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
