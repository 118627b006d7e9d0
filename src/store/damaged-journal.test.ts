import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makePatient, type Patient, trade } from './damage.ts';
import { damagedJournal } from './damaged-journal.ts';
import { chargeId, created, orderNo } from './entries.ts';
import type { Journal } from './journal.ts';

const DAMAGE = { entry: 3, message: 'entry 3 is not what was written' };
let patient: Patient;
let journal: Journal;

beforeEach(() => {
  patient = makePatient();
  patient.write(trade(60));
});
afterEach(() => {
  journal.close();
  patient.discard();
});

it('what is whole is shown, a row that decayed is passed over, and nothing is followed up', () => {
  patient.meddle(
    "UPDATE entries SET state = '{\"extra\":1}' WHERE charge = 3 AND seq > 3; UPDATE entries SET order_no = '订单' WHERE id = 'charge-7'",
  );
  journal = damagedJournal(patient.file, DAMAGE);
  expect(journal.damage()).toEqual(DAMAGE);
  expect(journal.charge(chargeId(1))).toMatchObject({ state: { status: 'paid' } });
  expect(journal.chargeByOrderNo(orderNo(4))).toMatchObject({ state: { status: 'paid' } });
  expect(journal.charge(chargeId(7))).toBeNull();
  const first = journal.charges({}, null, 50);
  const second = journal.charges({}, first.nextBefore, 50);
  expect(first.items.length + second.items.length).toBeGreaterThanOrEqual(58);
  expect(second.nextBefore).toBeNull();
  expect(journal.openCharges()).toEqual([]);
});

it('it takes nothing, and stays byte for byte as it is', () => {
  const before = readFileSync(patient.file);
  journal = damagedJournal(patient.file, DAMAGE);
  expect(() => journal.append([created(900)])).toThrow('entry 3');
  journal.charges({}, null, 200);
  journal.close();
  expect(readFileSync(patient.file)).toEqual(before);
});

it('a page that cannot be read ends the list there, and the rest of the file answers', () => {
  const bytes = readFileSync(patient.file);
  const at = Math.floor(bytes.indexOf('order-20till') / 2_048) * 2_048;
  writeFileSync(patient.file, bytes.fill(0xee, at, at + 2_048));
  journal = damagedJournal(patient.file, DAMAGE);
  expect(journal.charges({}, null, 200).items.length).toBeGreaterThan(10);
  expect(journal.charge(chargeId(60))).toMatchObject({ state: { status: 'paid' } });
  expect(journal.charge(chargeId(20))).toBeNull();
});

it('a file of which nothing is left answers with nothing', () => {
  writeFileSync(patient.file, 'nothing that anybody could read, '.repeat(500));
  journal = damagedJournal(patient.file, DAMAGE);
  expect(journal.charges({}, null, 200)).toEqual({ items: [], nextBefore: null });
  expect(journal.charge(chargeId(1))).toBeNull();
  expect(journal.lastSeq()).toBe(0);
});
