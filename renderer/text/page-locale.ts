import type { Locale } from '../../src/contract/view.ts';

/** The languages a page can be read in, each by its own name. */
export const LANGUAGES: readonly (readonly [locale: Locale, name: string])[] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
  ['ko', '한국어'],
];

/**
 * The language of a page that no terminal tells it.
 *
 * @param search the address's query; `lang=` overrules the browser
 * @param language the browser's own, as `navigator.language`
 */
export function pageLocale(search: string, language: string): Locale {
  const wanted = (new URLSearchParams(search).get('lang') ?? language).toLowerCase();
  if (wanted.startsWith('ko')) return 'ko';
  return wanted.startsWith('en') ? 'en' : 'zh-CN';
}
