import type { Database } from 'better-sqlite3';
import { type Cell, CHAINED_COLUMNS, chained, GENESIS } from './chain.ts';
import type { Head } from './head-file.ts';
import type { JournalDamage } from './journal.ts';

/** Entries looked at in one go: about a millisecond. */
const SLICE = 200;

const AFTER = `SELECT ${CHAINED_COLUMNS}, chain FROM entries WHERE seq > ? ORDER BY seq LIMIT ?`;

type Row = readonly [...Cell[], Buffer];

/** How far a walk has come. */
export type Progress = { readonly done: number; readonly total: number };

/** What a walk was told beforehand, and must find again. */
export type Witness = Head & { readonly name: string };

/**
 * Walks the chain from an entry that is believed to the end, in small steps, and says what is wrong first.
 * Memory does not grow with the journal.
 *
 * @param from where to begin: the start, or an entry and its chain
 * @param witnesses entries that others vouch for; one that the journal no longer has means that its end was cut off
 */
export function* walkChain(db: Database, from: Head, witnesses: readonly Witness[]): Generator<Progress, JournalDamage | null> {
  const after = db.prepare<[number, number], Row>(AFTER).raw();
  const vouched = new Map(witnesses.map((witness) => [witness.seq, witness]));
  const total = tolerant(() => db.prepare<[], number>('SELECT max(seq) FROM entries').pluck().get() ?? 0, 0);
  let { seq, chain } = from;
  for (;;) {
    const rows = tolerant(() => after.all(seq, SLICE), null) ?? oneByOne((last) => after.get(last, 1), seq);
    for (const row of rows) {
      if (row instanceof Error) return { entry: seq + 1, message: `entry ${seq + 1} cannot be read: ${row.message}` };
      const cells = row.slice(0, -1) as Cell[];
      const found = Number(cells[0]);
      if (found !== seq + 1) return { entry: seq + 1, message: `entry ${seq + 1} is missing: entry ${found} comes in its place` };
      chain = chained(chain, cells);
      if (!Buffer.isBuffer(row.at(-1)) || (row.at(-1) as Buffer).toString('hex') !== chain) {
        return { entry: found, message: `entry ${found} is not what was written, or not where it was written` };
      }
      seq = found;
      const witness = vouched.get(seq);
      if (witness && witness.chain !== chain) {
        return { entry: seq, message: `${witness.name} knows another entry ${seq}: the journal was written anew` };
      }
    }
    if (rows.length === 0) break;
    yield { done: seq, total: Math.max(seq, total) };
  }
  const cut = witnesses.filter((witness) => witness.seq > seq).sort((a, b) => b.seq - a.seq)[0];
  return cut ? { entry: seq + 1, message: `the journal ends at entry ${seq}, but ${cut.name} knows ${cut.seq}: its end is cut off` } : null;
}

/** Where the first entry is chained to. */
export const START: Head = { seq: 0, chain: GENESIS };

/** A slice that cannot be read is read entry by entry, up to the one that is broken. */
function oneByOne(next: (after: number) => Row | undefined, from: number): (Row | Error)[] {
  const rows: (Row | Error)[] = [];
  let last = from;
  while (rows.length < SLICE) {
    try {
      const row = next(last);
      if (row === undefined) break;
      rows.push(row);
      if (Number(row[0]) !== last + 1) break; // the walk stops there
      last += 1;
    } catch (cause) {
      rows.push(cause instanceof Error ? cause : new Error(String(cause)));
      break;
    }
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
