// The terminal's own parser and walk over one bill: node product.js BILL LEDGER
import { createReadStream } from 'node:fs';
import { createBillParser } from '../../src/gateway/wechat-v2/bill-parser.ts';
import { reconcileBill } from '../../src/reconciliation/reconcile-bill.ts';
import { DAY, SHIFTS, TERMINAL } from './day.ts';
import { openLedger } from './ledger-file.ts';
import { tell } from './tell.ts';

const [bill = '', ledgerFile = ''] = process.argv.slice(2);
const begunMs = performance.now();
const ledger = openLedger(ledgerFile);
const comparison = reconcileBill({ ledger, bill: DAY, shifts: SHIFTS, terminalIds: [TERMINAL] });
const parser = createBillParser();
for await (const bytes of createReadStream(bill)) {
  parser.push(bytes);
  for (let line = parser.next(); line !== null; line = parser.next()) comparison.take(line);
}
const outcome = parser.end();
if (outcome.kind !== 'read') throw new Error(`${outcome.kind} at ${outcome.line}: ${outcome.why}`);
const { drafts } = comparison.end();
tell(
  performance.now() - begunMs,
  drafts.map(({ difference, orderNo, refundNo }) => `${difference} ${orderNo} ${refundNo ?? ''}`),
);
