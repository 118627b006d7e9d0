import type { Table } from './report.ts';

/** What a row may use. */
export type Room = {
  readonly dir: string; // a folder of its own on a real disk, gone afterwards
  readonly isQuick: boolean; // fewer rounds, the same work
};

/** One row of the bench: measures and tells. */
export type Row = (room: Room) => Promise<readonly Table[]>;
