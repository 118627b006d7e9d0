import PDFDocument from 'pdfkit';
import { type FontLocale, loadFallback, loadFonts } from './pdf-fonts.ts';

/** A4 upright, in points of 1/72 inch. */
export const PAGE = { width: 595.28, height: 841.89, margin: 44 } as const;

const INK = '#000000';
const QUIET = '#444444';

export type Words = {
  readonly size?: number; // points; 10 where nothing is said
  readonly bold?: boolean;
  readonly quiet?: boolean; // dark grey, which prints
  readonly align?: 'left' | 'right' | 'center';
  readonly width?: number; // longer text ends with an ellipsis
};

/** Draws on one page, black on white. Places are points from the top left; a text's is its baseline. */
export type Pen = {
  text(text: string, x: number, baseline: number, words?: Words): void;
  /** A straight line across. */
  rule(x: number, y: number, width: number, weight?: number): void;
  box(x: number, y: number, width: number, height: number, look: 'filled' | 'outlined' | 'hatched'): void;
  /** The whole file, once everything is drawn. */
  finish(): Promise<Uint8Array>;
};

export type PageAbout = {
  readonly title: string;
  readonly locale: FontLocale;
  readonly madeAtMs: number;
  readonly size?: readonly [width: number, height: number]; // points; A4 where nothing is said
};

/**
 * A blank page. Nothing in the file tells when or where it was made but what is given, so the same drawing gives the same bytes.
 *
 * @param texts all that will be drawn: for letters of another language a second font is read
 */
export async function takePen({ title, locale, madeAtMs, size }: PageAbout, texts: Iterable<string>): Promise<Pen> {
  const fonts = await loadFonts(locale);
  const dated = new Date(madeAtMs);
  // pdfkit takes an empty name for "no font yet": its own standard fonts have no Chinese and need files beside the program.
  const doc = new PDFDocument({
    size: size ? [...size] : 'A4',
    margin: 0,
    font: '',
    info: { Title: title, Creator: 'Saoma', Producer: 'Saoma', CreationDate: dated },
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.registerFont('regular', bytes(fonts.regular)).registerFont('bold', bytes(fonts.bold));
  const known = glyphsOf(doc.font('regular'));
  if ([...texts].some((text) => [...text].some((letter) => !known(letter)))) {
    const other = await loadFallback(locale);
    doc.registerFont('other regular', bytes(other.regular)).registerFont('other bold', bytes(other.bold));
  } else {
    doc.registerFont('other regular', bytes(fonts.regular)).registerFont('other bold', bytes(fonts.bold));
  }

  /** What the language's own font has, and what it has not, in turn. */
  function runs(text: string, bold: boolean): readonly { readonly font: string; readonly text: string }[] {
    const weight = bold ? 'bold' : 'regular';
    const found: { font: string; text: string }[] = [];
    for (const letter of text) {
      const font = known(letter) ? weight : `other ${weight}`;
      const last = found.at(-1);
      if (last?.font === font) last.text += letter;
      else found.push({ font, text: letter });
    }
    return found;
  }

  function widthOf(text: string, size: number, bold: boolean): number {
    return runs(text, bold).reduce((width, run) => width + doc.font(run.font).fontSize(size).widthOfString(run.text), 0);
  }

  function fitted(text: string, size: number, bold: boolean, width: number): string {
    if (widthOf(text, size, bold) <= width) return text;
    const letters = [...text];
    while (letters.length > 0 && widthOf(`${letters.join('')}…`, size, bold) > width) letters.pop();
    return `${letters.join('')}…`;
  }

  return {
    text(text, x, baseline, { size = 10, bold = false, quiet = false, align = 'left', width } = {}) {
      const line = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
      const shown = width === undefined ? line : fitted(line, size, bold, width);
      const room = (width ?? 0) - widthOf(shown, size, bold);
      let at = x + { left: 0, right: room, center: room / 2 }[align];
      for (const run of runs(shown, bold)) {
        doc
          .font(run.font)
          .fontSize(size)
          .fillColor(quiet ? QUIET : INK);
        doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
        at += doc.widthOfString(run.text);
      }
    },
    rule(x, y, width, weight = 0.5) {
      doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(weight)
        .stroke(INK);
    },
    box(x, y, width, height, look) {
      if (look === 'filled') doc.rect(x, y, width, height).fill(INK);
      else doc.rect(x, y, width, height).lineWidth(0.75).stroke(INK);
      if (look !== 'hatched') return;
      doc.save().rect(x, y, width, height).clip();
      for (let at = x - height; at < x + width; at += 4) doc.moveTo(at, y + height).lineTo(at + height, y);
      doc.lineWidth(1).stroke(INK).restore();
    },
    async finish() {
      doc.end();
      await finished;
      return Buffer.concat(chunks);
    },
  };
}

/** pdfkit's types know Node's buffers only as ArrayBuffer. */
function bytes(font: Uint8Array): ArrayBuffer {
  return font as unknown as ArrayBuffer;
}

type Glyphs = { hasGlyphForCodePoint(point: number): boolean };

function glyphsOf(doc: PDFKit.PDFDocument): (letter: string) => boolean {
  const { font } = (doc as unknown as { readonly _font: { readonly font: Glyphs } })._font;
  return (letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 32);
}

/**
 * Draws a page twice: first without ink, to see which letters it needs, then in earnest.
 *
 * @param draw the same strokes each time
 */
export async function inked(about: PageAbout, draw: (pen: Pen) => void): Promise<Uint8Array> {
  const texts: string[] = [];
  draw({ text: (text) => void texts.push(text), rule() {}, box() {}, finish: async () => new Uint8Array() });
  const pen = await takePen(about, texts);
  draw(pen);
  return pen.finish();
}
