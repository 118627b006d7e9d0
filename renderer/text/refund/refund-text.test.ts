import { expect, test } from 'vitest';
import { LOCALES } from '../catalogue.ts';
import { refundTextIn } from './catalogue.ts';

/** Every word, with where it stands; functions are called with something of each kind they take. */
function words(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return words((part as (...args: unknown[]) => unknown)('7', '8'), `${path}()`);
  return Object.entries(part as object).flatMap(([name, inner]) => words(inner, `${path}.${name}`));
}

const MAY_BE_EMPTY = /\.(plain|strong)$/;

test.each(LOCALES)('%s: no word is missing, none shows a hole, none is loud', (locale) => {
  const all = words(refundTextIn(locale));
  expect(all.filter(([path, word]) => word.trim() === '' && !MAY_BE_EMPTY.test(path))).toEqual([]);
  expect(all.filter(([, word]) => /undefined|null|NaN|\[object|[!！]|error|success|系统异常|成功|오류가 발생/i.test(word))).toEqual([]);
});

test('Korean and English are not left in Chinese', () => {
  for (const locale of ['en', 'ko'] as const)
    expect(words(refundTextIn(locale)).filter(([, word]) => /\p{Script=Han}/u.test(word))).toEqual([]);
});
