// A process that reads one bill with little memory and tells how much it held: `node test-bill-reader.ts ORIGIN CA_FILE`.
import { readFileSync } from 'node:fs';
import { silent } from '../../log/log.ts';
import { linesOf } from '../bill.ts';
import { createWechatV2Gateway } from './gateway.ts';
import { CONFIG, realClock, realRandom } from './test-setting.ts';

const [origin = '', caFile = ''] = process.argv.slice(2);
const config = { ...CONFIG, endpoints: [origin], ca: readFileSync(caFile, 'utf8') };
const gateway = createWechatV2Gateway({
  config,
  requestTimeoutMs: 5_000,
  terminalId: 'T01',
  clock: realClock,
  random: realRandom,
  log: silent,
});

/** What lies outside of the heap: pieces, blocks, and what zlib works with. */
function outsideBytes(): number {
  const { external } = process.memoryUsage();
  return external;
}

const beforeBytes = outsideBytes();
let mostBytes = beforeBytes;
let lines = 0;
let totalFen = 0;
const outcome = await gateway.bill('2026-11-22', (rows) => {
  lines += rows.count;
  for (const { amountFen } of linesOf(rows)) totalFen += amountFen;
  mostBytes = Math.max(mostBytes, outsideBytes());
  // Who writes to a disk is slower than the line.
  return new Promise((resolve) => setImmediate(resolve));
});
await gateway.close();
console.log(JSON.stringify({ outcome, lines, totalFen, heldBytes: mostBytes - beforeBytes }));
