import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { fen } from '../../src/money/fen.ts';
import { fullReading, sampleReading, sampleShift } from '../../src/report/sample-z.ts';
import { drawZPage } from './z-page.ts';

type Word = { readonly text: string; readonly x: number; readonly y: number; readonly width: number };

/** Reads a PDF back. */
async function read(
  file: Uint8Array,
): Promise<{ readonly pages: number; readonly words: readonly Word[]; readonly text: string; readonly fonts: number }> {
  const task = getDocument({ data: new Uint8Array(file), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const words = items.flatMap((item) =>
    'str' in item && item.str.trim() ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width }] : [],
  );
  const fonts = new Set(items.flatMap((item) => ('fontName' in item ? [item.fontName] : []))).size;
  const pages = document.numPages;
  await task.destroy();
  return { pages, words, text: words.map(({ text }) => text).join(' '), fonts };
}

describe('the Z report as a page', () => {
  it.each([
    [
      'zh-CN',
      [
        'Z 报表　第 3 号',
        '人民路店',
        '微信 付款码',
        '4,346.60',
        '−20.40',
        '净收',
        '5,158.70',
        '应有',
        '918.50',
        '913.50',
        '少 5.00',
        '早班',
        '值班 → 早班',
        '退款金额不一样',
        '店长签名',
      ],
    ],
    ['en', ['Z report no. 3', '人民路店', 'WeChat payment code', '4,346.60', 'short 5.00', 'Refund amounts differ', "Manager's signature"]],
    ['ko', ['Z 보고서 3호', '人民路店', '위챗 결제 코드', '4,346.60', '부족 5.00', '환불 금액이 다름', '점장 서명']],
  ] as const)('in %s, every word and figure can be read back', async (locale, expected) => {
    const { pages, text } = await read(await drawZPage(sampleReading(locale)));
    expect(pages).toBe(1);
    for (const words of expected) expect(text.replaceAll(/\s+/g, ' ')).toContain(words.replaceAll(/\s+/g, ' '));
  });

  it('what was taken in another currency stands under the sums, with what went back of it', async () => {
    const otherCurrencies = [{ currency: 'GBP', count: 3, fen: fen(7_470), refundedFen: fen(2_490) }] as const;
    const { text } = await read(await drawZPage(sampleReading('en', { shift: sampleShift({ otherCurrencies }) })));
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/Net 5,158\.70 GBP 3 74\.70 GBP Refunded −24\.90/);
  });

  it('the same reading is the same file, byte by byte; another is another', async () => {
    const first = await drawZPage(sampleReading('zh-CN'));
    expect(Buffer.from(await drawZPage(sampleReading('zh-CN'))).equals(Buffer.from(first))).toBe(true);
    const other = sampleShift();
    const later = { ...other, closing: { ...other.closing, countedFen: fen(91_850) } };
    expect(Buffer.from(await drawZPage(sampleReading('zh-CN', { shift: later }))).equals(Buffer.from(first))).toBe(false);
    expect(first.length).toBeLessThan(250_000); // the glyphs that are shown, not the whole fonts
  });

  it('a drawer that is right, one that has too much, one that nobody counted', async () => {
    const counted = async (countedFen: number | null) => {
      const shift = sampleShift();
      const closing = { ...shift.closing, countedFen: countedFen === null ? null : fen(countedFen) };
      return (await read(await drawZPage(sampleReading('zh-CN', { shift: { ...shift, closing } })))).text;
    };
    expect(await counted(91_850)).toContain('一致');
    expect(await counted(92_000)).toContain('多 1.50');
    expect(await counted(null)).toContain('没有点');
  });

  it.each(['zh-CN', 'en', 'ko'] as const)(
    'too much of everything still is one page, nothing off its edges or over another, in %s',
    async (locale) => {
      const { pages, words, text } = await read(await drawZPage(fullReading(locale)));
      expect(pages).toBe(1);
      expect(text).toMatch(/训练|TRAINING|연습/);
      for (const { x, y, width, text: word } of words) {
        expect(x, word).toBeGreaterThanOrEqual(43);
        expect(x + width, word).toBeLessThanOrEqual(595.28 - 43);
        expect(y, word).toBeGreaterThan(20);
      }
      const lines = words.filter(({ y }) => y > 74); // above the signatures
      for (const [index, a] of lines.entries()) {
        for (const b of lines.slice(index + 1)) {
          const isOver = Math.abs(a.y - b.y) < 6 && a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1;
          expect(isOver, `"${a.text}" over "${b.text}"`).toBe(false);
        }
      }
      const lowest = Math.min(...lines.map(({ y }) => y));
      expect(lowest).toBeGreaterThan(74 + 10);
    },
  );

  it('letters that the language’s font has not come from the other’s', async () => {
    const shift = { ...sampleShift(), cashier: '오전반' };
    const { text, fonts } = await read(await drawZPage(sampleReading('zh-CN', { shift })));
    expect(text).toContain('오전반');
    expect(fonts).toBeGreaterThan(2);
  });
});
