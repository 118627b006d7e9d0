import type { Locale, ReportText } from './report-text.ts';
import { en } from './text-en.ts';
import { ko } from './text-ko.ts';
import { zhCn } from './text-zh-cn.ts';

export const REPORT_TEXTS: Readonly<Record<Locale, ReportText>> = { 'zh-CN': zhCn, en, ko };
