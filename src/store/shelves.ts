import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import type { Journal } from './journal.ts';
import { memoryJournal } from './memory-journal.ts';
import { openJournal } from './sqlite-journal.ts';

/** For tests: how a contract gets a journal: `open` an empty one, `reopen` what the last one left behind, `discard` everything. */
export type Shelf = { open(): Journal; reopen(): Journal; discard(): void };

export function memoryShelf(): Shelf {
  let last = memoryJournal();
  return {
    open: () => last,
    reopen() {
      last = memoryJournal(last.image());
      return last;
    },
    discard() {},
  };
}

export function diskShelf(): Shelf {
  const folder = mkdtempSync(join(tmpdir(), 'saoma-journal-'));
  let last: Journal | null = null;
  function open(): Journal {
    last?.close();
    const opened = openJournal(join(folder, 'journal.sqlite'), { clock: new HandClock(), log: silent });
    if (!opened.ok) throw new Error(opened.error.message);
    last = opened.value;
    return last;
  }
  return {
    open,
    reopen: open,
    discard() {
      last?.close();
      rmSync(folder, { recursive: true });
    },
  };
}
