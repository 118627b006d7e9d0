import type { Grey } from './grey.ts';

/** Twice as wide and high, brightness running evenly from pixel to pixel. */
export function enlarged({ width, height, values }: Grey): Grey {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height * 2; y++) {
    const near = (y >> 1) * width;
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width;
    for (let x = 0; x < width * 2; x++) {
      const beside = Math.min(width - 1, Math.max(0, (x >> 1) + (x % 2 === 0 ? -1 : 1)));
      const upper = 3 * (values[near + (x >> 1)] as number) + (values[near + beside] as number);
      const lower = 3 * (values[far + (x >> 1)] as number) + (values[far + beside] as number);
      out[y * width * 2 + x] = (3 * upper + lower) / 16;
    }
  }
  return { width: width * 2, height: height * 2, values: out };
}
