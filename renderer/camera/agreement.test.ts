import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { createAgreement } from './agreement.ts';

const BARS = { text: '130000000000000001', symbology: 'code128' } as const;
const OTHER = { text: '130000000000000002', symbology: 'code128' } as const;

function watch() {
  const clock = new HandClock();
  const { counts } = createAgreement(clock);
  return { clock, counts };
}

test('a QR counts at once', () => {
  expect(watch().counts({ ...BARS, symbology: 'qr' })).toBe(true);
});

test('bars count when a second picture says the same', () => {
  const { clock, counts } = watch();
  expect(counts(BARS)).toBe(false);
  clock.advance(33);
  expect(counts(BARS)).toBe(true);
});

test('pictures that contradict each other count for nothing', () => {
  const { counts } = watch();
  expect([BARS, OTHER, BARS, OTHER].map(counts)).toEqual([false, false, false, false]);
});

test('what was seen long ago is forgotten', () => {
  const { clock, counts } = watch();
  counts(BARS);
  clock.advance(1_000);
  expect(counts(BARS)).toBe(false);
});
