import { expect, test } from 'vitest';
import { LOCALES } from '../catalogue.ts';
import { managerTextIn } from './catalogue.ts';

/** Every word, with where it stands; functions are called with something of each kind they take. */
function words(part: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return words((part as (...args: unknown[]) => unknown)(7, '8', '9'), `${path}()`);
  if (part === null || typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([name, inner]) => words(inner, `${path}.${name}`));
}

test.each(LOCALES)('%s: no word is missing, none shows a hole', (locale) => {
  expect(words(managerTextIn(locale)).filter(([, word]) => word.trim() === '' || /undefined|null|NaN|\[object/.test(word))).toEqual([]);
});

test.each(LOCALES)('%s: calm words only: no exclamation, no "error", no "success"', (locale) => {
  expect(words(managerTextIn(locale)).filter(([, word]) => /[!！]|error|success|系统异常|오류가 발생/i.test(word))).toEqual([]);
});

test('Korean and English are not left in Chinese', () => {
  for (const locale of ['en', 'ko'] as const)
    expect(words(managerTextIn(locale)).filter(([, word]) => /\p{Script=Han}/u.test(word))).toEqual([]);
});

test('the languages say the same things', () => {
  const [first, ...others] = LOCALES.map((locale) => words(managerTextIn(locale)).map(([path]) => path));
  for (const other of others) expect(other).toEqual(first);
});
