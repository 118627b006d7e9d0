import bwipjs from 'bwip-js/node';
import { encode } from 'uqr';

/** Black and white cells of a symbol. `cells[y * width + x]` is 1 where it is black. `high` is its height where its width is 1. */
export type Cells = { readonly width: number; readonly height: number; readonly cells: Uint8Array; readonly high: number };

export function qrCells(text: string): Cells {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  return { width: size, height: size, cells: Uint8Array.from(data.flat(), Number), high: 1 };
}

/**
 * Bars of one row.
 * @param kind bwip-js's name: code128, ean13, ean8, code39, interleaved2of5
 * @param high how high the bars are drawn where their length is 1
 */
export function barCells(kind: string, text: string, high: number): Cells {
  const [symbol] = bwipjs.raw({ bcid: kind, text });
  if (!symbol || !('sbs' in symbol)) throw new Error(`no bars for ${kind}`);
  const cells = Array.from(symbol.sbs).flatMap((width, place) => new Array<number>(width).fill(1 - (place % 2)));
  return { width: cells.length, height: 1, cells: Uint8Array.from(cells), high };
}
