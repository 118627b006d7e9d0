import type { Locale } from '../../../src/contract/view.ts';
import { refundEn } from './en.ts';
import { refundKo } from './ko.ts';
import type { RefundText } from './refund-text.ts';
import { refundZhCn } from './zh-cn.ts';

const CATALOGUES: Readonly<Record<Locale, RefundText>> = { 'zh-CN': refundZhCn, en: refundEn, ko: refundKo };

/** The words about giving money back in a language. */
export function refundTextIn(locale: Locale): RefundText {
  return CATALOGUES[locale];
}
