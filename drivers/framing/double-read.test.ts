import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { DOUBLE_READ_MS, DoubleRead } from './double-read.ts';

test('the same text within two seconds is one scan', () => {
  const clock = new HandClock();
  const filter = new DoubleRead(clock);
  expect(filter.admits('a')).toBe(true);
  expect(filter.admits('a')).toBe(false);
  clock.advance(DOUBLE_READ_MS - 1);
  expect(filter.admits('a')).toBe(false);
});

test('repeats do not prolong the time: after two seconds the code may be scanned on purpose', () => {
  const clock = new HandClock();
  const filter = new DoubleRead(clock);
  filter.admits('a');
  clock.advance(DOUBLE_READ_MS - 1);
  filter.admits('a');
  clock.advance(1);
  expect(filter.admits('a')).toBe(true);
});

test('another text is always let through, and the one before it again', () => {
  const filter = new DoubleRead(new HandClock());
  expect(['a', 'b', 'a'].map((text) => filter.admits(text))).toEqual([true, true, true]);
});

test('the time of an earlier text does not run for a later one', () => {
  const clock = new HandClock();
  const filter = new DoubleRead(clock);
  filter.admits('a');
  clock.advance(DOUBLE_READ_MS - 1);
  filter.admits('b');
  clock.advance(DOUBLE_READ_MS - 1);
  expect(filter.admits('b')).toBe(false);
});

test('a reset forgets at once', () => {
  const clock = new HandClock();
  const filter = new DoubleRead(clock);
  filter.admits('a');
  filter.reset();
  expect(clock.nextDueMs()).toBeNull();
  expect(filter.admits('a')).toBe(true);
});
