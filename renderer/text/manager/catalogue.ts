import type { Locale } from '../../../src/contract/view.ts';
import { managerEn } from './en.ts';
import { managerKo } from './ko.ts';
import type { ManagerText } from './manager-text.ts';
import { managerZhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, ManagerText>> = { 'zh-CN': managerZhCn, en: managerEn, ko: managerKo };

/** The words of the manager's page in a language. */
export function managerTextIn(locale: Locale): ManagerText {
  return CATALOGUES[locale];
}
