/** How wide the paper is. 58 mm hold 32 columns, 80 mm hold 48; a Latin letter is one column, a Chinese or Korean one two. */
export type PaperWidth = 58 | 80;

/** Columns of a paper. Source: ESC/POS, font A of 12 dots on 384 and 576 dots. */
export const COLUMNS: Readonly<Record<PaperWidth, number>> = { 58: 32, 80: 48 };

/** Dots across a paper's printable part. */
export const DOTS: Readonly<Record<PaperWidth, number>> = { 58: 384, 80: 576 };

export type Align = 'left' | 'center' | 'right';

/** A picture of dots, each black or not: rows from the top, each row in whole bytes, the leftmost dot in the highest bit. */
export type Bitmap = { readonly width: number; readonly height: number; readonly rows: Uint8Array };

/** One thing on the paper. A line never holds more columns than the paper has. */
export type Part =
  | { readonly kind: 'line'; readonly text: string; readonly align: Align; readonly size: 1 | 2; readonly bold: boolean }
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly bold: boolean } // both fit on one line
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly content: string } // ASCII
  | { readonly kind: 'bars'; readonly content: string } // Code 128, ASCII
  | { readonly kind: 'picture'; readonly bitmap: Bitmap }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' }; // the pulse that opens it

/** What comes out of a printer, before anybody knows which one. */
export type Paper = { readonly width: PaperWidth; readonly parts: readonly Part[] };
