import { fen } from '../../money/fen.ts';
import type { BillLine, BillRows, RowNames } from '../bill.ts';
import type { Column, Layout, MoneyColumn } from './bill-columns.ts';
import { MONEY_COLUMNS } from './bill-columns.ts';
import { type Kernel, MOST_ROWS, STATES, STATUSES } from './bill-kernel.ts';
import { FEN_MICRO_YUAN } from './bill-sums.ts';

type State = (typeof STATES)[number];
type Status = (typeof STATUSES)[number];

const KINDS: Readonly<Record<State, BillLine['kind']>> = { SUCCESS: 'payment', REFUND: 'refund', REVOKED: 'reversal' };

/** A status that nobody documented tells nothing. Source: download bill, refund status; query refund for the last two. */
const REFUND_STATUS: Readonly<Record<Status, BillLine['refundStatus']>> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  FAIL: 'failed',
  FAILED: 'failed',
  REFUNDCLOSE: 'failed',
  CHANGE: 'abnormal',
};

/** What is longer is cut. */
const MOST_WORD_BYTES = 128;

/** Lines in the kernel's columns, filled anew again and again: only what is asked for becomes an object. */
export class KernelRows implements BillRows {
  count = 0;
  readonly moved: Uint8Array;
  readonly movedFen: Float64Array;
  readonly atMs: Float64Array;
  readonly feeMicroYuan: Float64Array;
  readonly names: RowNames;
  readonly #kernel: Kernel;
  readonly #layout: Layout;
  readonly #lineFrom: Int32Array;
  readonly #lineTo: Int32Array;
  readonly #money: Float64Array;

  /** @param kernel with its memory as it is now */
  constructor(kernel: Kernel, layout: Layout) {
    const { bytes, calls } = kernel;
    this.#kernel = kernel;
    this.#layout = layout;
    this.moved = new Uint8Array(bytes.buffer, calls.moved.value, MOST_ROWS);
    this.movedFen = kernel.doubles('movedFen', MOST_ROWS);
    this.atMs = kernel.doubles('atMs', MOST_ROWS);
    this.feeMicroYuan = kernel.doubles('feeMicroYuan', MOST_ROWS);
    this.names = {
      bytes: new DataView(bytes.buffer),
      orderFrom: kernel.numbers('orderFrom', MOST_ROWS),
      orderTo: kernel.numbers('orderTo', MOST_ROWS),
      numberFrom: kernel.numbers('numberFrom', MOST_ROWS),
      numberTo: kernel.numbers('numberTo', MOST_ROWS),
    };
    this.#lineFrom = kernel.numbers('lineFrom', MOST_ROWS);
    this.#lineTo = kernel.numbers('lineTo', MOST_ROWS);
    this.#money = kernel.doubles('money', MONEY_COLUMNS.length);
  }

  device(row: number): string | null {
    this.#takeInHand(row);
    return this.#word('device') || null;
  }

  line(row: number): BillLine {
    const { calls } = this.#kernel;
    const { refund, amount } = this.#layout;
    this.#takeInHand(row);
    const kind = KINDS[STATES[calls.kind.value] as State];
    const givesBack = kind !== 'payment';
    const status = STATUSES[calls.status.value];
    return {
      kind,
      atMs: this.atMs[row] as number,
      orderNo: this.#number('orderNo') ?? '',
      transactionId: this.#number('transactionId') ?? '',
      deviceInfo: this.#word('device') || null,
      tradeType: this.#word('tradeType'),
      amountFen: fen(this.#micro(amount) / FEN_MICRO_YUAN),
      couponFen: fen(this.#micro('coupon') / FEN_MICRO_YUAN),
      refundNo: givesBack ? this.#number('refundNo') : null,
      acquirerRefundNo: givesBack ? this.#number('acquirerRefundNo') : null,
      refundFen: givesBack && refund !== null ? fen(this.#micro(refund) / FEN_MICRO_YUAN) : null,
      refundStatus: status ? REFUND_STATUS[status] : null,
      feeMicroYuan: this.#micro('fee'),
    };
  }

  #takeInHand(row: number): void {
    this.#kernel.calls.readLine(this.#lineFrom[row] as number, this.#lineTo[row] as number);
  }

  #micro(column: MoneyColumn): number {
    return this.#money[MONEY_COLUMNS.indexOf(column)] as number;
  }

  /** A number of either side; none when the cell says that there is none. */
  #number(column: Column): string | null {
    const number = this.#word(column);
    return number === '' || number === '0' ? null : number;
  }

  #word(column: Column): string {
    const { bytes, calls } = this.#kernel;
    const place = this.#layout.at[column];
    if (place < 0) return '';
    const from = calls.cellStart(place);
    return bytes.toString('utf8', from, Math.min(calls.cellEnd(place), from + MOST_WORD_BYTES));
  }
}
