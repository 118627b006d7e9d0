import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beijingTime, parseBeijingTime } from './beijing-time.ts';

describe('Beijing time', () => {
  it.each([
    ['20261122103412', Date.UTC(2026, 10, 22, 2, 34, 12)],
    ['20240229000000', Date.UTC(2024, 1, 28, 16)],
    ['20261231235959', Date.UTC(2026, 11, 31, 15, 59, 59)],
  ])('%s', (text, ms) => expect(parseBeijingTime(text)).toBe(ms));

  it.each([
    '20230229000000',
    '20261301000000',
    '20261122240000',
    '20261122106000',
    '00000000000000',
    '2026112210341',
    '2026-11-22',
    '２０２６',
  ])('no such moment: %s', (text) => expect(parseBeijingTime(text)).toBeNull());
});

describe('Beijing time, written', () => {
  it.each([
    [Date.UTC(2026, 10, 22, 3, 0, 0), '20261122110000'],
    [Date.UTC(2026, 10, 22, 3, 0, 0, 999), '20261122110000'],
    [Date.UTC(2026, 11, 31, 16), '20270101000000'],
  ])('%s', (ms, text) => expect(beijingTime(ms)).toBe(text));

  it('comes back as it was, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseBeijingTime(beijingTime(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
