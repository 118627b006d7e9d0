import { isUtf8 } from 'node:buffer';
import type { BillOutcome, BillRows } from '../bill.ts';
import { isSummaryHeading, type Layout, readLayout, readSummaryLayout } from './bill-columns.ts';
import { Kernel } from './bill-kernel.ts';
import { KernelRows } from './bill-rows.ts';
import { checkSums, type SumColumns } from './bill-sums.ts';

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
  readonly #kernel = new Kernel(); // in its bytes: whole lines, then what is there of the next one
  #at = this.#kernel.bytesFrom; // where the next line begins
  #textTo = this.#at; // where the lines end that are whole, and UTF-8
  #wholeTo = this.#at; // where the last whole line ends
  #filledTo = this.#at; // where the bytes that came end
  #part: Part = 'heading';
  #line = 0;
  #count = 0; // lines that were told
  #layout: Layout | null = null;
  #rows: KernelRows | null = null;
  #sumColumns: SumColumns = [];
  #end: ReturnType<BillParser['end']> | null = null;
  #failed = false;

  push(bytes: Uint8Array): void {
    if (this.#failed) return;
    this.#keep(bytes);
    this.#wholeTo = Math.max(this.#at, this.#kernel.bytes.subarray(0, this.#filledTo).lastIndexOf(LINE_FEED) + 1);
    this.#textTo = this.#endOfText();
    if (this.#wholeTo > this.#at || this.#filledTo - this.#at <= MAX_LINE_BYTES) return;
    this.#line += 1; // the one that does not end
    this.#fail('line is too long');
  }

  rows(): BillRows | null {
    while (!this.#failed && this.#at < this.#wholeTo) {
      const rows = this.#part === 'lines' && this.#kernel.bytes[this.#at] === BACK_QUOTE ? this.#rows : null;
      if (this.#at === this.#textTo) this.#takeBroken();
      else if (rows === null) this.#takeOther();
      else if (this.#takeRows(rows) > 0) return rows;
    }
    return null;
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
      this.#kernel.bytes[this.#filledTo] = LINE_FEED; // what stood there before is no part of it
      this.#wholeTo = this.#filledTo;
      this.#textTo = this.#endOfText();
      this.rows();
    }
    if (!this.#failed && this.#part !== 'over') this.#fail('ends without its sums');
    return this.#end ?? { kind: 'malformed', line: this.#line, why: 'ends without its sums' };
  }

  /** What is left of the last block, then this one: always in the same bytes, which grow with the largest. */
  #keep(more: Uint8Array): void {
    const kernel = this.#kernel;
    const from = kernel.bytesFrom;
    const rest = this.#filledTo - this.#at;
    kernel.bytes.copyWithin(from, this.#at, this.#filledTo);
    this.#at = from;
    this.#filledTo = from + rest + more.length;
    if (kernel.grow(this.#filledTo) && this.#layout) this.#rows = new KernelRows(kernel, this.#layout);
    kernel.bytes.set(more, from + rest);
  }

  /** @returns where the first line begins that is not UTF-8, or where the last one ends */
  #endOfText(): number {
    const { bytes } = this.#kernel;
    if (isUtf8(bytes.subarray(this.#at, this.#wholeTo))) return this.#wholeTo;
    let from = this.#at;
    for (let to = from; from < this.#wholeTo; from = to) {
      to = Math.min(bytes.indexOf(LINE_FEED, from) + 1 || this.#wholeTo, this.#wholeTo);
      if (!isUtf8(bytes.subarray(from, to))) break;
    }
    return from;
  }

  /** @returns how many there are now */
  #takeRows(rows: KernelRows): number {
    const { calls } = this.#kernel;
    const wrong = Kernel.wrong(calls.readRows(this.#at, this.#textTo));
    rows.count = calls.count.value;
    this.#at = calls.next.value;
    this.#count += rows.count;
    this.#line += rows.count;
    if (wrong !== null) {
      this.#line += 1;
      this.#fail(wrong);
    }
    return rows.count;
  }

  /** A line that is not UTF-8. */
  #takeBroken(): void {
    this.#line += 1;
    const to = this.#kernel.calls.split(this.#at, this.#wholeTo);
    this.#fail(to - this.#at > MAX_LINE_BYTES ? 'line is too long' : 'is not UTF-8');
  }

  /** A line that is no row. */
  #takeOther(): void {
    const from = this.#at;
    this.#line += 1;
    this.#at = this.#kernel.calls.split(from, this.#wholeTo);
    const wrong = this.#at - from > MAX_LINE_BYTES ? 'line is too long' : this.#readOther(this.#text(from, this.#at));
    if (wrong !== null) this.#fail(wrong);
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
    this.#kernel.setLayout(layout);
    this.#layout = layout;
    this.#rows = new KernelRows(this.#kernel, layout);
    this.#part = 'lines';
    return null;
  }

  #readSummaryHeading(text: string): string | null {
    const columns = this.#layout ? readSummaryLayout(text, this.#layout) : 'summary';
    if (typeof columns === 'string') return columns;
    this.#sumColumns = columns;
    this.#part = 'sums';
    return null;
  }

  #readSums(text: string): string | null {
    const summary = this.#layout && text.startsWith('`') ? checkSums(this.#kernel, this.#layout, this.#sumColumns, this.#count) : 'summary';
    if (typeof summary === 'string') return summary;
    this.#end = { kind: 'read', summary };
    this.#part = 'over';
    return null;
  }

  #text(from: number, to: number): string {
    const { bytes } = this.#kernel;
    const isMarked = this.#line === 1 && bytes.subarray(from, from + BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    return bytes.toString('utf8', isMarked ? from + BYTE_ORDER_MARK.length : from, to).replace(/\r?\n$/, '');
  }

  /** Lines before this one were read and may be told. */
  #fail(why: string): void {
    this.#failed = true;
    this.#end = { kind: 'malformed', line: this.#line, why };
  }
}
