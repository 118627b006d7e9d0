/** One thing worth telling, by its name in the catalogue, with the fields the catalogue allows. */
export interface Log {
  write(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** Tells nobody; for tests. */
export const silent: Log = { write() {} };
