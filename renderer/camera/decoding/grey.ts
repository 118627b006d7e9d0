import type { Area } from '../area.ts';
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

/** A part of a picture. */
export function cut({ width, values }: Grey, area: Area): Grey {
  const out = new Uint8ClampedArray(area.width * area.height);
  for (let y = 0; y < area.height; y++) {
    const from = (area.y + y) * width + area.x;
    out.set(values.subarray(from, from + area.width), y * area.width);
  }
  return { width: area.width, height: area.height, values: out };
}
