import { isUtf8 } from 'node:buffer';
import { fen } from '../../money/fen.ts';
import type { BillLine, BillOutcome } from '../bill.ts';
import { FEN } from './bill-amount.ts';
import { Cells } from './bill-cells.ts';
import { type Column, isSummaryHeading, type Layout, type MoneyColumn, readLayout, readSummaryLayout } from './bill-columns.ts';
import { BillSums } from './bill-sums.ts';
import { BillTimes } from './bill-time.ts';
import { Repeated } from './repeated.ts';

/** No line comes near: goods and attachment have 128 characters each, everything else less. */
export const MAX_LINE_BYTES = 16 * 1024;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const BACK_QUOTE = 0x60;
const LINE_FEED = 0x0a;
const ZERO = 0x30;
const MOST_ID_BYTES = 64;
const MOST_WORD_BYTES = 128;

/** Reads a bill piece by piece. */
export type BillParser = {
  /** Takes the next bytes, however they were cut. They must stay as they are until `next` has told all of them. */
  push(bytes: Uint8Array): void;
  /** The next line; null when it takes more bytes to tell one, or when there is none any more. */
  next(): BillLine | null;
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
type Kind = BillLine['kind'];

const KINDS: Readonly<Record<string, Kind>> = { SUCCESS: 'payment', REFUND: 'refund', REVOKED: 'reversal' };

/** A status that nobody documented tells nothing. Source: download bill, refund status; query refund for the last two. */
const REFUND_STATUS: Readonly<Record<string, BillLine['refundStatus']>> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  FAIL: 'failed',
  FAILED: 'failed',
  REFUNDCLOSE: 'failed',
  CHANGE: 'abnormal',
};

class Parser implements BillParser {
  readonly #cells = new Cells();
  readonly #times = new BillTimes();
  readonly #device = new Repeated(MOST_WORD_BYTES);
  readonly #tradeType = new Repeated(MOST_WORD_BYTES);
  readonly #state = new Repeated(MOST_WORD_BYTES);
  readonly #currency = new Repeated(MOST_WORD_BYTES);
  readonly #refundStatus = new Repeated(MOST_WORD_BYTES);
  #block: Buffer = Buffer.alloc(0); // whole lines, then what is there of the next one
  #at = 0; // where the next line begins
  #wholeTo = 0; // where the last whole line ends
  #isText = true; // this block's lines are UTF-8
  #part: Part = 'heading';
  #line = 0;
  #layout: Layout | null = null;
  #sums: BillSums | null = null;
  #sumColumns: readonly (MoneyColumn | 'count' | null)[] = [];
  #end: ReturnType<BillParser['end']> | null = null;
  #failed = false;

  push(bytes: Uint8Array): void {
    if (this.#failed) return;
    const more = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const rest = this.#block.subarray(this.#at);
    this.#block = rest.length === 0 ? more : Buffer.concat([rest, more]);
    this.#at = 0;
    this.#wholeTo = this.#block.lastIndexOf(LINE_FEED) + 1;
    this.#isText = isUtf8(this.#block.subarray(0, this.#wholeTo));
    if (this.#wholeTo > 0 || this.#block.length <= MAX_LINE_BYTES) return;
    this.#line += 1; // the one that does not end
    this.#fail('line is too long');
  }

  next(): BillLine | null {
    while (!this.#failed && this.#at < this.#wholeTo) {
      const line = this.#take(this.#wholeTo);
      if (line) return line;
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
    if (!this.#failed && this.#at < this.#block.length) {
      this.#wholeTo = this.#block.length;
      this.#isText = isUtf8(this.#block.subarray(this.#at));
      this.next();
    }
    if (!this.#failed && this.#part !== 'over') this.#fail('ends without its sums');
    return this.#end ?? { kind: 'malformed', line: this.#line, why: 'ends without its sums' };
  }

  #take(to: number): BillLine | null {
    const from = this.#at;
    const cells = this.#cells;
    this.#line += 1;
    this.#at = cells.split(this.#block, from, to);
    if (this.#at - from > MAX_LINE_BYTES) return this.#fail('line is too long');
    if (!this.#isText && !isUtf8(this.#block.subarray(from, this.#at))) return this.#fail('is not UTF-8');
    if (this.#part === 'lines' && this.#block[from] === BACK_QUOTE) return this.#readLine();
    return this.#readOther(this.#text(from, this.#at));
  }

  /** Headings, sums, and what may follow them. */
  #readOther(text: string): null {
    switch (this.#part) {
      case 'heading':
        return this.#readHeading(text);
      case 'lines':
        return isSummaryHeading(text) ? this.#readSummaryHeading(text) : this.#fail('line without a back-quote');
      case 'sums':
        return this.#readSums(text);
      case 'over':
        return text === '' ? null : this.#fail('goes on after its sums');
    }
  }

  #readHeading(text: string): null {
    const layout = readLayout(text);
    if (typeof layout === 'string') return this.#fail(layout);
    this.#layout = layout;
    this.#sums = new BillSums(layout);
    this.#part = 'lines';
    return null;
  }

  #readSummaryHeading(text: string): null {
    const columns = this.#layout ? readSummaryLayout(text, this.#layout) : 'summary';
    if (typeof columns === 'string') return this.#fail(columns);
    this.#sumColumns = columns;
    this.#part = 'sums';
    return null;
  }

  #readSums(text: string): null {
    const isWhole = text.startsWith('`') && this.#cells.count === this.#sumColumns.length;
    const summary = isWhole ? this.#sums?.check(this.#cells, this.#sumColumns) : 'summary';
    if (typeof summary !== 'object') return this.#fail(summary ?? 'summary');
    this.#end = { kind: 'read', summary };
    this.#part = 'over';
    return null;
  }

  #readLine(): BillLine | null {
    const [layout, sums, cells] = [this.#layout, this.#sums, this.#cells];
    if (!layout || !sums) return null;
    const surplus = cells.count - layout.columns;
    if (surplus < 0 || (surplus > 0 && layout.freeFrom < 0)) return this.#fail('number of cells');
    if (surplus > 0) cells.join(layout.freeFrom, surplus);
    const wrong = sums.read(cells);
    if (wrong) return this.#fail(wrong);
    if (layout.at.currency >= 0 && this.#word(this.#currency, 'currency') !== 'CNY') return this.#fail('currency');

    const kind = KINDS[this.#word(this.#state, 'state')];
    if (kind === undefined) return this.#fail('state');
    const givesBack = kind !== 'payment';
    const atMs = this.#time(layout, kind);
    if (Number.isNaN(atMs)) return this.#fail('time');
    const orderNo = this.#id('orderNo');
    const transactionId = this.#id('transactionId');
    if (!orderNo || !transactionId) return this.#fail(orderNo ? 'transactionId' : 'orderNo');
    const refundNo = givesBack ? this.#id('refundNo') : null;
    const acquirerRefundNo = givesBack ? this.#id('acquirerRefundNo') : null;
    if (refundNo === '' || acquirerRefundNo === '') return this.#fail('refundNo');
    return {
      kind,
      atMs,
      orderNo,
      transactionId,
      deviceInfo: this.#word(this.#device, 'device') || null,
      tradeType: this.#word(this.#tradeType, 'tradeType'),
      amountFen: fen(sums.value(layout.amount) / FEN),
      couponFen: fen(sums.value('coupon') / FEN),
      refundNo,
      acquirerRefundNo,
      refundFen: givesBack && layout.refund ? fen(sums.value(layout.refund) / FEN) : null,
      refundStatus: givesBack ? (REFUND_STATUS[this.#word(this.#refundStatus, 'refundStatus')] ?? null) : null,
      feeMicroYuan: sums.value('fee'),
    };
  }

  #time({ at }: Layout, kind: Kind): number {
    const cells = this.#cells;
    const isAsked = kind === 'refund' && at.askedAt >= 0 && cells.end(at.askedAt) > cells.start(at.askedAt);
    const place = isAsked ? at.askedAt : at.time;
    return this.#times.read(this.#block, cells.start(place), cells.end(place));
  }

  /** A number of either side, or null when the cell says that there is none: `0`, or nothing. Empty text for what is no number. */
  #id(column: Column): string | null {
    const place = this.#layout?.at[column] ?? -1;
    if (place < 0) return null;
    const [from, to] = [this.#cells.start(place), this.#cells.end(place)];
    if (to === from || (to === from + 1 && this.#block[from] === ZERO)) return null;
    if (to - from > MOST_ID_BYTES) return '';
    for (let at = from; at < to; at++) {
      const byte = this.#block[at] as number;
      if (byte < 0x21 || byte > 0x7e) return '';
    }
    return this.#block.toString('latin1', from, to);
  }

  #word(word: Repeated, column: Column): string {
    const place = this.#layout?.at[column] ?? -1;
    return place < 0 ? '' : word.read(this.#block, this.#cells.start(place), this.#cells.end(place));
  }

  #text(from: number, to: number): string {
    const isMarked = this.#line === 1 && this.#block.subarray(from, from + BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
    return this.#block.toString('utf8', isMarked ? from + BYTE_ORDER_MARK.length : from, to).replace(/\r?\n$/, '');
  }

  #fail(why: string): null {
    this.#failed = true;
    this.#end = { kind: 'malformed', line: this.#line, why };
    this.#block = Buffer.alloc(0);
    return null;
  }
}
