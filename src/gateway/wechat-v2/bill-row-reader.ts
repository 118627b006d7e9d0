import type { BillLine } from '../bill.ts';
import type { Cells } from './bill-cells.ts';
import type { Layout } from './bill-columns.ts';
import { type BillColumns, NO_NAME, type Span } from './bill-rows.ts';
import { BillSums } from './bill-sums.ts';
import { BillTimes } from './bill-time.ts';
import { Repeated } from './repeated.ts';

const ZERO = 0x30;
const [FIRST_PRINTED, LAST_PRINTED] = [0x21, 0x7e];
const MOST_ID_BYTES = 64;
const MOST_WORD_BYTES = 128;

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

/** Reads lines of one layout into columns, and adds them up. */
export class RowReader {
  readonly layout: Layout;
  readonly sums: BillSums;
  readonly #times = new BillTimes();
  readonly #device = new Repeated(MOST_WORD_BYTES, itself);
  readonly #tradeType = new Repeated(MOST_WORD_BYTES, itself);
  readonly #kind = new Repeated(MOST_WORD_BYTES, (word) => KINDS[word] ?? null);
  readonly #isYuan = new Repeated(MOST_WORD_BYTES, (word) => word === 'CNY');
  readonly #refundStatus = new Repeated(MOST_WORD_BYTES, (word) => REFUND_STATUS[word] ?? null);

  constructor(layout: Layout) {
    this.layout = layout;
    this.sums = new BillSums(layout);
  }

  /** Reads one line. @returns what is wrong with it, or null */
  read(bytes: Buffer, view: DataView, cells: Cells, rows: BillColumns): string | null {
    const { layout, sums } = this;
    const { at } = layout;
    const surplus = cells.count - layout.columns;
    if (surplus < 0 || (surplus > 0 && layout.freeFrom < 0)) return 'number of cells';
    if (surplus > 0) cells.join(layout.freeFrom, surplus);
    const wrong = sums.read(view, cells);
    if (wrong) return wrong;
    if (at.currency >= 0 && !word(this.#isYuan, bytes, cells, at.currency)) return 'currency';

    const kind = word(this.#kind, bytes, cells, at.state);
    if (kind === null) return 'state';
    const givesBack = kind !== 'payment';
    const row = rows.count;
    const atMs = this.#time(bytes, cells, kind);
    if (Number.isNaN(atMs)) return 'time';
    if (!readId(rows.orderNo, row, view, cells, at.orderNo) || rows.orderNo.from[row] === NO_NAME) return 'orderNo';
    if (!readId(rows.transactionId, row, view, cells, at.transactionId) || rows.transactionId.from[row] === NO_NAME) return 'transactionId';
    if (!readId(rows.refundNo, row, view, cells, givesBack ? at.refundNo : NOWHERE)) return 'refundNo';
    if (!readId(rows.acquirerRefundNo, row, view, cells, givesBack ? at.acquirerRefundNo : NOWHERE)) return 'refundNo';
    rows.kind[row] = kind;
    rows.atMs[row] = atMs;
    rows.device[row] = at.device < 0 ? '' : word(this.#device, bytes, cells, at.device);
    rows.tradeType[row] = word(this.#tradeType, bytes, cells, at.tradeType);
    rows.amountFen[row] = sums.amountFen();
    rows.couponFen[row] = sums.couponFen();
    rows.refundFen[row] = givesBack && layout.refund ? sums.refundFen() : Number.NaN;
    rows.refundStatus[row] = givesBack && at.refundStatus >= 0 ? word(this.#refundStatus, bytes, cells, at.refundStatus) : null;
    rows.feeMicroYuan[row] = sums.feeMicroYuan();
    rows.add();
    return null;
  }

  #time(bytes: Buffer, cells: Cells, kind: Kind): number {
    const { at } = this.layout;
    const isAsked = kind === 'refund' && at.askedAt >= 0 && cells.end(at.askedAt) > cells.start(at.askedAt);
    const place = isAsked ? at.askedAt : at.time;
    return this.#times.read(bytes, cells.start(place), cells.end(place));
  }
}

const NOWHERE = -1;

const itself = (word: string) => word;

function word<Meaning>(repeated: Repeated<Meaning>, bytes: Buffer, cells: Cells, place: number): Meaning {
  return repeated.read(bytes, cells.start(place), cells.end(place));
}

/** Finds a number of either side; none when the cell says that there is none: `0`, or nothing. @returns false for what is no number */
function readId(into: Span, row: number, bytes: DataView, cells: Cells, place: number): boolean {
  into.from[row] = NO_NAME;
  if (place < 0) return true;
  const [from, to] = [cells.start(place), cells.end(place)];
  if (to === from || (to === from + 1 && bytes.getUint8(from) === ZERO)) return true;
  into.from[row] = from;
  into.to[row] = to;
  return to - from <= MOST_ID_BYTES && isPrinted(bytes, from, to);
}

/** Below 0x21 or above 0x7e: no byte of a number, four of them asked at once. */
function isPrinted(bytes: DataView, from: number, to: number): boolean {
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = bytes.getInt32(at, true);
    if ((((word - 0x21212121) | (word + 0x01010101) | word) & (0x80808080 | 0)) !== 0) return false;
  }
  for (; at < to; at++) {
    const byte = bytes.getUint8(at);
    if (byte < FIRST_PRINTED || byte > LAST_PRINTED) return false;
  }
  return true;
}
