import { expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { readScan } from '../scanner/read-scan.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, REQUEST } from './test-terminal.ts';

const DAMAGE = { entry: 17, message: 'entry 17 is not what was written' };

it('with a damaged journal no charge is begun, and what was begun before is still told', () => {
  const journal = memoryJournal();
  const { terminal, begin } = bootTerminal(new HandClock(), journal);
  const before = begin();
  expect(terminal.health()).toMatchObject({ status: 'ok', journal: 'ok' });
  expect(terminal.view().journal).toEqual({ damage: null, look: null, backupAt: null });

  journal.spoil(DAMAGE);
  expect(terminal.charge({ ...REQUEST, idempotencyKey: 'key-2' })).toEqual({ ok: false, error: 'journal_damaged' });
  expect(terminal.charge(REQUEST)).toMatchObject({ ok: true, value: { created: false, charge: { id: before.id } } });
  const code = readScan(CODE);
  expect(code.ok && terminal.giveCode(before.id, code.value)).toEqual({ ok: false, error: 'journal_damaged' });
  expect(terminal.find(before.id)).toMatchObject({ status: 'awaiting_code' });
  expect(terminal.list({}, null, 10)).toMatchObject({ ok: true, value: { items: [{ id: before.id }] } });
  expect(terminal.health()).toMatchObject({ status: 'read_only', journal: 'damaged' });
  expect(terminal.view().journal.damage).toEqual({ entry: 17, restoreCommand: '' });
  expect(terminal.command({ kind: 'verify_journal' })).toEqual({ ok: false, code: 'not_now' });
});
