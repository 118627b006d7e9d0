import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { readHead } from './head-file.ts';
import type { JournalDamage } from './journal.ts';
import { oddRefundName } from './refund-names.ts';
import { oddSlipName } from './slip-names.ts';
import { APPLICATION_ID, firstOddPart, VERSION } from './structure.ts';
import { type Progress, START, type Witness, walkChain } from './walk-chain.ts';

/** What a look through a whole file found. */
export type Verdict = {
  readonly entries: number; // that are as they were written
  readonly damage: JournalDamage | null;
  readonly isEndVouchedFor: boolean; // whether anything outside of the file says how far it must reach
};

export type VerifyParts = {
  /** Heads that others remember, for example the backups. The file beside the journal is read in any case. */
  readonly witnesses?: readonly Witness[];
  readonly onProgress?: (progress: Progress) => void;
};

/**
 * Looks through a journal that nobody writes meanwhile: its tables, every entry's chain, its indexes, its end.
 * Nothing is changed. A million charges take under a minute; what is kept of them does not grow.
 *
 * @param file the journal, or a backup of one
 */
export function verifyFile(file: string, { witnesses = [], onProgress = () => {} }: VerifyParts = {}): Verdict {
  const head = readHead(file);
  const vouched = [...witnesses, ...(head ? [{ ...head, name: 'the head beside it' }] : [])];
  const isEndVouchedFor = vouched.length > 0;
  const bad = (message: string, entries = 0): Verdict => ({ entries, damage: { entry: null, message }, isEndVouchedFor });
  if (!existsSync(file)) return bad('the journal is not there');
  let db: Database.Database | null = null;
  let entries = 0;
  try {
    db = new Database(file, { readonly: true, timeout: 1_000 });
    const odd = oddity(db);
    if (odd !== null) return bad(odd);
    const walk = walkChain(db, START, vouched);
    for (let step = walk.next(); ; step = walk.next()) {
      if (step.done) {
        const damage = step.value ?? indexDamage(db);
        return { entries, damage, isEndVouchedFor };
      }
      entries = step.value.done;
      onProgress(step.value);
    }
  } catch (cause) {
    return bad(`the journal cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, entries);
  } finally {
    db?.close();
  }
}

/** What is wrong with the file before its entries are looked at. */
function oddity(db: Database.Database): string | null {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return 'this is not a journal of Saoma';
  const version = db.pragma('user_version', { simple: true });
  if (version !== VERSION) return `it has version ${version}, this program knows ${VERSION}: start the right terminal on it once`;
  const part = firstOddPart(db);
  return part === null ? null : `its part ${part} is not as it was made`;
}

/** Whether every way to look an entry up leads to it, and every page of the file is accounted for. */
function indexDamage(db: Database.Database): JournalDamage | null {
  const found = db.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') return { entry: null, message: `all entries are whole, but the file is not: ${String(found)}` };
  const odd = oddRefundName(db) ?? oddSlipName(db);
  if (odd !== null) return { entry: null, message: odd };
  const stray = db.prepare('SELECT count(*) FROM entries WHERE seq < 1').pluck().get();
  return stray === 0 ? null : { entry: null, message: 'there is an entry before the first' };
}
