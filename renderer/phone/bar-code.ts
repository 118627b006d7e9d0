import { code128 } from 'bwip-js/browser';
import { encode } from 'uqr';

/** A symbol as black cells, without its quiet zone: `path` is SVG path data in units of one module. */
export type CodeSymbol = { readonly path: string; readonly width: number; readonly height: number };

/** One black bar of a linear code: where it begins and how many modules wide it is. */
export type Bar = { readonly x: number; readonly width: number };

/** The digits as Code 128, in the dense digit set wherever that is shorter. Its height is 1 and is stretched by whoever draws it. */
export function linearSymbol(digits: string): CodeSymbol {
  const bars = linearBars(digits);
  const last = bars.at(-1);
  const path = bars.map(({ x, width }) => `M${x} 0h${width}v1h-${width}z`).join('');
  return { path, width: last ? last.x + last.width : 0, height: 1 };
}

/** The bars of a Code 128, in modules from its left edge. */
export function linearBars(digits: string): readonly Bar[] {
  const bars: Bar[] = [];
  return code128(
    { bcid: 'code128', text: digits, scale: 1, height: 1 },
    {
      scale: () => [1, 1],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: () => undefined,
      line: (x0, _y0, _x1, _y1, width) => {
        bars.push({ x: Math.floor(x0 - width / 2), width }); // the line's middle, rounded up to whole modules
      },
      polygon: () => undefined,
      hexagon: () => undefined,
      ellipse: () => undefined,
      fill: () => undefined,
      text: () => undefined,
      end: () => bars,
    },
  );
}

/** The digits as a QR code, with a middling share of error correction: a glass has reflections, but no dirt. */
export function squareSymbol(digits: string): CodeSymbol {
  const { data, size } = encode(digits, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.map((isBlack, x) => (isBlack ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { path, width: size, height: size };
}
