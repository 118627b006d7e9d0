import type { Locale } from '../../src/contract/view.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { Text } from './text.ts';
import { zhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, Text>> = { 'zh-CN': zhCn, en, ko };

/** The words of a language. */
export function textIn(locale: Locale): Text {
  return CATALOGUES[locale];
}

/** Every language there is. */
export const LOCALES = Object.keys(CATALOGUES) as readonly Locale[];
