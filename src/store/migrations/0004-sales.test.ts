import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import { silent } from '../../log/log.ts';
import { type Cell, chained, GENESIS } from '../chain.ts';
import { changed, chargeId, PAID } from '../entries.ts';
import { migrate } from '../migrate.ts';
import { openJournal } from '../sqlite-journal.ts';
import { verifyFile } from '../verify.ts';
import { MIGRATIONS } from './all.ts';

const ASKED = ['charge-1', 'order-1', 'till', 'payment_code', 1001, 'CNY', '人民路店', 'R1', null, null, null, 1_000_000] as const;
const NOTHING_ASKED = Array(12).fill(null);
const REFUND = {
  asked: { id: 'refund-1', refundNo: 'refund-no-1', amountFen: 5, origin: 'till', reason: null, idempotencyKey: null, fingerprint: null },
  state: { status: 'pending', from: 'unsettled' },
  refundedFen: 0,
};
const STATE = '{"transactionId":"4200001234202611220000000001","wallet":"wechat","paidAtMs":1700000}';

/** A journal as the third version wrote it: a paid charge with a refund under way. */
function thirdVersion(file: string): void {
  const db = new Database(file);
  migrate(db, MIGRATIONS.slice(0, 3));
  const refund = JSON.stringify({ ...JSON.parse(STATE), refund: { ...REFUND, asked: { ...REFUND.asked, shiftId: null, createdAtMs: 3 } } });
  const rows: readonly (readonly Cell[])[] = [
    [1, 1, 1_000_000, 'submitting', '{}', null, 1, 1_000_000, ...ASKED],
    [2, 1, 1_000_001, 'paid', STATE, '1345••••••••••7712', 3, 1_000_000, ...NOTHING_ASKED],
    [3, 1, 1_000_002, 'paid', refund, '1345••••••••••7712', 4, 1_000_000, ...NOTHING_ASKED],
  ];
  let chain = GENESIS;
  const insert = db.prepare(`INSERT INTO entries VALUES (${Array(21).fill('?').join(', ')})`);
  for (const row of rows) {
    chain = chained(chain, row);
    insert.run(...row, Buffer.from(chain, 'hex'));
  }
  db.prepare("INSERT INTO refunds VALUES (3, 1, 'refund-1', 'refund-no-1', NULL, 1)").run();
  db.close();
}

it('a journal of the version before comes over whole, under the chain it had', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-sales-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'journal.sqlite');
  thirdVersion(file);
  const chains = () => new Database(file, { readonly: true }).prepare('SELECT hex(chain) FROM entries ORDER BY seq').pluck().all();
  const before = chains();

  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  expect(opened.value.charge(chargeId(1))).toMatchObject({ state: PAID, intent: { saleId: 'till:R1' } });
  expect(opened.value.openRefunds()).toMatchObject([{ intent: { id: 'refund-1', amountFen: 5 } }]);
  expect(opened.value.lastSeq()).toBe(3);
  expect(() => opened.value.append([changed(1, { status: 'canceled' })])).toThrow(/has refunds/);
  opened.value.close();

  expect(chains()).toEqual(before);
  expect(verifyFile(file)).toMatchObject({ entries: 3, damage: null });
});
