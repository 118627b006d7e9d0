import type { Frame } from '../decoder.ts';

/** One byte a pixel. */
export type Grey = { readonly width: number; readonly height: number; readonly values: Uint8ClampedArray };

/** Luma by ITU-R BT.601, in 1024ths. A grey frame is taken as it is. */
export function greyOf({ width, height, data }: Frame): Grey {
  if (data.length === width * height) return { width, height, values: data };
  const values = new Uint8ClampedArray(width * height);
  for (let place = 0, at = 0; place < values.length; place++, at += 4) {
    values[place] = ((data[at] ?? 0) * 306 + (data[at + 1] ?? 0) * 601 + (data[at + 2] ?? 0) * 117) >> 10;
  }
  return { width, height, values };
}

/** Four bytes a pixel, as the reader wants them. */
export function colouredFrame({ width, height, values }: Grey): Frame {
  const words = new Uint32Array(width * height);
  for (let place = 0; place < words.length; place++) words[place] = 0xff000000 | ((values[place] ?? 0) * 0x010101);
  return { width, height, data: new Uint8ClampedArray(words.buffer) };
}
