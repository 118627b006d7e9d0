import { expect, test } from 'vitest';
import { cellAt, createCoverage, EVENTS, FAULTS, STATUSES } from './coverage.ts';
import { everyMeeting, IMPOSSIBLE, whyImpossible } from './impossible.ts';
import { findGaps, printCoverage } from './report.ts';

/** Everything that can be has been met once. */
function whole() {
  const coverage = createCoverage();
  everyMeeting().forEach(({ status, event, fault }, index) => {
    coverage.counts[index] = whyImpossible(status, event, fault) === null ? 1 : 0;
  });
  return coverage;
}

test('where everything that can be has been met, there is no gap', () => {
  expect(findGaps(whole())).toEqual({ neverMet: [], neverMetAtAll: [], metAllTheSame: [] });
});

test('a meeting at zero is a gap, and named', () => {
  const coverage = whole();
  coverage.counts[cellAt('reversing', 'resumed') + FAULTS.indexOf('disk_full')] = 0;
  expect(findGaps(coverage)).toEqual({ neverMet: ['reversing × resumed × disk_full'], neverMetAtAll: [], metAllTheSame: [] });
  expect(printCoverage(coverage)).toMatch(/^reversing +resumed +·1+!1+$/m);
});

test('what was declared impossible and met all the same is told with the reason that does not hold', () => {
  const coverage = whole();
  coverage.meet('awaiting_code', { kind: 'no_room' }, 0);
  expect(findGaps(coverage).metAllTheSame).toEqual([expect.stringContaining('awaiting_code × no_room × none: 1 times')]);
});

test('a status and an event that met under no fault at all are told even of a short run', () => {
  const coverage = whole();
  const at = cellAt('queued', 'no_room');
  coverage.counts.fill(0, at, at + FAULTS.length);
  expect(findGaps(coverage).neverMetAtAll).toEqual(['queued × no_room']);
});

test('what the disk did not take comes again, and is not counted where it then finds the charge', () => {
  const coverage = createCoverage();
  coverage.meet('submitting', { kind: 'no_room' }, 0);
  coverage.meet('unresolved', { kind: 'timer', timer: 'code_expiry' }, 0);
  expect(coverage.counts.some((count) => count > 0)).toBe(false);
});

test('a charge counts under each fault that it suffered', () => {
  const coverage = createCoverage();
  coverage.meet('reversing', { kind: 'query_answered', outcome: { kind: 'absent' } }, 0b101);
  const at = cellAt('reversing', 'query_answered:absent');
  expect([...coverage.counts.slice(at, at + 5)]).toEqual([0, 1, 0, 1, 0]);
});

test('each reason says something, and applies to something', () => {
  for (const { why, statuses = STATUSES, events = EVENTS } of IMPOSSIBLE) {
    expect(why.length).toBeGreaterThan(20);
    expect(events.every((name) => EVENTS.some((event) => event === name || event.startsWith(`${name}:`)))).toBe(true);
    expect(statuses.length).toBeGreaterThan(0);
  }
});
