import { fen, formatYuan } from '../../money/fen.ts';
import { lines } from '../lines.ts';
import type { Paper } from '../paper.ts';
import { penFor, type Setting, sheet } from '../sheet.ts';

/** Shows at a glance whether width, letters, sizes, codes and cut are right. */
export function testPaper(printer: string, setting: Setting): Paper {
  const { text } = setting;
  const pen = penFor(setting);
  const ruler = '1234567890'.repeat(5).slice(0, pen.columns);
  return sheet(
    setting,
    text.titles.test,
    [
      ...pen.center(printer),
      ...pen.row(text.test.columns, String(pen.columns)),
      ...pen.paragraph(ruler),
      ...pen.row(text.test.letters, text.labels.wallet),
      ...pen.row(text.test.rare, '\u9F98\u5586\u{20BB7}'),
      ...pen.row(text.labels.amount, text.money(formatYuan(fen(1_234_567)), setting.currency)),
      ...lines(text.labels.amount, pen.columns, { bold: true }),
      ...pen.big(text.money(formatYuan(fen(1280)), setting.currency)),
      { kind: 'qr', content: 'SAOMA-TEST-PAGE' },
      { kind: 'bars', content: 'SAOMA-TEST' },
      ...pen.paragraph(text.test.works),
    ],
    'shop',
  );
}
