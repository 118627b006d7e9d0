import type { Area } from '../area.ts';
import type { Frame } from '../decoder.ts';

/** One byte a pixel. */
export type Grey = { readonly width: number; readonly height: number; readonly values: Uint8ClampedArray };

/** Makes frames grey, one after the other: what it made is good until the next one. A grey frame is taken as it is, by either way. */
export type GreyMaker = {
  /** Of coloured frames the green alone: a quarter of the work, and codes are black. Of those that are not, some are gone. */
  green(frame: Frame): Grey;
  /** Brightness by ITU-R BT.601. */
  luma(frame: Frame): Grey;
};

export function createGreyMaker(): GreyMaker {
  return { green: converter(greenInto), luma: converter(lumaInto) };
}

type Convert = (pixels: Uint32Array, out: Uint8ClampedArray) => void;

/** Keeps its memory, which is a third of the work, and takes a pixel at a time, which is another fifth. */
function converter(convert: Convert): (frame: Frame) => Grey {
  let memory = new Uint8ClampedArray(0);
  return ({ width, height, data }) => {
    const size = width * height;
    if (data.length === size) return { width, height, values: data };
    if (memory.length !== size) memory = new Uint8ClampedArray(size);
    convert(new Uint32Array(data.buffer, data.byteOffset, size), memory); // red is the lowest byte: browsers run on no other machines
    return { width, height, values: memory };
  };
}

function greenInto(pixels: Uint32Array, out: Uint8ClampedArray): void {
  for (let place = 0; place < out.length; place++) out[place] = ((pixels[place] as number) >>> 8) & 255;
}

/** In 1024ths. */
function lumaInto(pixels: Uint32Array, out: Uint8ClampedArray): void {
  for (let place = 0; place < out.length; place++) {
    const pixel = pixels[place] as number;
    out[place] = ((pixel & 255) * 306 + ((pixel >>> 8) & 255) * 601 + ((pixel >>> 16) & 255) * 117) >> 10;
  }
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
