import type { Database } from 'better-sqlite3';
import { sql as charges } from './0001-charges.ts';
import { run as entries } from './0002-entries.ts';
import { sql as refunds } from './0003-refunds.ts';
import { run as sales } from './0004-sales.ts';
import { run as waysToPay } from './0005-ways-to-pay.ts';

/** A step forward: SQL, or what SQL cannot say. It runs within a transaction. */
export type Migration = string | ((db: Database) => void);

/** Every migration in order; the first makes version 1. A shipped one is never edited: a mistake is mended by a later one. */
export const MIGRATIONS: readonly Migration[] = [charges, entries, refunds, sales, waysToPay];
