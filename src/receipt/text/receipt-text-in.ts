import { en } from './en.ts';
import { ko } from './ko.ts';
import type { ReceiptText } from './receipt-text.ts';
import { zhCn } from './zh-cn.ts';

/** The languages of a paper. */
export type PaperLanguage = 'zh-CN' | 'en' | 'ko';

const CATALOGUES: Readonly<Record<PaperLanguage, ReceiptText>> = { 'zh-CN': zhCn, en, ko };

/** The words on paper of a language. */
export function receiptTextIn(language: PaperLanguage): ReceiptText {
  return CATALOGUES[language];
}
