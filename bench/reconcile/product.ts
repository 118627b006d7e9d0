// The terminal's own parser and walk over one bill: node product.js BILL LEDGER

import { createBillParser } from '../../src/gateway/wechat-v2/bill-parser.ts';
import { reconcileBill } from '../../src/reconciliation/reconcile-bill.ts';
import { DAY, SHIFTS, TERMINAL } from './day.ts';
import { openLedger } from './ledger-file.ts';
import { readBlocks } from './read-blocks.ts';
import { tell } from './tell.ts';

const [bill = '', ledgerFile = ''] = process.argv.slice(2);
const begunMs = performance.now();
const ledger = openLedger(ledgerFile);
const comparison = reconcileBill({ ledger, bill: DAY, shifts: SHIFTS, terminalIds: [TERMINAL] });
const parser = createBillParser();
for (const bytes of readBlocks(bill)) {
  parser.push(bytes);
  for (let rows = parser.rows(); rows !== null; rows = parser.rows()) comparison.take(rows);
}
const outcome = parser.end();
if (outcome.kind !== 'read') throw new Error(`${outcome.kind} at ${outcome.line}: ${outcome.why}`);
const { drafts } = comparison.end();
tell(
  performance.now() - begunMs,
  drafts.map(({ difference, orderNo, refundNo }) => `${difference} ${orderNo} ${refundNo ?? ''}`),
);
