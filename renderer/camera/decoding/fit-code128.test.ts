import { expect, test } from 'vitest';
import { type Bar, linearBars } from '../../phone/bar-code.ts';
import { allResponses } from './code128-grid.ts';
import { fitCode128 } from './fit-code128.ts';
import type { Profile } from './profile.ts';

const CODE = '134512345678907712';
const blurs = allResponses();

/** What a camera makes of bars: samples of blurred black on white, unevenly lit. */
function profileOf(bars: readonly Bar[], { module = 3, blur = 0.4, bend = 0 } = {}): Profile {
  const quiet = 9 * module;
  const mean = Float32Array.from({ length: Math.round(134 * module + 2 * quiet) }, (_, sample) => {
    const straight = (sample + 0.5 - quiet) / module / 134;
    const x = 134 * (straight + bend * straight * (1 - straight));
    const black = bars.reduce((sum, bar) => sum + step((x - bar.x) / blur) - step((x - bar.x - bar.width) / blur), 0);
    return 200 - 150 * black + 20 * Math.sin(sample / 40);
  });
  return { mean, halves: [mean, mean] };
}

function step(x: number): number {
  return 0.5 * (1 + Math.tanh(0.8 * x));
}

const views: readonly (readonly [string, Parameters<typeof profileOf>[1]])[] = [
  ['three samples a module', {}],
  ['a module a pixel', { module: 2, blur: 0.6 }],
  ['bars run into each other', { module: 3, blur: 1 }],
  ['seen at a slant', { bend: 0.15 }],
  ['seen at a slant from the other side', { bend: -0.15 }],
];

test.each(views)('a code is read: %s', (_how, view) => {
  const fit = fitCode128(profileOf(linearBars(CODE), view), blurs);
  expect(fit?.text === CODE).toBe(true);
  expect(fit).toMatchObject({ agreed: 2, forced: expect.closeTo(0, 1) });
  expect(fit?.explained).toBeGreaterThan(0.92);
});

test('upside down it is the same code', () => {
  const bars = linearBars(CODE).map(({ x, width }) => ({ x: 134 - x - width, width }));
  expect(fitCode128(profileOf(bars), blurs)?.text === CODE).toBe(true);
});

test('two symbols of another code in its midst: the check symbol does not mend them', () => {
  const edge = 11 * 4;
  const isInside = ({ x }: Bar) => x >= edge && x < edge + 22;
  const bars = [...linearBars(CODE).filter((bar) => !isInside(bar)), ...linearBars('134598765432107712').filter(isInside)];
  expect(fitCode128(profileOf(bars), blurs)?.forced).toBeGreaterThan(0.05);
});

test('a finger over a part of it: several readings are as likely', () => {
  const bars = linearBars(CODE).filter(({ x }) => x < 40 || x > 75);
  const fit = fitCode128(profileOf(bars), blurs);
  expect(fit === null || fit.lead < 0.8).toBe(true);
});

test('bars that are no code are not explained', () => {
  const bars = Array.from({ length: 34 }, (_, n) => ({ x: n * 4, width: 1 + ((n * 7) % 3) }));
  const fit = fitCode128(profileOf(bars), blurs);
  expect(fit === null || fit.explained < 0.92).toBe(true);
});

test('an even surface has no place for a code', () => {
  const mean = new Float32Array(400).fill(128);
  expect(fitCode128({ mean, halves: [mean, mean] }, blurs)).toBeNull();
});
