import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Kept, WooshStore } from './intent.ts';

/** The layout of the file; one that is newer than this program is refused. */
const VERSION = 1;

const SCHEMA = `
create table things (
  kind       text not null,    -- intent, refund, session, endpoint, answer
  id         text not null,
  made_at_ms integer not null, -- wall clock
  thing      text not null check (json_valid(thing)),
  primary key (kind, id)
) strict;
create table port (
  only_row integer primary key check (only_row = 1),
  port     integer not null check (port between 0 and 65535)
) strict;
pragma user_version = ${VERSION};
`;

/** This acquirer's memory on disk: it must outlive a terminal that is killed, not a power cut. */
export type WooshFile = WooshStore & { loadPort(): number; savePort(port: number): void; close(): void };

/**
 * Opens or makes the file. Throws when it is no database or newer than this program.
 *
 * @param file absolute path
 * @param failed hears of a write that the disk did not take; the sandbox then goes on in memory
 */
export function openWooshStore(file: string, failed: (error: unknown) => void): WooshFile {
  const database = new Database(file);
  chmodSync(file, 0o600);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > VERSION) throw new Error(`${file} was written by a newer program (layout ${version})`);
  if (version === 0) database.transaction(() => database.exec(SCHEMA))();

  const select = database.prepare<[string], { thing: string }>('select thing from things where kind = ? order by made_at_ms, rowid');
  const upsert = database.prepare<[string, string, number, string]>(
    'insert into things values (?, ?, ?, ?) on conflict (kind, id) do update set thing = excluded.thing',
  );
  const remove = database.prepare<[string, string]>('delete from things where kind = ? and id = ?');
  const selectPort = database.prepare<[], { port: number }>('select port from port');
  const replacePort = database.prepare<[number]>('insert or replace into port values (1, ?)');

  function attempt(write: () => unknown): void {
    try {
      write();
    } catch (error) {
      failed(error);
    }
  }

  return {
    load: <Kind extends keyof Kept>(kind: Kind) => select.all(kind).map(({ thing }) => JSON.parse(thing) as Kept[Kind]),
    save: (kind, thing) => attempt(() => upsert.run(kind, thing.id, Math.floor(thing.madeAtMs), JSON.stringify(thing))),
    remove: (kind, id) => attempt(() => remove.run(kind, id)),
    loadPort: () => selectPort.get()?.port ?? 0,
    savePort: (port) => attempt(() => replacePort.run(port)),
    close: () => void database.close(),
  };
}
