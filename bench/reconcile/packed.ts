// The terminal's own gateway and walk over one bill as it comes from the line, packed: node packed.ts BILL.gz LEDGER
import { createReadStream } from 'node:fs';
import { billCall } from '../../src/gateway/wechat-v2/read-bill.ts';
import { createSigner } from '../../src/gateway/wechat-v2/sign.ts';
import { reconcileBill } from '../../src/reconciliation/reconcile-bill.ts';
import { MERCHANT } from '../parts/merchant.ts';
import { DAY, SHIFTS, TERMINAL } from './day.ts';
import { openLedger } from './ledger-file.ts';
import { tell } from './tell.ts';

const [bill = '', ledgerFile = ''] = process.argv.slice(2);
const begunMs = performance.now();
const ledger = openLedger(ledgerFile);
const comparison = reconcileBill({ ledger, bill: DAY, shifts: SHIFTS, terminalIds: [TERMINAL] });
const read = billCall({
  terms: {
    identity: { ...MERCHANT, subAppId: null, subMchId: null },
    signer: createSigner(MERCHANT.apiKey, 'HMAC-SHA256'),
    random: { bytes: (count) => new Uint8Array(count) },
    terminalId: TERMINAL,
    spbillCreateIp: '127.0.0.1',
  },
  transport: { download: async () => ({ kind: 'answered', pieces: createReadStream(bill), brokenOff: () => null, drop() {} }) },
  complain: (event, fields) => process.stderr.write(`${event} ${JSON.stringify(fields)}\n`),
  hear() {},
});
const outcome = await read('2026-11-21', comparison.take);
if (outcome.kind !== 'read') throw new Error(outcome.kind);
const { drafts } = comparison.end();
tell(
  performance.now() - begunMs,
  drafts.map(({ difference, orderNo, refundNo }) => `${difference} ${orderNo} ${refundNo ?? ''}`),
);
