import { encode } from 'uqr';
import type { Bitmap } from '../../src/receipt/paper.ts';

/** White around a QR, in its own dots. Source: ISO/IEC 18004. */
const QUIET = 4;

/** A QR as dots. @param content ASCII; @param scale printed dots of each of its own */
export function qrBitmap(content: string, scale: number): Bitmap {
  const { data, size } = encode(content, { ecc: 'M', border: QUIET });
  return toBitmap(size * scale, size * scale, (x, y) => data[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true);
}

/** A bitmap from a question about each dot. */
export function toBitmap(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const stride = Math.ceil(width / 8);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * stride + (x >> 3);
      if (isBlack(x, y)) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, rows };
}
