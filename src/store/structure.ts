import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';

/** The version that this program writes. */
export const VERSION = MIGRATIONS.length;

/** 'Saom', set by the first migration. */
export const APPLICATION_ID = 0x53616f6d;

const PARTS = 'SELECT name, type, tbl_name, sql FROM sqlite_schema ORDER BY name';

type Part = { readonly name: string; readonly type: string; readonly tbl_name: string; readonly sql: string | null };

/** Names the first table, index or trigger that is not as the migrations make it. @returns null when all are */
export function firstOddPart(db: Database.Database): string | null {
  const made = new Map(expected().map((part) => [part.name, JSON.stringify(part)]));
  for (const part of db.prepare<[], Part>(PARTS).all()) {
    if (made.get(part.name) !== JSON.stringify(part)) return part.name;
    made.delete(part.name);
  }
  return made.keys().next().value ?? null;
}

function expected(): readonly Part[] {
  const db = new Database(':memory:');
  try {
    migrate(db, MIGRATIONS);
    return db.prepare<[], Part>(PARTS).all();
  } finally {
    db.close();
  }
}
