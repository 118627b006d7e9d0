import { expect, test } from 'vitest';
import { LOCALES, textIn } from './catalogue.ts';
import { declineAdvice } from './decline-advice.ts';
import { refusalAdvice } from './notice-advice.ts';
import { clockTime, proofTime, runningTime, shortHint } from './time-text.ts';

/** Every word of a catalogue, with where it stands; functions are called with something of each kind they take. */
function words(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return words((part as (...args: unknown[]) => unknown)(7, '8'), `${path}()`);
  return Object.entries(part as object).flatMap(([name, inner]) => words(inner, `${path}.${name}`));
}

const MAY_BE_EMPTY = /\.(plain|strong)$/;

test.each(LOCALES)('%s: no word is missing, none shows a hole', (locale) => {
  const gaps = words(textIn(locale)).filter(
    ([path, word]) => (word.trim() === '' && !MAY_BE_EMPTY.test(path)) || /undefined|null|NaN|\[object/.test(word),
  );
  expect(gaps).toEqual([]);
});

test.each(LOCALES)('%s: spoken words only: no exclamation, no "error", no "success"', (locale) => {
  const loud = words(textIn(locale)).filter(([, word]) => /[!！]|error|success|系统异常|成功|오류가 발생/i.test(word));
  expect(loud).toEqual([]);
});

test('Korean and English are not left in Chinese', () => {
  for (const locale of ['en', 'ko'] as const) expect(words(textIn(locale)).filter(([, word]) => /\p{Script=Han}/u.test(word))).toEqual([]);
});

test('a decline without a sentence of its own shows its code, for the manager', () => {
  const zh = textIn('zh-CN');
  expect(declineAdvice(zh, { declineCode: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE' }).what).toBe('付款码过期');
  expect(declineAdvice(zh, { declineCode: 'order_number_used', acquirerCode: 'ORDERREVERSED' }).next).toContain('ORDERREVERSED');
  expect(declineAdvice(zh, { declineCode: 'constructor', acquirerCode: null }).next).toContain('constructor');
  expect(refusalAdvice(zh, 'http_500').next).toContain('http_500');
});

test('times are the store’s, whatever the machine’s', () => {
  expect(clockTime('2026-11-22T06:32:39Z', 'Asia/Shanghai')).toBe('14:32');
  expect(proofTime('2026-11-21T16:00:05Z', 'Asia/Shanghai')).toBe('00:00:05');
});

test.each([
  [0, '0:00'],
  [42_999, '0:42'],
  [725_000, '12:05'],
  [3_600_000, '1:00:00'],
])('%i ms run as %s', (ms, shown) => {
  expect(runningTime(ms)).toBe(shown);
});

test('a code hint keeps both ends', () => {
  expect(shortHint('1345••••••••••7712')).toBe('1345••••7712');
});
