import bwip from 'bwip-js/node';
import { renderSVG } from 'uqr';
import type { Printed, PrintedLine } from './escpos-reader.ts';

/** Dots of a printer's column, of a line of letters, and of the whole paper. */
const COLUMN = 12;
const LINE = 30;
const PAPER: Readonly<Record<number, number>> = { 32: 384, 48: 576 };

/** Printed papers side by side as a page, a dot a pixel: every column in its own cell, so that a line that is too wide shows. */
export function paperPage(papers: readonly { readonly name: string; readonly printed: Printed }[], columns: 32 | 48): string {
  const sheets = papers.map(
    ({ name, printed }) =>
      `<figure><figcaption>${escaped(name)}</figcaption><div class=paper>${printed.lines.map(lineHtml).join('')}</div></figure>`,
  );
  return `<!doctype html><meta charset=utf-8><style>
body{margin:24px;background:#d8d8d8;display:flex;flex-wrap:wrap;gap:24px;align-items:flex-start;font:24px/1 'Noto Sans Mono CJK SC',monospace}
figure{margin:0}figcaption{font:16px sans-serif;padding:0 0 8px}
.paper{width:${PAPER[columns]}px;background:#fff;padding:24px;overflow:visible}
.line{height:${LINE}px;white-space:pre;display:flex}.line i{font-style:normal;display:inline-block;overflow:visible;text-align:center}
.left{justify-content:flex-start}.center{justify-content:center}.right{justify-content:flex-end}
svg{display:block}</style>${sheets.join('')}`;
}

function lineHtml(line: PrintedLine): string {
  switch (line.kind) {
    case 'text':
      return `<div class="line ${line.align}" style="height:${LINE * line.height}px;font-size:${24 * line.height}px;font-weight:${line.bold ? 700 : 400}">${cells(line.text, line.width)}</div>`;
    case 'qr': {
      const side = renderSVG(line.content, { ecc: 'M', border: 4, pixelSize: line.dot });
      const size = Number(/viewBox="0 0 (\d+)/.exec(side)?.[1] ?? 0);
      return `<div class="line ${line.align}" style="height:auto">${side.replace('<svg ', `<svg width=${size} height=${size} `)}</div>`;
    }
    case 'bars': {
      const drawn = bwip.toSVG({ bcid: 'code128', text: line.content, height: 8, scale: 1, paddingwidth: 0 });
      const modules = Number(/viewBox="0 0 (\d+)/.exec(drawn)?.[1] ?? 0);
      const sized = drawn.replace('<svg ', `<svg width=${modules * line.dot} height=${line.barHeight} preserveAspectRatio=none `);
      return `<div class="line ${line.align}" style="height:auto">${sized}</div>`;
    }
    case 'picture':
      return `<div class="line ${line.align}" style="height:auto">${pictureSvg(line)}</div>`;
  }
}

function cells(text: string, width: number): string {
  return [...text].map((letter) => `<i style="width:${COLUMN * width * (letter > '~' ? 2 : 1)}px">${escaped(letter)}</i>`).join('');
}

function pictureSvg({ dotsWide, dotsHigh, rows }: Extract<PrintedLine, { kind: 'picture' }>): string {
  const stride = dotsWide / 8;
  let path = '';
  for (let y = 0; y < dotsHigh; y++) {
    for (let x = 0; x < dotsWide; x++) if (((rows[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) path += `M${x} ${y}h1v1h-1z`;
  }
  return `<svg width=${dotsWide} height=${dotsHigh} viewBox="0 0 ${dotsWide} ${dotsHigh}"><path d="${path}"/></svg>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
