import { type BillLine, type BillRows, NOTHING, PAYMENT, REFUND, type RowNames } from '../gateway/bill.ts';
import type { LedgerLine, LedgerRows } from './ledger.ts';

/** Lines of ours in one page of columns: enough to be worth the page, few enough to be nothing. */
const PAGE_LINES = 512;

/** Our lines in columns, a page at a time. Each page is its own. */
export function* packLedger(lines: Iterable<LedgerLine>): Generator<LedgerRows> {
  let page: LedgerLine[] = [];
  for (const line of lines) {
    page.push(line);
    if (page.length < PAGE_LINES) continue;
    yield pageOf(page);
    page = [];
  }
  if (page.length > 0) yield pageOf(page);
}

/** Lines of the bill in columns. */
export function packBill(lines: readonly BillLine[]): BillRows {
  return {
    count: lines.length,
    moved: Uint8Array.from(lines, movedByThem),
    movedFen: Float64Array.from(lines, movedFen),
    atMs: Float64Array.from(lines, ({ atMs }) => atMs),
    feeMicroYuan: Float64Array.from(lines, ({ feeMicroYuan }) => feeMicroYuan),
    names: namesOf(lines),
    device: (row) => (lines[row] as BillLine).deviceInfo,
    line: (row) => lines[row] as BillLine,
  };
}

/** What a line moved; a refund that tells no amount moved nothing. */
function movedFen(line: LedgerLine | BillLine): number {
  return line.kind === 'refund' ? (line.refundFen ?? 0) : line.amountFen;
}

function pageOf(lines: readonly LedgerLine[]): LedgerRows {
  const shiftIds = [...new Set(lines.map(({ shiftId }) => shiftId))];
  return {
    count: lines.length,
    moved: Uint8Array.from(lines, movedByUs),
    movedFen: Float64Array.from(lines, movedFen),
    atMs: Float64Array.from(lines, ({ atMs }) => atMs),
    place: Uint32Array.from(lines, ({ place }) => place),
    shift: Uint16Array.from(lines, ({ shiftId }) => shiftIds.indexOf(shiftId)),
    shiftIds,
    names: namesOf(lines),
  };
}

function movedByUs({ status, kind }: LedgerLine): number {
  if (status !== 'paid' && status !== 'succeeded') return NOTHING;
  return kind === 'payment' ? PAYMENT : REFUND;
}

function movedByThem({ kind, refundStatus, refundNo, refundFen }: BillLine): number {
  if (kind === 'payment') return PAYMENT;
  return kind === 'refund' && refundStatus === 'succeeded' && refundNo !== null && refundFen !== null ? REFUND : NOTHING;
}

/** UTF-8 takes at most so many bytes for each character of a JavaScript text. */
const MOST_BYTES = 3;

function namesOf(lines: readonly (LedgerLine | BillLine)[]): RowNames {
  const named = lines.map((line) => [line.orderNo, (line.kind === 'refund' ? line.refundNo : line.transactionId) ?? ''] as const);
  const bytes = new Uint8Array(named.reduce((sum, [orderNo, number]) => sum + MOST_BYTES * (orderNo.length + number.length), 0));
  const places = () => new Int32Array(lines.length);
  const names = { orderFrom: places(), orderTo: places(), numberFrom: places(), numberTo: places() };
  const encoder = new TextEncoder();
  let at = 0;
  const put = (name: string): number => {
    at += encoder.encodeInto(name, bytes.subarray(at)).written;
    return at;
  };
  for (const [row, [orderNo, number]] of named.entries()) {
    names.orderFrom[row] = at;
    names.orderTo[row] = put(orderNo);
    names.numberFrom[row] = at;
    names.numberTo[row] = put(number);
  }
  return { bytes: new DataView(bytes.buffer), ...names };
}
