import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, printable, wrap } from './display-width.ts';
import { pair, pairText } from './lines.ts';

test.each([
  ['WeChat', 6],
  ['微信支付', 8],
  ['위챗페이', 8],
  ['￥12.80', 7],
  ['\u{20BB7}', 2],
  ['e\u0301', 1], // a mark on another letter takes no room
  ['a\u200Bb\n', 2],
])('%j takes %i columns', (text, columns) => expect(displayWidth(text)).toBe(columns));

test('a text is broken at blanks, and a long word where the line is full', () => {
  expect(wrap('Keep this slip, and do not pay again', 12)).toEqual(['Keep this', 'slip, and do', 'not pay', 'again']);
  expect(wrap('还不知道是否付成', 5)).toEqual(['还不', '知道', '是否', '付成']);
  expect(wrap('', 5)).toEqual([]);
});

test('whatever is wrapped, no line is too wide and no letter is lost', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', '信', ' ', '챗', '\u{20BB7}', '\u0301', '9', '\n') });
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 48 }), (text, columns) => {
      const lines = wrap(text, columns);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      const letters = (some: string) => some.replaceAll(' ', '');
      expect(letters(lines.join(''))).toBe(letters(printable(text)));
    }),
  );
});

test('a label and its value fill the line, or take two', () => {
  const texts = (label: string, value: string) =>
    pair(label, value, 16).map((part) => (part.kind === 'pair' ? pairText(part, 16) : part.kind === 'line' && [part.text, part.align]));
  expect(texts('金额', '12.80')).toEqual(['金额       12.80']);
  expect(texts('商户单号', 'T01D26112204')).toEqual([
    ['商户单号', 'left'],
    ['T01D26112204', 'right'],
  ]);
});
