import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import type { ReportSheet } from '../../src/report/press.ts';
import { sampleReport } from '../../src/report/sample-report.ts';
import { drawReportPage } from './report-page.ts';

const SHEET: ReportSheet = {
  locale: 'zh-CN',
  store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai' },
  isTraining: false,
  report: sampleReport('2026-11-24'),
  before: sampleReport('2026-11-17', 0.96, 20),
  madeAtMs: Date.parse('2026-11-24T15:24:00+08:00'),
};

async function read(file: Uint8Array): Promise<{ readonly pages: number; readonly text: string }> {
  const task = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const document = await task.promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  const text = items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  const pages = document.numPages;
  await task.destroy();
  return { pages, text };
}

it.each([
  ['zh-CN', ['按小时收款', '付款码过期', '微信 付款码', '9.4 秒', '早班', '上周同期']],
  ['en', ['Taken by hour', 'Code expired', 'WeChat payment code', '9.4 s', '早班']],
  ['ko', ['시간별 매출', '결제 코드 만료', '위챗 결제 코드', '9.4초', '早班']],
] as const)('a day is one page with its words and figures, in %s', async (locale, expected) => {
  const { pages, text } = await read(await drawReportPage({ ...SHEET, locale }));
  expect(pages).toBe(1);
  for (const words of expected) expect(text).toContain(words);
  expect(text).toContain('5,197.60'); // net: 5,218.00 taken, 20.40 given back
});

it('an empty day and a training day are pages too', async () => {
  const { tenders, cashiers, notPaid, hours, days, wallet, ...rest } = SHEET.report;
  const none = { count: 0, fen: rest.refunded.fen };
  const empty = { ...rest, taken: none, tenders: [], cashiers: [], notPaid: [], hours: [], days: [], wallet };
  const { pages, text } = await read(await drawReportPage({ ...SHEET, isTraining: true, report: empty, before: null }));
  expect(pages).toBe(1);
  expect(text).toContain('训练');
});
