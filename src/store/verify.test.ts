import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makePatient, trade } from './damage.ts';
import { changed, created, STATES } from './entries.ts';
import { headFileOf } from './head-file.ts';
import { sql as firstVersion } from './migrations/0001-charges.ts';
import { tradedJournal } from './test-patient.ts';
import { verifyFile } from './verify.ts';

describe('a whole journal raises no alarm', () => {
  it('after a day of trade', () => {
    const { patient, entries } = tradedJournal(onTestFinished);
    expect(verifyFile(patient.file)).toEqual({ entries, damage: null, isEndVouchedFor: true });
  });

  it('when it is empty', () => {
    const empty = makePatient();
    empty.write([]);
    expect(verifyFile(empty.file)).toEqual({ entries: 0, damage: null, isEndVouchedFor: true });
    empty.discard();
  });

  it('whatever the states and texts in it', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    const odd = ['"\u0000€𠮷', "'; DROP TABLE entries; --", '\uD800 half a character', '\uFFFD', '12:ab', ''];
    patient.write(STATES.flatMap((state, n) => [created(100 + n, { description: odd[n % odd.length] ?? '' }), changed(100 + n, state)]));
    expect(finding()).toBe('');
  });

  it('while its newest entries are still in the log beside it', () => {
    const { patient, entries } = tradedJournal(onTestFinished);
    const journal = patient.open();
    journal.append(trade(3, 100));
    const copy = makePatient();
    for (const suffix of ['', '-wal', '-head']) copyFileSync(patient.file + suffix, copy.file + suffix);
    expect(verifyFile(copy.file)).toMatchObject({ entries: entries + trade(3, 100).length, damage: null });
    copy.discard();
    journal.close();
  });

  it('when an older program began it', () => {
    const { patient, finding } = tradedJournal(onTestFinished);
    rmSync(patient.file);
    rmSync(headFileOf(patient.file));
    const db = new Database(patient.file);
    db.exec(firstVersion);
    db.pragma('user_version = 1');
    const charge = db.prepare("INSERT INTO charges VALUES (?, ?, ?, 'till', 'link', 5, 'CNY', '店', NULL, ?, NULL, NULL, ?)");
    const event = db.prepare("INSERT INTO charge_events VALUES (?, ?, ?, ?, '{}', NULL)");
    let seq = 0;
    db.exec('BEGIN');
    for (let n = 1; n <= 1_500; n += 1) {
      seq += 1;
      charge.run(seq, `charge-${n}`, `order-${n}`, `key-${n}`, 1_000 - n + 1_000_000);
      event.run(seq, seq, n, 'submitting');
      if (n % 3 > 0) event.run(seq + 1, seq, n, 'canceled');
      if (n % 3 > 0) seq += 1;
    }
    db.exec('COMMIT');
    db.close();
    expect(finding()).toMatch(/version 1, this program knows \d/);
    const journal = patient.open();
    expect(journal.lastSeq()).toBe(seq);
    expect(journal.openCharges()).toHaveLength(500);
    expect(journal.charges({ statuses: ['canceled'] }, null, 200).items).toHaveLength(200);
    journal.close();
    expect(verifyFile(patient.file)).toEqual({ entries: seq, damage: null, isEndVouchedFor: true });
  });
});

it('without a head, and with a broken one, nobody vouches for the end, and it is said', () => {
  const { patient } = tradedJournal(onTestFinished);
  writeFileSync(headFileOf(patient.file), 'saoma-head 1 99 torn');
  expect(verifyFile(patient.file)).toMatchObject({ damage: null, isEndVouchedFor: false });
  rmSync(headFileOf(patient.file));
  expect(verifyFile(patient.file)).toMatchObject({ damage: null, isEndVouchedFor: false });
});
