import { expect, test } from 'vitest';
import { billDateOf, billDatesOf, dayAfter, isTooOld, readyAtMs, spanOf, waitMs } from './bill-clock.ts';

const at = (text: string) => Date.parse(text);

test('days are Beijing`s, wherever the terminal stands', () => {
  expect(billDateOf(at('2026-11-21T15:59:59.999Z'))).toBe('2026-11-21');
  expect(billDateOf(at('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  expect(spanOf('2026-11-22')).toEqual({ fromMs: at('2026-11-21T16:00:00Z'), toMs: at('2026-11-22T16:00:00Z') });
});

test('a shift touches each day it was open on', () => {
  const opened = at('2026-12-31T20:00:00+08:00');
  expect(billDatesOf(opened, at('2026-12-31T23:59:59.999+08:00'))).toEqual(['2026-12-31']);
  expect(billDatesOf(opened, at('2027-01-01T00:00:00+08:00'))).toEqual(['2026-12-31', '2027-01-01']);
  expect(billDatesOf(opened, at('2027-01-02T09:00:00+08:00'))).toEqual(['2026-12-31', '2027-01-01', '2027-01-02']);
  expect(billDatesOf(opened, opened - 60_000)).toEqual(['2026-12-31']); // a clock that was put back
  expect(dayAfter('2028-02-28')).toBe('2028-02-29');
});

test('a bill is there at ten, for three months', () => {
  expect(readyAtMs('2026-11-21')).toBe(at('2026-11-22T10:00:00+08:00'));
  expect(isTooOld('2026-11-21', at('2027-02-17T23:00:00+08:00'))).toBe(false);
  expect(isTooOld('2026-11-21', at('2027-02-19T00:00:00+08:00'))).toBe(true);
});

test('waits grow up to two hours', () => {
  expect([1, 2, 3, 6, 7, 100].map((tries) => waitMs(tries) / 60_000)).toEqual([5, 10, 20, 120, 120, 120]);
});
