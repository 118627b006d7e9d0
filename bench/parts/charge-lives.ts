// node charge-lives.ts <data folder> <armed | with_code> <lives>: charges from beginning to paid, then says how often it committed.
import path from 'node:path';
import { systemClock as clock, systemRandom as random } from '../../src/app/system.ts';
import { scriptedGateway } from '../../src/gateway/scripted-gateway.ts';
import { silent } from '../../src/log/log.ts';
import { fen } from '../../src/money/fen.ts';
import { parseTransactionId } from '../../src/payment/charge.ts';
import type { Payment } from '../../src/payment/state.ts';
import { AuthCode } from '../../src/scanner/auth-code.ts';
import { openJournal } from '../../src/store/sqlite-journal.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { freshCode, STORE, TIMES } from './merchant.ts';

const [dir = '.', story = 'armed', lives = '1'] = process.argv.slice(2);
const opened = openJournal(path.join(dir, 'journal.db'), { clock, log: silent });
if (!opened.ok) throw new Error(opened.error.message);
let commits = 0;
const journal: typeof opened.value = {
  ...opened.value,
  append(entries) {
    commits += 1;
    return opened.value.append(entries);
  },
};
const gateway = scriptedGateway();
const terminal = createTerminal({ gateway, journal, clock, random, log: silent, times: TIMES, store: STORE, practice: null });
const transactionId = parseTransactionId('4200002719202611225550142387');
if (transactionId === null) throw new Error('not a transaction id');
const paid = { transactionId, wallet: 'wechat', paidAtMs: Date.now() } as const;
const request = {
  origin: 'till',
  amountFen: fen(2350),
  description: null,
  tillReference: null,
  idempotencyKey: null,
  fingerprint: null,
} as const;

for (let life = 0; life < Number(lives); life++) {
  const begun = terminal.charge({ ...request, authCode: story === 'armed' ? null : new AuthCode(freshCode()) });
  if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  if (story === 'armed') terminal.scanned({ scannerId: 'bench', text: freshCode() });
  const payment: Payment = { ...paid, payer: life.toString(16).padStart(16, '0') }; // each life another customer's
  await gateway.charges.at(-1)?.answer({ kind: 'paid', payment });
  if (terminal.find(begun.value.charge.id)?.status !== 'paid') throw new Error('not paid');
}
await terminal.stop();
process.stdout.write(String(commits));
process.exit(0); // without closing: what a clean end writes is not part of a charge
