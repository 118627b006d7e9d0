import type { Locale } from '../../../src/contract/view.ts';
import type { DisplayText } from './display-text.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { zhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, DisplayText>> = { 'zh-CN': zhCn, en, ko };

/** The customer's words in a language. */
export function displayTextIn(locale: Locale): DisplayText {
  return CATALOGUES[locale];
}
