import type { Database } from 'better-sqlite3';
import type { Head } from './head-file.ts';
import type { JournalDamage } from './journal.ts';
import { START, walkChain } from './walk-chain.ts';

/** Entries at the end that every start looks at: half a millisecond. The rest is looked at with the daily copy. */
const TAIL = 64;

/**
 * The quick look at a start: the chain of the newest entries, and that the journal reaches as far as its head says.
 *
 * @param head what the file beside the journal says; null when there is none
 */
export function damageAtStart(db: Database, head: Head | null): JournalDamage | null {
  const last = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM entries').pluck().get() ?? 0;
  const chainAt = db.prepare<[number], string>('SELECT lower(hex(chain)) FROM entries WHERE seq = ?').pluck();
  const before = Math.max(0, last - TAIL);
  const from = before === 0 ? START : { seq: before, chain: chainAt.get(before) ?? '' };
  const isInTail = head !== null && head.seq > before;
  const witness = head && { ...head, name: 'the head beside it' };
  if (witness && !isInTail && witness.seq > 0 && chainAt.get(witness.seq) !== witness.chain) {
    return { entry: witness.seq, message: `${witness.name} knows another entry ${witness.seq}: the journal was written anew` };
  }
  const walk = walkChain(db, from, witness && isInTail ? [witness] : []);
  for (let step = walk.next(); ; step = walk.next()) if (step.done) return step.value;
}
