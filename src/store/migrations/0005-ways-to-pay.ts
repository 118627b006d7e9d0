import type { Database } from 'better-sqlite3';

/** What two columns may hold, before and after. */
const WIDER: readonly (readonly [before: string, after: string])[] = [
  [
    "CHECK (method IN ('payment_code', 'merchant_qr', 'link'))",
    "CHECK (method IN ('payment_code', 'merchant_qr', 'link', 'official_account', 'mini_program', 'app', 'h5'))",
  ],
  ["CHECK (currency = 'CNY')", "CHECK (currency IN ('CNY', 'GBP', 'USD', 'EUR', 'HKD'))"],
];

/**
 * More ways to pay, and other currencies. Every row of before fits the wider checks, so the table stays as it is and only its
 * description changes: a journal of a million charges is not written anew for two words.
 *
 * Source: SQLite, ALTER TABLE, "making other kinds of table schema changes": removing or widening a CHECK by writable_schema.
 */
export function run(db: Database): void {
  const described = db.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'entries'").pluck().get() ?? '';
  const widened = WIDER.reduce((sql, [before, after]) => sql.replace(before, after), described);
  const version = db.pragma('schema_version', { simple: true }) as number;
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.prepare("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = 'entries'").run(widened);
  db.pragma(`schema_version = ${version + 1}`);
  db.pragma('writable_schema = OFF');
  db.unsafeMode(false);
}
