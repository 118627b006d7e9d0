import type { Locale } from '../../../src/contract/view.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { PhoneText } from './phone-text.ts';
import { zhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, PhoneText>> = { 'zh-CN': zhCn, en, ko };

/** The phone's words in a language. */
export function phoneTextIn(locale: Locale): PhoneText {
  return CATALOGUES[locale];
}
