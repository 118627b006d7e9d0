import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { copyOf, type Patient } from './damage.ts';
import { tradedJournal } from './test-patient.ts';
import { verifyFile } from './verify.ts';

/** A journal twice: one stays whole, the other is the patient. */
function twins(): { readonly whole: Patient; readonly patient: Patient; readonly entries: number } {
  const { patient: whole, entries } = tradedJournal(onTestFinished);
  const patient = copyOf(whole);
  onTestFinished(() => patient.discard());
  return { whole, patient, entries };
}

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
  const { whole, patient } = twins();
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
  const { whole, patient, entries } = twins();
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
