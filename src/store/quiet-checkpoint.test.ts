import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { changed, created, PAID } from './entries.ts';
import type { Journal } from './journal.ts';
import { QUIET_MS, WORTH_APPENDS } from './quiet-checkpoint.ts';
import { openJournal } from './sqlite-journal.ts';

let folder: string;
let clock: HandClock;
let journal: Journal;
const told: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-quiet-'));
  clock = new HandClock();
  const opened = openJournal(join(folder, 'journal.sqlite'), { clock, log: { write: (event) => void told.push(event) } });
  if (!opened.ok) throw new Error(opened.error.message);
  journal = opened.value;
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
  expect(told.splice(0)).toEqual([]);
});

/** Appends until the upkeep is worth it; the journal file itself grows only by a checkpoint. */
function sell(count: number): void {
  for (let n = 1; n <= count; n += 1) journal.append([created(n), changed(n, PAID)]);
}

function journalBytes(): number {
  return statSync(join(folder, 'journal.sqlite')).size;
}

it('the log beside the journal is moved into it once nobody has written for a while', () => {
  const before = journalBytes();
  sell(WORTH_APPENDS);
  clock.advance(QUIET_MS - 1);
  expect(journalBytes()).toBe(before);
  clock.advance(1);
  expect(journalBytes()).toBeGreaterThan(before);
});

it('a charge that waits for its scan or its answer puts it off until it ended', () => {
  const before = journalBytes();
  sell(WORTH_APPENDS);
  journal.append([created(900)]);
  clock.advance(QUIET_MS * 10);
  expect(journalBytes()).toBe(before);
  journal.append([changed(900, PAID)]);
  clock.advance(QUIET_MS);
  expect(journalBytes()).toBeGreaterThan(before);
});

it('a few charges are not worth it', () => {
  const before = journalBytes();
  sell(WORTH_APPENDS - 1);
  clock.advance(QUIET_MS * 10);
  expect(journalBytes()).toBe(before);
  expect(clock.nextDueMs()).toBeNull();
});

it('nothing waits any more once the journal is closed', () => {
  sell(WORTH_APPENDS);
  journal.close();
  expect(clock.nextDueMs()).toBeNull();
});
