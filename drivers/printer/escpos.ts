import { BAR_DOTS, barRuns } from '../../src/receipt/bars.ts';
import { pairText } from '../../src/receipt/lines.ts';
import { type Align, type Bitmap, COLUMNS, type Paper, type PaperWidth, type Part } from '../../src/receipt/paper.ts';
import type { Profile } from '../../src/receipt/profile.ts';
import { encodeText, selectLetters } from './letters.ts';
import { qrBitmap } from './raster.ts';

// The few commands of ESC/POS that a receipt needs. Source: Epson, ESC/POS Command Reference; each is named as there.

/** How a printer wants its bytes. */
export type Dialect = {
  readonly profile: Profile;
  readonly qr: 'native' | 'raster'; // raster: drawn here, for printers that know no QR
};

const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;

const ALIGN: Readonly<Record<Align, number>> = { left: 0, center: 1, right: 2 };

/** Dots of a QR's own dot: 30 mm for an order number on either paper. */
const QR_DOT = 6;

/** Height of the bars: 8 mm. */
const BAR_HEIGHT = 64;

/** Rows of a picture that are sent at once: small printers have no memory for more. */
const BAND_ROWS = 128;

/** Empty lines before the cut. Narrow printers have a tear bar further up and seldom a knife; wide ones feed to it by themselves. */
const LINES_BEFORE_CUT: Readonly<Record<PaperWidth, number>> = { 58: 4, 80: 1 };

/** ESC p: 50 ms of current for the first drawer, 240 ms of rest. */
export const KICK: Uint8Array = Uint8Array.from([ESC, 0x70, 0, 25, 120]);

/** A paper as the bytes of a printer, in one go. */
export function encodePaper(paper: Paper, dialect: Dialect): Uint8Array {
  return Buffer.concat([
    Uint8Array.from([ESC, 0x40]), // ESC @: whatever the job before left behind
    selectLetters(dialect.profile),
    ...paper.parts.map((part) => encodePart(part, paper.width, dialect)),
  ]);
}

function encodePart(part: Part, width: PaperWidth, { profile, qr }: Dialect): Uint8Array {
  switch (part.kind) {
    case 'line':
      return Buffer.concat([styled(part.align, part.bold, part.size), encodeText(part.text, profile), byte(LF)]);
    case 'pair':
      return Buffer.concat([styled('left', part.bold, 1), encodeText(pairText(part, COLUMNS[width]), profile), byte(LF)]);
    case 'rule':
      return Buffer.concat([styled('left', false, 1), Buffer.from('-'.repeat(COLUMNS[width])), byte(LF)]);
    case 'qr':
      return qr === 'native' ? nativeQr(part.content) : picture(qrBitmap(part.content, QR_DOT));
    case 'bars':
      return bars(part.content);
    case 'picture':
      return picture(part.bitmap);
    case 'cut':
      // ESC d, then GS V: to the knife and through, but for a corner.
      return Uint8Array.from([ESC, 0x64, LINES_BEFORE_CUT[width], GS, 0x56, 66, 0]);
    case 'drawer':
      return KICK;
  }
}

function byte(value: number): Uint8Array {
  return Uint8Array.of(value);
}

/** ESC a, ESC E, GS !: place, weight and size. Said for every line, so that none depends on another. */
function styled(align: Align, bold: boolean, size: 1 | 2): Uint8Array {
  return Uint8Array.from([ESC, 0x61, ALIGN[align], ESC, 0x45, bold ? 1 : 0, GS, 0x21, size === 2 ? 0x11 : 0]);
}

/** GS ( k: model 2, size, error correction M, the content, print. */
function nativeQr(content: string): Uint8Array {
  const data = Buffer.from(content, 'latin1');
  return Buffer.concat([
    styled('center', false, 1),
    symbol(0x41, Uint8Array.of(0x32, 0)),
    symbol(0x43, Uint8Array.of(QR_DOT)),
    symbol(0x45, Uint8Array.of(0x31)),
    symbol(0x50, Buffer.concat([byte(0x30), data])),
    symbol(0x51, Uint8Array.of(0x30)),
  ]);
}

function symbol(task: number, parameters: Uint8Array): Uint8Array {
  const length = parameters.length + 2;
  return Buffer.concat([Uint8Array.of(GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, task), parameters]);
}

/** GS h, GS w, GS H, GS k: Code 128 in sets B and C, without the number below, which stands above. */
function bars(content: string): Uint8Array {
  const data = Buffer.concat(
    barRuns(content).map(({ set, text }) =>
      Buffer.concat([Buffer.from(`{${set}`), set === 'C' ? Uint8Array.from(text.match(/../g) ?? [], Number) : Buffer.from(text, 'latin1')]),
    ),
  );
  return Buffer.concat([
    styled('center', false, 1),
    Uint8Array.of(GS, 0x68, BAR_HEIGHT, GS, 0x77, BAR_DOTS, GS, 0x48, 0, GS, 0x6b, 73, data.length),
    data,
    byte(LF),
  ]);
}

/** GS v 0, in bands that join. */
function picture({ width, height, rows }: Bitmap): Uint8Array {
  const stride = Math.ceil(width / 8);
  const bands: Uint8Array[] = [styled('center', false, 1)];
  for (let from = 0; from < height; from += BAND_ROWS) {
    const count = Math.min(BAND_ROWS, height - from);
    bands.push(Uint8Array.of(GS, 0x76, 0x30, 0, stride & 0xff, stride >> 8, count & 0xff, count >> 8));
    bands.push(rows.subarray(from * stride, (from + count) * stride));
  }
  return Buffer.concat(bands);
}
