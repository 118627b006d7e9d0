import type { Locale } from '../../../src/contract/view.ts';
import { en } from './en.ts';
import type { FaultsText } from './faults-text.ts';
import { ko } from './ko.ts';
import { zhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, FaultsText>> = { 'zh-CN': zhCn, en, ko };

/** The words of the page of faults in a language. */
export function faultsTextIn(locale: Locale): FaultsText {
  return CATALOGUES[locale];
}
