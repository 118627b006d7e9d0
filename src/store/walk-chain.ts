import type { Database } from 'better-sqlite3';
import { type Cell, CHAINED_COLUMNS, chained, GENESIS } from './chain.ts';
import type { Head } from './head-file.ts';
import type { JournalDamage } from './journal.ts';

/** Entries looked at in one go: about a millisecond. */
const SLICE = 200;

// The chain comes as text: millions of small buffers would be memory that the engine is slow to give back.
const AFTER = `SELECT ${CHAINED_COLUMNS}, lower(hex(chain)) FROM entries WHERE seq > ? ORDER BY seq LIMIT ?`;

/** An entry as it is stored: what the chain covers, then the chain. */
export type Row = readonly [...Cell[], Buffer];

/** The same as it is walked: the chain in hex. */
type WalkedRow = readonly [...Cell[], string];

/** How far a walk has come. */
export type Progress = { readonly done: number; readonly total: number };

/** What a walk was told beforehand, and must find again. */
export type Witness = Head & { readonly name: string };

/** Where the first entry is chained to. */
export const START: Head = { seq: 0, chain: GENESIS };

/**
 * Reads entries from one that is believed on, as long as each is whole and fits on the one before. Memory does not grow with the journal.
 *
 * @returns what is wrong with the next one; null at the end
 */
export function* wholeEntries(db: Database, from: Head): Generator<readonly Row[], JournalDamage | null> {
  const slices = walkedEntries(db, from);
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value;
    yield slice.value.map((row): Row => [...(row.slice(0, -1) as Cell[]), Buffer.from(chainOf(row), 'hex')]);
  }
}

function* walkedEntries(db: Database, from: Head): Generator<readonly WalkedRow[], JournalDamage | null> {
  const after = db.prepare<[number, number], WalkedRow>(AFTER).raw();
  let { seq, chain } = from;
  for (;;) {
    const whole: WalkedRow[] = [];
    const rows = tolerant(() => after.all(seq, SLICE), null) ?? oneByOne((last) => after.get(last, 1), seq);
    for (const row of rows) {
      const wrong = oddity(row, seq + 1, chain);
      if (wrong !== null || row instanceof Error) {
        if (whole.length > 0) yield whole;
        return wrong;
      }
      whole.push(row);
      seq += 1;
      chain = chainOf(row);
    }
    if (rows.length === 0) return null;
    yield whole;
  }
}

/**
 * Walks the chain to its end, in small steps, and says what is wrong first.
 *
 * @param from where to begin: the start, or an entry and its chain
 * @param witnesses entries that others vouch for; one that the journal no longer has means that its end was cut off
 */
export function* walkChain(db: Database, from: Head, witnesses: readonly Witness[]): Generator<Progress, JournalDamage | null> {
  const vouched = new Map(witnesses.map((witness) => [witness.seq, witness]));
  const total = tolerant(() => db.prepare<[], number>('SELECT max(seq) FROM entries').pluck().get() ?? 0, 0);
  const slices = walkedEntries(db, from);
  let { seq } = from;
  for (let slice = slices.next(); ; slice = slices.next()) {
    if (slice.done) return slice.value ?? cutOff(seq, witnesses);
    for (const row of slice.value) {
      seq += 1;
      const witness = vouched.get(seq);
      if (witness && witness.chain !== chainOf(row)) {
        return { entry: seq, message: `${witness.name} knows another entry ${seq}: the journal was written anew` };
      }
    }
    yield { done: seq, total: Math.max(seq, total) };
  }
}

/** The chain that an entry says it has, in hex. */
function chainOf(row: WalkedRow): string {
  return String(row.at(-1));
}

function oddity(row: WalkedRow | Error, expected: number, before: string): JournalDamage | null {
  if (row instanceof Error) return { entry: expected, message: `entry ${expected} cannot be read: ${row.message}` };
  const found = Number(row[0]);
  if (found !== expected) return { entry: expected, message: `entry ${expected} is missing: entry ${found} comes in its place` };
  if (chainOf(row) === chained(before, row.slice(0, -1) as Cell[])) return null;
  return { entry: expected, message: `entry ${expected} is not what was written, or not where it was written` };
}

function cutOff(end: number, witnesses: readonly Witness[]): JournalDamage | null {
  const [furthest] = witnesses.filter(({ seq }) => seq > end).sort((a, b) => b.seq - a.seq);
  if (!furthest) return null;
  return { entry: end + 1, message: `the journal ends at entry ${end}, but ${furthest.name} knows ${furthest.seq}: its end is cut off` };
}

/** A slice that cannot be read is read entry by entry, up to the one that is broken. */
function oneByOne(next: (after: number) => WalkedRow | undefined, from: number): (WalkedRow | Error)[] {
  const rows: (WalkedRow | Error)[] = [];
  try {
    for (let last = from; rows.length < SLICE; last += 1) {
      const row = next(last);
      if (row === undefined) break;
      rows.push(row);
      if (Number(row[0]) !== last + 1) break; // the walk stops there
    }
  } catch (cause) {
    rows.push(cause instanceof Error ? cause : new Error(String(cause)));
  }
  return rows;
}

function tolerant<T, U>(read: () => T, instead: U): T | U {
  try {
    return read();
  } catch {
    return instead; // broken pages: the walk finds out which entry it is
  }
}
