import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { layOut } from '../../src/receipt/lay-out.ts';
import { SAMPLE_PRINTED_AT_MS, SAMPLE_RECEIPTS } from '../../src/receipt/sample-receipts.ts';
import { type PaperLanguage, receiptTextIn } from '../../src/receipt/text/receipt-text-in.ts';
import { drawReceiptPage } from './receipt-page.ts';

async function read(bytes: Uint8Array): Promise<{ readonly pages: number; readonly text: string; readonly width: number }> {
  const document = await getDocument({ data: Uint8Array.from(bytes) }).promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join('');
  return { pages: document.numPages, text, width: page.getViewport({ scale: 1 }).width };
}

function draw(name: string, language: PaperLanguage, width: 58 | 80): Promise<Uint8Array> {
  const receipt = SAMPLE_RECEIPTS[name];
  if (!receipt) throw new Error(name);
  const store = { store: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', printedAtMs: SAMPLE_PRINTED_AT_MS };
  const look = { currency: 'CNY', isTraining: true, isReprint: false, footer: null, logo: null } as const;
  const paper = layOut(receipt, { width, text: receiptTextIn(language), ...store, ...look });
  return drawReceiptPage({ paper, locale: language, madeAtMs: SAMPLE_PRINTED_AT_MS });
}

test.each([
  ['zh-CN', 58, ['收款小票', '训练', '人民路店', '早班', '￥128.00', 'T01D261122043000N7K3Q9WZ2']],
  ['en', 80, ['Receipt', 'TRAINING', '人民路店', '早班', 'CNY 128.00', 'T01D261122043000N7K3Q9WZ2']],
  ['ko', 80, ['영수증', '연습 모드', '人民路店', '早班', 'CNY 128.00', 'T01D261122043000N7K3Q9WZ2']],
] as const)('%s on %i mm is one page as wide as the paper, with every word readable', async (language, width, words) => {
  const page = await read(await draw('payment', language, width));
  expect(page.pages).toBe(1);
  expect(page.width).toBeCloseTo((width * 72) / 25.4, 0);
  for (const word of words) expect(page.text).toContain(word);
  expect(page.text).not.toMatch(/(?<!\d)1[0-5]\d{16}(?!\d)/);
});

test('the same receipt is the same file', async () => {
  expect(Buffer.from(await draw('payment', 'zh-CN', 58)).equals(Buffer.from(await draw('payment', 'zh-CN', 58)))).toBe(true);
});
