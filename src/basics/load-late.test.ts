import { expect, test } from 'vitest';
import { HandClock } from './hand-clock.ts';
import { loadLate } from './load-late.ts';

const NO_HANDLES = new Error('EMFILE: too many open files');

/** What fails so many times before it works. */
function failing(times: number) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw NO_HANDLES;
    return { tries };
  };
}

function parts() {
  const clock = new HandClock();
  const problems: string[] = [];
  const log = { write: (_: string, { part, problem }: { part: string; problem: string }) => void problems.push(`${part}: ${problem}`) };
  const stopping = new AbortController();
  return { clock, problems, stopping, late: { clock, signal: stopping.signal, log } };
}

/** Lets what was promised come about. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what can be loaded is there at once', async () => {
  const { clock, problems, late } = parts();
  expect(await loadLate('office', failing(0), late)).toEqual({ tries: 1 });
  expect(problems).toEqual([]);
  expect(clock.nextDueMs()).toBeNull();
});

test('what cannot be read is tried again, ever more rarely, and every failure is told', async () => {
  const { clock, problems, late } = parts();
  const loading = loadLate('office', failing(6), late);
  const waits: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    await settled();
    const dueMs = clock.nextDueMs() ?? 0;
    waits.push(dueMs - clock.monotonicMs());
    clock.crank();
  }
  expect(await loading).toEqual({ tries: 7 });
  expect(waits).toEqual([250, 1_000, 5_000, 30_000, 30_000, 30_000]);
  expect(problems).toEqual(Array(6).fill('office: Error: EMFILE: too many open files'));
});

test('nobody waits any more: it ends at once, in the middle of a wait too, and leaves nothing planned', async () => {
  const { clock, problems, stopping, late } = parts();
  const loading = loadLate('office', failing(1), late);
  await settled();
  stopping.abort();
  expect(await loading).toBeNull();
  expect(clock.nextDueMs()).toBeNull();
  expect(await loadLate('office', failing(0), late)).toBeNull();
  expect(problems).toHaveLength(1);
});
