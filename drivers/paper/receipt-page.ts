import { encode } from 'uqr';
import { type Align, type Bitmap, COLUMNS, type Paper, type Part } from '../../src/receipt/paper.ts';
import type { FontLocale } from './pdf-fonts.ts';
import { inked, type Pen } from './pen.ts';

const MM = 72 / 25.4;

/** White left and right, as on a roll. */
const MARGIN = 5 * MM;

/** A QR's side: easily read from a screen. */
const QR_SIDE = 26 * MM;

/** Lines and white, in heights of a letter. */
const LINE = 1.45;
const QR_ROOM = 2 * MM;

/** Draws a receipt as a page of the paper's own width and of any length, to keep or to send. */
export async function drawReceiptPage(job: {
  readonly paper: Paper;
  readonly locale: FontLocale;
  readonly madeAtMs: number;
}): Promise<Uint8Array> {
  const { paper, locale, madeAtMs } = job;
  const width = paper.width * MM;
  // Two columns are one Chinese letter; a little smaller, because Latin letters are wider than half of one.
  const letter = ((width - 2 * MARGIN) / COLUMNS[paper.width]) * 2 * 0.92;
  const heights = paper.parts.map((part) => heightOf(part, letter, width));
  const height = heights.reduce((sum, one) => sum + one, 2 * MARGIN);
  return inked({ title: titleOf(paper), locale, madeAtMs, size: [width, height] }, (pen) => {
    let top = MARGIN;
    for (const [index, part] of paper.parts.entries()) {
      const own = heights[index] ?? 0;
      draw(pen, part, { top, height: own, width, letter });
      top += own;
    }
  });
}

type Place = { readonly top: number; readonly height: number; readonly width: number; readonly letter: number };

function heightOf(part: Part, letter: number, width: number): number {
  switch (part.kind) {
    case 'line':
      return letter * LINE * part.size;
    case 'pair':
    case 'rule':
      return letter * LINE;
    case 'qr':
      return QR_SIDE + 2 * QR_ROOM;
    case 'picture':
      return pictureSide(part.bitmap, width).height + QR_ROOM;
    case 'bars':
    case 'cut':
    case 'drawer':
      return 0; // the QR says the same, and the rest is a printer's
  }
}

function draw(pen: Pen, part: Part, place: Place): void {
  const { top, width, letter } = place;
  const inner = width - 2 * MARGIN;
  const baseline = top + letter * 1.1;
  switch (part.kind) {
    case 'line':
      pen.text(part.text, MARGIN, top + letter * 1.1 * part.size, look(part.align, part.bold, letter * part.size, inner));
      return;
    case 'pair':
      pen.text(part.left, MARGIN, baseline, { size: letter, bold: part.bold });
      pen.text(part.right, MARGIN, baseline, look('right', part.bold, letter, inner));
      return;
    case 'rule':
      pen.rule(MARGIN, top + (letter * LINE) / 2, inner);
      return;
    case 'qr':
      drawQr(pen, part.content, (width - QR_SIDE) / 2, top + QR_ROOM);
      return;
    case 'picture':
      drawPicture(pen, part.bitmap, place);
      return;
    case 'bars':
    case 'cut':
    case 'drawer':
      return;
  }
}

function look(align: Align, bold: boolean, size: number, width: number) {
  return { size, bold, align, ...(align === 'left' ? {} : { width: width + 1 }) };
}

function drawQr(pen: Pen, content: string, left: number, top: number): void {
  const { data, size } = encode(content, { ecc: 'M', border: 0 });
  const dot = QR_SIDE / size;
  for (const [y, row] of data.entries()) {
    for (const [from, to] of stretches(size, (x) => row[x] === true)) {
      pen.box(left + from * dot, top + y * dot, (to - from) * dot, dot, 'filled');
    }
  }
}

function pictureSide(
  { width, height }: Bitmap,
  paperWidth: number,
): { readonly width: number; readonly height: number; readonly dot: number } {
  const dot = Math.min(MM / 8, (paperWidth - 2 * MARGIN) / width);
  return { width: width * dot, height: height * dot, dot };
}

function drawPicture(pen: Pen, bitmap: Bitmap, { top, width }: Place): void {
  const { dot, width: side } = pictureSide(bitmap, width);
  const stride = Math.ceil(bitmap.width / 8);
  for (let y = 0; y < bitmap.height; y++) {
    const isBlack = (x: number) => ((bitmap.rows[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    for (const [from, to] of stretches(bitmap.width, isBlack)) {
      pen.box((width - side) / 2 + from * dot, top + y * dot, (to - from) * dot, dot, 'filled');
    }
  }
}

/** Where a row is black: from, and up to. */
function stretches(length: number, isBlack: (at: number) => boolean): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let from = 0; from < length; from++) {
    if (!isBlack(from)) continue;
    let to = from + 1;
    while (to < length && isBlack(to)) to += 1;
    found.push([from, to]);
    from = to;
  }
  return found;
}

function titleOf({ parts }: Paper): string {
  const title = parts.find((part) => part.kind === 'line' && part.bold && part.size === 2);
  return title?.kind === 'line' ? title.text : 'Saoma';
}
