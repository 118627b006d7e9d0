import { expect, test } from 'vitest';
import { type Bar, linearBars } from '../../phone/bar-code.ts';
import { isBorneOut, type Row } from './borne-out.ts';
import { allResponses } from './code128-grid.ts';

const CODE = '134512345678907712';
const blurs = allResponses();

type View = { readonly module?: number; readonly blur?: number; readonly bend?: number; readonly noise?: number; readonly off?: number };

/** A camera's row of bars. `off`: by how many samples the reader was wrong about the ends. */
function rowOf(bars: readonly Bar[], { module = 3, blur = 0.4, bend = 0, noise = 0, off = 0 }: View = {}): Row {
  const quiet = 9 * module;
  const values = Float32Array.from({ length: Math.round(134 * module + 2 * quiet) }, (_, sample) => {
    const straight = (sample + 0.5 - quiet) / module / 134;
    const x = 134 * (straight + bend * straight * (1 - straight));
    const black = bars.reduce((sum, bar) => sum + step((x - bar.x) / blur) - step((x - bar.x - bar.width) / blur), 0);
    return 200 - 150 * black + 20 * Math.sin(sample / 40) + noise * Math.sin(sample * sample);
  });
  return { values, from: quiet - 0.5 + off, to: quiet + 134 * module - 0.5 - off };
}

function step(x: number): number {
  return 0.5 * (1 + Math.tanh(0.8 * x));
}

const views: readonly (readonly [string, View])[] = [
  ['clear', {}],
  ['a module a pixel', { module: 2, blur: 0.6 }],
  ['blurred', { blur: 0.9 }],
  ['seen at a slant', { bend: 0.15 }],
  ['noisy', { noise: 15 }],
  ['the reader was wrong about its ends by a pixel', { off: 2 }],
];

test.each(views)('a right reading is borne out: %s', (_how, view) => {
  expect(isBorneOut(rowOf(linearBars(CODE), view), CODE, blurs)).toBe(true);
});

test.each(views)('another code that differs in two symbols is not: %s', (_how, view) => {
  // 02 for 12 and 01 for 08 in 14 symbols: each two modules away, and the check symbol is another.
  expect(isBorneOut(rowOf(linearBars('134512345678907702'), view), CODE, blurs)).toBe(false);
});

test('a symbol of another code in its midst is not borne out', () => {
  const isInside = ({ x }: Bar) => x >= 44 && x < 55;
  const bars = [...linearBars(CODE).filter((bar) => !isInside(bar)), ...linearBars('134598765432107712').filter(isInside)];
  expect(isBorneOut(rowOf(bars), CODE, blurs)).toBe(false);
});

test('what is not digits is not borne out by anything', () => {
  expect(isBorneOut(rowOf(linearBars(CODE)), 'SHELF 12', blurs)).toBe(false);
  expect(isBorneOut(rowOf(linearBars(CODE)), '', blurs)).toBe(false);
});

test('an even row bears out nothing', () => {
  expect(isBorneOut({ values: new Float32Array(400).fill(9), from: 20, to: 380 }, CODE, blurs)).toBe(false);
});
