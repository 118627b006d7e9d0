import { closeSync, fstatSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { NOTHING, PAYMENT, REFUND, type RowNames } from '../../src/gateway/bill.ts';
import { fen } from '../../src/money/fen.ts';
import type {
  Ledger,
  LedgerLine,
  LedgerPayment,
  LedgerRefund,
  LedgerRows,
  PaymentStanding,
  RefundStanding,
} from '../../src/reconciliation/ledger.ts';

/** Bytes of a line: numbers in front, then three names, each with room for the longest. */
const RECORD = 104;
const [ORDER_AT, TRANSACTION_AT, REFUND_AT] = [24, 48, 76];
/** Standings of refunds come after those of payments. */
const FIRST_OF_REFUNDS = 16;
/** Lines read at once, as a journal's cursor fetches pages. */
const PAGE = 512;

const PAYMENT_STANDINGS: readonly PaymentStanding[] = ['paid', 'unknown', 'reversed', 'declined', 'canceled'];
const REFUND_STANDINGS: readonly RefundStanding[] = ['succeeded', 'pending', 'unknown', 'failed'];

/** Names of shifts by their number. */
const SHIFTS: readonly (string | null)[] = [null, 's1', 's2', 's3'];

/** Writes lines in time order, with an index by order number beside them. A line's place is where it stands. */
export function writeLedger(file: string, lines: readonly LedgerLine[]): void {
  const bytes = Buffer.alloc(lines.length * RECORD);
  const index = new Uint32Array(lines.length * 2);
  const hashed = lines.map((line, place) => ({ hash: hashOf(line.orderNo), place })).sort((a, b) => a.hash - b.hash || a.place - b.place);
  for (const [n, { hash, place }] of hashed.entries()) index.set([hash, place], n * 2);
  for (const [place, line] of lines.entries()) {
    const at = place * RECORD;
    bytes.writeDoubleLE(line.atMs, at);
    bytes.writeUInt32LE(line.amountFen, at + 8);
    bytes[at + 17] = Number(line.shiftId?.slice(1) ?? 0);
    writeText(bytes, at, ORDER_AT, line.orderNo);
    writeText(bytes, at, TRANSACTION_AT, line.transactionId ?? '');
    if (line.kind === 'payment') bytes[at + 16] = PAYMENT_STANDINGS.indexOf(line.status);
    else {
      bytes.writeUInt32LE(line.refundFen, at + 12);
      bytes[at + 16] = FIRST_OF_REFUNDS + REFUND_STANDINGS.indexOf(line.status);
      writeText(bytes, at, REFUND_AT, line.refundNo);
    }
  }
  writeFileSync(file, bytes);
  writeFileSync(`${file}.index`, index);
}

/** Names of one length are the rule; what is shorter ends with a space. */
function writeText(bytes: Buffer, at: number, offset: number, text: string): void {
  bytes[at + 18 + [ORDER_AT, TRANSACTION_AT, REFUND_AT].indexOf(offset)] = text.length;
  bytes.write(text, at + offset, 'latin1');
}

function hashOf(orderNo: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < orderNo.length; at++) hash = Math.imul(hash ^ orderNo.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Reads such a file as reconciling asks: lines one after the other, single ones by their place, by order number, by amount and time. */
export function openLedger(file: string): Ledger & { close(): void } {
  const handle = openSync(file, 'r');
  const count = fstatSync(handle).size / RECORD;
  const one: Buffer = Buffer.alloc(RECORD);
  const near: Buffer = Buffer.alloc(PAGE * RECORD);
  let index: Uint32Array | null = null;

  function lineAt(place: number): LedgerLine {
    readSync(handle, one, 0, RECORD, place * RECORD);
    return decode(one, one.toString('latin1'), 0, place);
  }

  function timeAt(place: number): number {
    readSync(handle, one, 0, RECORD, place * RECORD);
    return one.readDoubleLE(0);
  }

  function* lines(): Generator<LedgerLine> {
    const page = Buffer.alloc(PAGE * RECORD);
    for (let first = 0; first < count; first += PAGE) {
      const length = readSync(handle, page, 0, page.length, first * RECORD);
      const text = page.toString('latin1', 0, length);
      for (let at = 0; at < length; at += RECORD) yield decode(page, text, at, first + at / RECORD);
    }
  }

  function* rows(): Generator<LedgerRows> {
    const page = new Page();
    for (let first = 0; first < count; first += PAGE) {
      const length = readSync(handle, page.bytes, 0, page.bytes.length, first * RECORD);
      page.fill(length / RECORD, first);
      yield page;
    }
  }

  /** Where the first one stands that is not before. */
  function search(isBefore: (n: number) => boolean): number {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    lines,
    rows,
    at: lineAt,
    charge(orderNo) {
      index ??= new Uint32Array(readFileSync(`${file}.index`).buffer);
      const entries = index;
      const hash = hashOf(orderNo);
      const found: LedgerLine[] = [];
      for (let n = search((middle) => (entries[middle * 2] as number) < hash); entries[n * 2] === hash; n++)
        found.push(lineAt(entries[n * 2 + 1] as number));
      const alike = found.filter((line) => line.orderNo === orderNo);
      const charge = alike.find((line): line is LedgerPayment => line.kind === 'payment');
      return charge ? { charge, refunds: alike.filter((line): line is LedgerRefund => line.kind === 'refund') } : null;
    },
    paidNear({ amountFen, atMs, withinMs }) {
      const end = atMs + withinMs;
      for (let first = search((middle) => timeAt(middle) < atMs - withinMs); first < count; first += PAGE) {
        const length = readSync(handle, near, 0, near.length, first * RECORD);
        for (let at = 0; at < length; at += RECORD) {
          if (near.readUInt32LE(at + 8) !== amountFen || near[at + 16] !== 0) continue;
          return near.readDoubleLE(at) <= end ? (lineAt(first + at / RECORD) as LedgerPayment) : null;
        }
        if (near.readDoubleLE(length - RECORD) > end) return null;
      }
      return null;
    },
    close: () => closeSync(handle),
  };
}

/** A page's lines in columns: the names stay where they are. */
class Page implements LedgerRows {
  readonly bytes = Buffer.alloc(PAGE * RECORD);
  count = 0;
  readonly place = new Uint32Array(PAGE);
  readonly moved = new Uint8Array(PAGE);
  readonly movedFen = new Float64Array(PAGE);
  readonly atMs = new Float64Array(PAGE);
  readonly shift = new Uint16Array(PAGE);
  readonly shiftIds = SHIFTS;
  readonly names: RowNames = {
    bytes: new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength),
    orderFrom: new Int32Array(PAGE),
    orderTo: new Int32Array(PAGE),
    numberFrom: new Int32Array(PAGE),
    numberTo: new Int32Array(PAGE),
  };

  fill(count: number, first: number): void {
    const { bytes, orderFrom, orderTo, numberFrom, numberTo } = this.names;
    this.count = count;
    for (let row = 0; row < count; row++) {
      const at = row * RECORD;
      const standing = bytes.getUint8(at + 16);
      const isRefund = standing >= FIRST_OF_REFUNDS;
      this.place[row] = first + row;
      this.moved[row] = standing === 0 ? PAYMENT : standing === FIRST_OF_REFUNDS ? REFUND : NOTHING;
      this.movedFen[row] = bytes.getUint32(isRefund ? at + 12 : at + 8, true);
      this.atMs[row] = bytes.getFloat64(at, true);
      this.shift[row] = bytes.getUint8(at + 17);
      const numberAt = at + (isRefund ? REFUND_AT : TRANSACTION_AT);
      orderFrom[row] = at + ORDER_AT;
      orderTo[row] = at + ORDER_AT + bytes.getUint8(at + 18);
      numberFrom[row] = numberAt;
      numberTo[row] = numberAt + bytes.getUint8(at + (isRefund ? 20 : 19));
    }
  }
}

function decode(bytes: Buffer, text: string, at: number, place: number): LedgerLine {
  const standing = bytes[at + 16] as number;
  const orderNo = text.slice(at + ORDER_AT, at + ORDER_AT + (bytes[at + 18] as number));
  const transactionId = text.slice(at + TRANSACTION_AT, at + TRANSACTION_AT + (bytes[at + 19] as number));
  const shiftId = SHIFTS[bytes[at + 17] as number] ?? null;
  const amountFen = fen(bytes.readUInt32LE(at + 8));
  const atMs = bytes.readDoubleLE(at);
  if (standing < FIRST_OF_REFUNDS) {
    const status = PAYMENT_STANDINGS[standing] as PaymentStanding;
    return { kind: 'payment', place, chargeId: orderNo, shiftId, orderNo, transactionId, amountFen, atMs, settledAtMs: atMs, status };
  }
  const refundNo = text.slice(at + REFUND_AT, at + REFUND_AT + (bytes[at + 20] as number));
  const refundFen = fen(bytes.readUInt32LE(at + 12));
  const status = REFUND_STANDINGS[standing - FIRST_OF_REFUNDS] as RefundStanding;
  const names = { chargeId: orderNo, shiftId, orderNo, transactionId, refundId: refundNo, refundNo };
  return { kind: 'refund', place, ...names, amountFen, refundFen, atMs, settledAtMs: atMs, status };
}
