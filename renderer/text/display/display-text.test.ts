import { expect, test } from 'vitest';
import { LOCALES } from '../catalogue.ts';
import { displayTextIn } from './catalogue.ts';

/** Every word of a catalogue, with where it stands; functions are called with something of each kind they take. */
function words(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return words((part as (...args: unknown[]) => unknown)(3, 7), `${path}()`);
  return Object.entries(part as object).flatMap(([name, inner]) => words(inner, `${path}.${name}`));
}

test.each(LOCALES)('%s: no word is missing, none shows a hole', (locale) => {
  const gaps = words(displayTextIn(locale)).filter(
    ([path, word]) => (word.trim() === '' && !path.includes('.left.')) || /undefined|null|NaN|\[object/.test(word),
  );
  expect(gaps).toEqual([]);
});

test.each(LOCALES)('%s: spoken words only: no exclamation, no "error", no codes', (locale) => {
  expect(words(displayTextIn(locale)).filter(([, word]) => /[!！_]|error|系统异常|오류가 발생/i.test(word))).toEqual([]);
});

test.each(LOCALES)('%s: an end without payment says in each case that nothing was taken', (locale) => {
  const truth = { 'zh-CN': '没有扣款', en: 'Nothing was taken', ko: '출금되지 않았습니다' }[locale];
  expect(Object.values(displayTextIn(locale).ends).filter(({ line }) => !line.startsWith(truth))).toEqual([]);
});

test('Korean and English are not left in Chinese', () => {
  for (const locale of ['en', 'ko'] as const)
    expect(words(displayTextIn(locale)).filter(([, word]) => /\p{Script=Han}/u.test(word))).toEqual([]);
});

test('only paid money is called a success', () => {
  expect(words(displayTextIn('zh-CN')).filter(([path, word]) => word.includes('成功') && !path.includes('thanks'))).toEqual([]);
});
