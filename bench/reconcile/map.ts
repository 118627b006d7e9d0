// What a merchant's programmer writes: every line of the bill in a Map, by csv-parse. node map.ts BILL LEDGER.bin
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { parseYuan } from '../../src/money/fen.ts';
import { TERMINAL } from './day.ts';
import { openLedger } from './ledger-file.ts';
import { tell } from './tell.ts';

const [bill = '', ledger = ''] = process.argv.slice(2);
const [DEVICE, TRANSACTION, ORDER, STATE, REFUND_NO, REFUND_STATUS, AMOUNT, REFUND] = [4, 5, 6, 9, 15, 19, 24, 25];

type Told = {
  readonly orderNo: string;
  readonly refundNo: string;
  readonly transactionId: string;
  readonly fen: number;
  readonly isDone: boolean;
};

const begunMs = performance.now();
const told = new Map<string, Told>();
const undone = new Set<string>();
const lines = createReadStream(bill).pipe(parse({ delimiter: ',`', quote: false, escape: null, relax_column_count: true, from_line: 2 }));
for await (const line of lines as AsyncIterable<string[]>) {
  const cell = (at: number) => line[at] ?? '';
  const state = cell(STATE);
  if (state === '' || (cell(DEVICE) !== '' && cell(DEVICE) !== TERMINAL)) continue;
  const orderNo = cell(ORDER);
  if (state === 'REVOKED') undone.add(orderNo);
  else {
    const refundNo = state === 'REFUND' ? cell(REFUND_NO) : '';
    const amount = parseYuan(cell(refundNo === '' ? AMOUNT : REFUND));
    const isDone = refundNo === '' || cell(REFUND_STATUS) === 'SUCCESS';
    told.set(`${orderNo} ${refundNo}`, {
      orderNo,
      refundNo,
      transactionId: cell(TRANSACTION),
      fen: amount.ok ? amount.value : Number.NaN,
      isDone,
    });
  }
}
const found: string[] = [];
const ours = new Set<string>();
for (const line of openLedger(ledger).lines()) {
  ours.add(line.orderNo);
  const key = `${line.orderNo} ${line.kind === 'refund' ? line.refundNo : ''}`;
  const theirs = told.get(key);
  told.delete(key);
  const isUndone = undone.has(line.orderNo);
  if (line.kind === 'refund') {
    const isWrong = theirs ? theirs.fen !== line.refundFen || theirs.isDone !== (line.status === 'succeeded') : line.status === 'succeeded';
    if (isWrong) found.push(`refund_differs ${key}`);
  } else if (line.status !== 'paid') {
    if (theirs && !isUndone) found.push(`status_differs ${key}`);
  } else if (isUndone) found.push(`status_differs ${key}`);
  else if (!theirs) found.push(`missing_at_acquirer ${key}`);
  else if (theirs.fen !== line.amountFen) found.push(`amount_differs ${key}`);
  else if (theirs.transactionId !== line.transactionId) found.push(`status_differs ${key}`);
}
for (const { orderNo, refundNo } of told.values()) {
  if (undone.has(orderNo) && refundNo === '') continue;
  found.push(`${ours.has(orderNo) ? 'refund_differs' : 'missing_in_ledger'} ${orderNo} ${refundNo}`);
}
tell(performance.now() - begunMs, found);
