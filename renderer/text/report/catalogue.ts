import type { Locale } from '../../../src/contract/view.ts';
import { reportEn } from './en.ts';
import { reportKo } from './ko.ts';
import type { ReportWords } from './report-words.ts';
import { reportZhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, ReportWords>> = { 'zh-CN': reportZhCn, en: reportEn, ko: reportKo };

/** The words of overview and reports in a language. They come with their pages, not with the shell. */
export function reportWordsIn(locale: Locale): ReportWords {
  return CATALOGUES[locale];
}
