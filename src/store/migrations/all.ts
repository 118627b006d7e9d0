import { sql as charges } from './0001-charges.ts';

/** Every migration in order; the first makes version 1. A shipped one is never edited: a mistake is mended by a later one. */
export const MIGRATIONS: readonly string[] = [charges];
