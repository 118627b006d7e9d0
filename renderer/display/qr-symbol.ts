import { encode } from 'uqr';

/** White around the symbol, in modules. Source: ISO/IEC 18004. */
export const QUIET_MODULES = 4;

/** A QR code as black cells without its quiet zone: `path` is SVG path data in units of one module. */
export type QrSymbol = { readonly path: string; readonly modules: number };

/**
 * The smallest symbol that holds the content, so that its modules are large: they are read from arm's length off a bright glass, which has
 * reflections but no dirt. What is left over in that size goes into error correction.
 */
export function qrSymbol(content: string): QrSymbol {
  const { data, size } = encode(content, { ecc: 'L', boostEcc: true, border: 0 });
  return { path: data.map((row, y) => rowPath(row, y)).join(''), modules: size };
}

/** Black runs of one row. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const begin = x;
    while (row[x + 1]) x++;
    path += `M${begin} ${y}h${x + 1 - begin}v1h${begin - x - 1}z`;
  }
  return path;
}

/** Whole pixels of one module in a square of so many pixels, its quiet zone included: a fraction would blur the edges. */
export function modulePx(roomPx: number, modules: number): number {
  return Math.max(1, Math.floor(roomPx / (modules + 2 * QUIET_MODULES)));
}
