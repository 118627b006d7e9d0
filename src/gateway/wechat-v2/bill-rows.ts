import { fen } from '../../money/fen.ts';
import { type BillLine, type BillRows, NOTHING, PAYMENT, REFUND, type RowNames } from '../bill.ts';

/** A block's lines are more or less as many. */
const MOST_ROWS = 512;
export const NO_NAME = -1;

type Kind = BillLine['kind'];
/** A row as it is put in: places in the bytes, where there are any, and amounts. */
export type Span = { readonly from: Int32Array; readonly to: Int32Array };

const span = (): Span => ({ from: new Int32Array(MOST_ROWS), to: new Int32Array(MOST_ROWS) });
const numbers = () => new Float64Array(MOST_ROWS);

/** Lines of a block in columns, filled anew again and again. */
export class BillColumns implements BillRows {
  count = 0;
  readonly moved = new Uint8Array(MOST_ROWS);
  readonly movedFen = numbers();
  readonly atMs = numbers();
  readonly feeMicroYuan = numbers();
  names: RowNames;

  readonly kind: Kind[] = Array(MOST_ROWS).fill('payment');
  readonly device: string[] = Array(MOST_ROWS).fill('');
  readonly tradeType: string[] = Array(MOST_ROWS).fill('');
  readonly refundStatus: BillLine['refundStatus'][] = Array(MOST_ROWS).fill(null);
  readonly amountFen = numbers();
  readonly couponFen = numbers();
  readonly refundFen = numbers(); // NaN: tells none
  readonly orderNo = span();
  readonly transactionId = span();
  readonly refundNo = span();
  readonly acquirerRefundNo = span();
  readonly #number = span();
  #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.names = this.#namesIn(bytes);
  }

  /** Forgets its rows; the next ones' bytes are these. */
  begin(bytes: Buffer): void {
    this.count = 0;
    if (bytes === this.#bytes) return;
    this.#bytes = bytes;
    this.names = this.#namesIn(bytes);
  }

  isFull(): boolean {
    return this.count === MOST_ROWS;
  }

  /** Ends the row that was filled in: what of it moved, and under which number. */
  add(): void {
    const row = this.count++;
    const kind = this.kind[row];
    const isRefunded = kind === 'refund' && this.refundStatus[row] === 'succeeded' && (this.refundNo.from[row] as number) !== NO_NAME;
    const isMoved = kind === 'payment' || (isRefunded && !Number.isNaN(this.refundFen[row]));
    this.moved[row] = !isMoved ? NOTHING : isRefunded ? REFUND : PAYMENT;
    this.movedFen[row] = (isRefunded ? this.refundFen : this.amountFen)[row] as number;
    const number = isRefunded ? this.refundNo : this.transactionId;
    this.#number.from[row] = number.from[row] as number;
    this.#number.to[row] = number.to[row] as number;
  }

  line(row: number): BillLine {
    const refundFen = this.refundFen[row] as number;
    return {
      kind: this.kind[row] as Kind,
      atMs: this.atMs[row] as number,
      orderNo: this.#text(this.orderNo, row) ?? '',
      transactionId: this.#text(this.transactionId, row) ?? '',
      deviceInfo: this.device[row] || null,
      tradeType: this.tradeType[row] as string,
      amountFen: fen(this.amountFen[row] as number),
      couponFen: fen(this.couponFen[row] as number),
      refundNo: this.#text(this.refundNo, row),
      acquirerRefundNo: this.#text(this.acquirerRefundNo, row),
      refundFen: Number.isNaN(refundFen) ? null : fen(refundFen),
      refundStatus: this.refundStatus[row] ?? null,
      feeMicroYuan: this.feeMicroYuan[row] as number,
    };
  }

  #text({ from, to }: Span, row: number): string | null {
    const at = from[row] as number;
    return at === NO_NAME ? null : this.#bytes.toString('latin1', at, to[row]);
  }

  #namesIn(bytes: Buffer): RowNames {
    return {
      bytes: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      orderFrom: this.orderNo.from,
      orderTo: this.orderNo.to,
      numberFrom: this.#number.from,
      numberTo: this.#number.to,
    };
  }
}
