import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { RefundId, RefundNo } from '../payment/refund.ts';
import { changed, chargeId, created, intent, PAID } from './entries.ts';
import { openJournal } from './sqlite-journal.ts';
import { verifyFile } from './verify.ts';

/** A journal of one charge with two refunds, the second still open, and what somebody did to it. */
function findingAfter(sql: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-refunds-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'journal.sqlite');
  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  const charge = intent(1);
  const asked = {
    chargeId: chargeId(1),
    orderNo: charge.orderNo,
    chargeFen: charge.amountFen,
    amountFen: fen(1),
    currency: 'CNY',
  } as const;
  const rest = { origin: 'till', reason: null, idempotencyKey: null, fingerprint: null, shiftId: null, createdAtMs: 1 } as const;
  opened.value.append([created(1), changed(1, PAID)]);
  for (const n of [1, 2]) {
    const names = { id: `refund-${n}` as RefundId, refundNo: `refund-no-${n}` as RefundNo };
    opened.value.append([
      { kind: 'refund_created', intent: { ...asked, ...rest, ...names }, state: { status: 'pending', from: 'unsettled' }, atMs: n },
    ]);
  }
  const state = { status: 'succeeded', from: 'unsettled', succeededAtMs: 5 } as const;
  opened.value.append([{ kind: 'refund_changed', refundId: 'refund-1' as RefundId, state, atMs: 5 }]);
  opened.value.close();
  const db = new Database(file);
  db.exec(sql);
  db.close();
  return verifyFile(file).damage?.message ?? null;
}

it('a journal with refunds is whole', () => {
  expect(findingAfter('')).toBeNull();
});

it.each([
  ['an open refund marked as ended', 'UPDATE refunds SET is_open = 0 WHERE seq = 4', /entry 4 is listed otherwise/],
  ['an ended one marked as open', 'UPDATE refunds SET is_open = 1 WHERE seq = 3', /entry 3 is listed otherwise/],
  ['another name', "UPDATE refunds SET id = 'x' WHERE seq = 3", /entry 3 is listed otherwise/],
  ['another number', "UPDATE refunds SET refund_no = 'x' WHERE seq = 4", /entry 4 is listed otherwise/],
  ['a name taken out', 'DELETE FROM refunds WHERE seq = 4', /entry 4 is not listed/],
  ['a name put in', "INSERT INTO refunds VALUES (5, 1, 'x', 'x', NULL, 0)", /entry 5 is listed otherwise/],
])('%s is found', (_, sql, finding) => {
  expect(findingAfter(sql)).toMatch(finding);
});
