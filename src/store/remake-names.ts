import type { Database } from 'better-sqlite3';
import { remakeRefundNames } from './refund-names.ts';
import { remakeSlipNames } from './slip-names.ts';

/** Makes every table of names anew from the entries: they hold nothing that those do not tell. */
export function remakeNames(db: Database): void {
  db.transaction(() => {
    remakeRefundNames(db);
    remakeSlipNames(db);
  })();
}
