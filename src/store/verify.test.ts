import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cell, CHAINED_COLUMNS, chained, GENESIS } from './chain.ts';
import { copyOf, makePatient, type Patient, trade } from './damage.ts';
import { changed, created, STATES } from './entries.ts';
import { headFileOf, writeHead } from './head-file.ts';
import { sql as firstVersion } from './migrations/0001-charges.ts';
import { verifyFile } from './verify.ts';

const CHARGES = 40;
let whole: Patient;
let patient: Patient;
let entries = 0;

beforeAll(() => {
  whole = makePatient();
  whole.write(trade(CHARGES));
  entries = trade(CHARGES).length;
});
afterAll(() => whole.discard());
beforeEach(() => {
  patient = copyOf(whole);
});
afterEach(() => patient.discard());

/** What is wrong, in one line; empty when nothing is. */
function finding(): string {
  const { damage } = verifyFile(patient.file);
  return damage ? `${damage.entry ?? '-'}: ${damage.message}` : '';
}

function flipAfter(text: string, by: number): void {
  const bytes = readFileSync(patient.file);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at + by] = (bytes[at + by] ?? 0) ^ 1;
  writeFileSync(patient.file, bytes);
}

describe('a whole journal raises no alarm', () => {
  it('after a day of trade', () => {
    expect(verifyFile(patient.file)).toEqual({ entries, damage: null, isEndVouchedFor: true });
  });

  it('when it is empty', () => {
    const empty = makePatient();
    empty.write([]);
    expect(verifyFile(empty.file)).toEqual({ entries: 0, damage: null, isEndVouchedFor: true });
    empty.discard();
  });

  it('whatever the states and texts in it', () => {
    const odd = ['"\u0000€𠮷', "'; DROP TABLE entries; --", '\uD800 half a character', '\uFFFD', '12:ab', ''];
    patient.write(STATES.flatMap((state, n) => [created(100 + n, { description: odd[n % odd.length] ?? '' }), changed(100 + n, state)]));
    expect(finding()).toBe('');
  });

  it('while its newest entries are still in the log beside it', () => {
    const journal = patient.open();
    journal.append(trade(3, 100));
    const copy = makePatient();
    for (const suffix of ['', '-wal', '-head']) copyFileSync(patient.file + suffix, copy.file + suffix);
    expect(verifyFile(copy.file)).toMatchObject({ entries: entries + trade(3, 100).length, damage: null });
    copy.discard();
    journal.close();
  });

  it('when an older program began it', () => {
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

describe('every kind of damage is found and its first entry named', () => {
  it('a byte of an order number flipped', () => {
    flipAfter('order-17till', 7);
    expect(finding()).toMatch(/^3\d: entry 3\d is not what was written/);
  });

  it.each([
    ['an amount', "amount_fen = 1 WHERE id = 'charge-1'", 1],
    ['a time', 'at_ms = at_ms + 1 WHERE seq = 30', 30],
    ['a status', "status = 'reversed' WHERE seq = 9", 9],
    ['a hint', 'code_hint = NULL WHERE seq = 11', 11],
    ['the charge it belongs to', 'charge = 1 WHERE seq = 11', 11],
    ['what is open', 'open_from = 1 WHERE seq = 20', 20],
    ['the latest time', 'latest_ms = 1 WHERE seq = 20', 20],
    ['its chain', 'chain = zeroblob(32) WHERE seq = 20', 20],
  ])('%s changed', (_, change, entry) => {
    patient.meddle(`UPDATE entries SET ${change}`);
    expect(finding()).toMatch(new RegExp(`^${entry}: entry ${entry} is not what was written`));
  });

  it('an entry dropped', () => {
    patient.meddle('DELETE FROM entries WHERE seq = 20');
    expect(finding()).toBe('20: entry 20 is missing: entry 21 comes in its place');
  });

  it('an entry dropped and the later ones moved up', () => {
    patient.meddle(`DELETE FROM entries WHERE seq = ${entries - 2};
      UPDATE entries SET seq = seq - 1 WHERE seq > ${entries - 2}`);
    expect(finding()).toMatch(new RegExp(`^${entries - 2}: `));
  });

  it('two entries in each other`s place', () => {
    patient.meddle(
      'UPDATE entries SET seq = -1 WHERE seq = 6; UPDATE entries SET seq = 6 WHERE seq = 8; UPDATE entries SET seq = 8 WHERE seq = -1',
    );
    expect(finding()).toMatch(/^6: entry 6 is not what was written/);
  });

  it('an entry written twice', () => {
    const columns = CHAINED_COLUMNS.replace('seq,', '');
    patient.meddle(
      `INSERT INTO entries (seq, ${columns}, chain) SELECT ${entries + 1}, ${columns}, chain FROM entries WHERE seq = ${entries}`,
    );
    expect(finding()).toMatch(new RegExp(`^${entries + 1}: `));
  });

  it('an entry before the first', () => {
    patient.meddle(`UPDATE entries SET seq = 0 WHERE seq = ${entries}`);
    writeHead(patient.file, { seq: 0, chain: GENESIS });
    expect(finding()).toBe('-: there is an entry before the first');
  });

  it('an order replaced under another number, past the guards', () => {
    const columns = CHAINED_COLUMNS.replace('seq, charge,', '');
    patient.meddle(`REPLACE INTO entries (seq, charge, ${columns}, chain) SELECT 999, 999, ${columns}, chain FROM entries WHERE seq = 1`);
    expect(finding()).toBe('1: entry 1 is missing: entry 2 comes in its place');
  });

  it('the last entries cut off', () => {
    patient.meddle(`DELETE FROM entries WHERE seq > ${entries - 3}`);
    expect(finding()).toBe(
      `${entries - 2}: the journal ends at entry ${entries - 3}, but the head beside it knows ${entries}: its end is cut off`,
    );
  });

  it('the log beside the journal lost, and with it the newest entries', () => {
    const journal = patient.open();
    journal.append(trade(2, 100));
    const copy = makePatient();
    copyFileSync(patient.file, copy.file);
    journal.close(); // tells the head
    copyFileSync(headFileOf(patient.file), headFileOf(copy.file));
    expect(verifyFile(copy.file).damage).toMatchObject({ entry: entries + 1, message: expect.stringContaining('its end is cut off') });
    copy.discard();
  });

  it('an older copy in its place', () => {
    const older = makePatient();
    older.write(trade(10));
    copyFileSync(older.file, patient.file);
    older.discard();
    expect(finding()).toContain('its end is cut off');
  });

  it('written anew from an entry on, with a chain that is right by itself', () => {
    patient.meddle(`UPDATE entries SET amount_fen = 7 WHERE seq = 4; ${rechained(patient.file, 4, { amount_fen: 7 })}`);
    expect(finding()).toBe(`${entries}: the head beside it knows another entry ${entries}: the journal was written anew`);
  });

  it.each([
    ['a guard', 'DROP TRIGGER entries_stay', 'entries_stay'],
    ['an index', 'DROP INDEX entries_later', 'entries_later'],
    ['a table of somebody', 'CREATE TABLE recipes (name TEXT)', 'recipes'],
  ])('%s that is missing or too much', (_, sql, name) => {
    const db = new Database(patient.file);
    db.exec(sql);
    db.close();
    expect(finding()).toBe(`-: its part ${name} is not as it was made`);
  });

  it('an index that leads elsewhere', () => {
    const bytes = readFileSync(patient.file);
    // The row comes with its order number between its id and its origin; in the index it stands alone.
    for (let at = bytes.indexOf('order-33'); at >= 0; at = bytes.indexOf('order-33', at + 1)) {
      if (bytes.subarray(at + 8, at + 12).toString() !== 'till') bytes.write('order-99', at);
    }
    writeFileSync(patient.file, bytes);
    expect(finding()).toMatch(/^-: all entries are whole, but the file is not/);
  });

  it.each([
    ['nothing left', 0],
    ['half a header', 50],
    ['half of its pages', 20_480],
  ])('a file cut short: %s', (_, bytes) => {
    truncateSync(patient.file, bytes);
    expect(finding()).not.toBe('');
  });

  it('the file gone', () => {
    rmSync(patient.file);
    expect(finding()).toBe('-: the journal is not there');
  });
});

it('without a head, and with a broken one, nobody vouches for the end, and it is said', () => {
  writeFileSync(headFileOf(patient.file), 'saoma-head 1 99 torn');
  expect(verifyFile(patient.file)).toMatchObject({ damage: null, isEndVouchedFor: false });
  rmSync(headFileOf(patient.file));
  expect(verifyFile(patient.file)).toMatchObject({ damage: null, isEndVouchedFor: false });
});

type Damage = (bytes: Buffer<ArrayBuffer>) => Buffer<ArrayBuffer>;

/** What disks, cables and clumsy copies do to a file. */
const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }) }).map(({ at, mask }) => (bytes: Buffer<ArrayBuffer>) => {
    bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ mask;
    return bytes;
  }),
  fc.record({ at: fc.nat(), length: fc.integer({ min: 1, max: 5_000 }), value: fc.nat(255) }).map(
    ({ at, length, value }) =>
      (bytes: Buffer<ArrayBuffer>) =>
        bytes.fill(value, at % bytes.length, Math.min(bytes.length, (at % bytes.length) + length)),
  ),
  fc.record({ to: fc.nat() }).map(
    ({ to }) =>
      (bytes: Buffer<ArrayBuffer>) =>
        bytes.subarray(0, to % bytes.length),
  ),
  fc.record({ one: fc.nat(), other: fc.nat() }).map(({ one, other }) => (bytes: Buffer<ArrayBuffer>) => {
    const pages = Math.floor(bytes.length / 2_048);
    if (pages === 0) return bytes;
    const [a, b] = [(one % pages) * 2_048, (other % pages) * 2_048];
    const kept = Buffer.from(bytes.subarray(a, a + 2_048));
    bytes.copy(bytes, a, b, b + 2_048);
    kept.copy(bytes, b);
    return bytes;
  }),
);

it('whatever is done to the file is found, or has changed nothing that can be read', () => {
  const pristine = readFileSync(whole.file);
  const before = contents(whole.file);
  let found = 0;
  fc.assert(
    fc.property(fc.array(damages, { minLength: 1, maxLength: 3 }), (deeds) => {
      writeFileSync(
        patient.file,
        deeds.reduce((bytes, deed) => (bytes.length > 0 ? deed(bytes) : bytes), Buffer.from(pristine)),
      );
      const { damage } = verifyFile(patient.file);
      if (damage) found += 1;
      else expect(contents(patient.file)).toBe(before);
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(200); // the rest struck what SQLite keeps free
});

/** What somebody does to rows, `n` being one of them. */
const rowDeeds: readonly ((n: number, m: number) => string)[] = [
  (n) => `DELETE FROM entries WHERE seq = ${n}`,
  (n) => `DELETE FROM entries WHERE seq >= ${n}`,
  (n) =>
    `DELETE FROM entries WHERE seq = ${n}; UPDATE entries SET seq = seq - 1000 WHERE seq > ${n}; UPDATE entries SET seq = seq + 999 WHERE seq < 0`,
  (n, m) =>
    `UPDATE entries SET seq = -1 WHERE seq = ${n}; UPDATE entries SET seq = ${n} WHERE seq = ${m}; UPDATE entries SET seq = ${m} WHERE seq = -1`,
  (n) => `UPDATE entries SET at_ms = at_ms + 1 WHERE seq = ${n}`,
  (n) => `UPDATE entries SET state = state || ' ' WHERE seq = ${n}`,
  (n) => `UPDATE entries SET amount_fen = coalesce(amount_fen, 0) + 1 WHERE seq = ${n}`,
  (n, m) => `UPDATE entries SET chain = (SELECT chain FROM entries WHERE seq = ${m}) WHERE seq = ${n}`,
  (n, m) => `INSERT INTO entries (seq, charge, at_ms, status, state, open_from, latest_ms, chain)
    SELECT ${2_000 + n}, charge, at_ms, status, state, open_from, latest_ms, chain FROM entries WHERE seq = ${m}`,
];

it('whatever is dropped, moved, doubled or changed among the entries is found, and none before it is blamed', () => {
  const place = fc.integer({ min: 1, max: entries });
  fc.assert(
    fc.property(fc.constantFrom(...rowDeeds), place, place, (deed, n, m) => {
      fc.pre(n !== m);
      copyFileSync(whole.file, patient.file);
      patient.meddle(deed(n, m));
      const { damage } = verifyFile(patient.file);
      expect(damage?.entry).toBeGreaterThanOrEqual(Math.min(n, m));
    }),
    { numRuns: 150 },
  );
});

function contents(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    return JSON.stringify(db.prepare('SELECT * FROM entries ORDER BY seq').all());
  } finally {
    db.close();
  }
}

/** What somebody who knows this program would do: SQL that gives every entry from one on a chain that fits. */
function rechained(file: string, from: number, changes: Readonly<Record<string, Cell>>): string {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[], Record<string, Cell>>(`SELECT ${CHAINED_COLUMNS} FROM entries ORDER BY seq`).all();
  db.close();
  let chain = GENESIS;
  return rows
    .map((row) => {
      chain = chained(chain, Object.values(row.seq === from ? { ...row, ...changes } : row));
      return `UPDATE entries SET chain = x'${chain}' WHERE seq = ${row.seq};`;
    })
    .join('\n');
}
