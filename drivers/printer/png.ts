import { inflateSync } from 'node:zlib';
import { err, ok, type Result } from '../../src/basics/result.ts';
import type { Bitmap } from '../../src/receipt/paper.ts';
import { toBitmap } from './raster.ts';

/** Wider does not fit on 58 mm; higher is a waste of paper. */
const MOST_WIDE = 384;
const MOST_HIGH = 400;

const SIGNATURE = '89504e470d0a1a0a';

/** Numbers for each dot, by colour type. Source: Portable Network Graphics, third edition, 11.2.1. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

type Png = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly data: Uint8Array;
  readonly palette: Uint8Array;
  readonly clear: Uint8Array; // how opaque each colour of the palette is
};

/**
 * Reads a logo as dots: dark and opaque is black.
 *
 * @param bytes a PNG of at most 384 × 400 dots, not interlaced, of up to 8 bits a channel
 * @returns why not, in words for whoever made the file
 */
export function readLogo(bytes: Uint8Array): Result<Bitmap, string> {
  const png = readChunks(Buffer.from(bytes));
  if (!png.ok) return png;
  const { width, height, depth, colour } = png.value;
  if (width < 1 || height < 1 || width > MOST_WIDE || height > MOST_HIGH) return err(`must be at most ${MOST_WIDE} × ${MOST_HIGH} dots`);
  const channels = CHANNELS[colour];
  if (channels === undefined || ![1, 2, 4, 8].includes(depth)) return err('must have at most 8 bits a colour');
  try {
    const stride = Math.ceil((width * channels * depth) / 8);
    const raw = inflateSync(png.value.data, { maxOutputLength: (stride + 1) * height });
    if (raw.length < (stride + 1) * height) return err('is cut short');
    const rows = unfilter(raw, stride, height, Math.max(1, (channels * depth) >> 3));
    return ok(toBitmap(width, height, (x, y) => isBlack(png.value, rows, stride, channels, x, y)));
  } catch {
    return err('is damaged'); // that is how zlib says so
  }
}

function readChunks(file: Buffer): Result<Png, string> {
  if (file.subarray(0, 8).toString('hex') !== SIGNATURE || file.length < 33) return err('is no PNG');
  const parts: Record<string, Buffer[]> = {};
  for (let at = 8; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const own = parts[name] ?? [];
    own.push(file.subarray(at + 8, at + 8 + length));
    parts[name] = own;
    at += 12 + length;
  }
  const head = parts.IHDR?.[0];
  if (!head || head.length < 13 || !parts.IDAT) return err('is cut short');
  if (head[12] !== 0) return err('must not be interlaced');
  return ok({
    width: head.readUInt32BE(0),
    height: head.readUInt32BE(4),
    depth: head[8] ?? 0,
    colour: head[9] ?? 0,
    data: Buffer.concat(parts.IDAT),
    palette: parts.PLTE?.[0] ?? new Uint8Array(),
    clear: parts.tRNS?.[0] ?? new Uint8Array(),
  });
}

/** Undoes what each row was written as: the difference to its neighbours. Source: the same, 9. */
function unfilter(raw: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? (rows[y * stride + x - step] ?? 0) : 0;
      const up = y > 0 ? (rows[(y - 1) * stride + x] ?? 0) : 0;
      const corner = y > 0 && x >= step ? (rows[(y - 1) * stride + x - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      rows[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return rows;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function isBlack(
  { colour, depth, palette, clear }: Png,
  rows: Uint8Array,
  stride: number,
  channels: number,
  x: number,
  y: number,
): boolean {
  const most = (1 << depth) - 1;
  const sample = (channel: number): number => {
    const bit = (x * channels + channel) * depth;
    return ((rows[y * stride + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  if (colour === 3) {
    const index = sample(0);
    const [red = 255, green = 255, blue = 255] = palette.subarray(index * 3, index * 3 + 3);
    return (clear[index] ?? 255) >= 128 && dark(red, green, blue);
  }
  const grey = (channel: number) => (sample(channel) * 255) / most;
  if (colour === 0) return grey(0) < 128;
  if (colour === 4) return grey(0) < 128 && grey(1) >= 128;
  return dark(grey(0), grey(1), grey(2)) && (colour === 2 || grey(3) >= 128);
}

/** Source: ITU-R BT.601. */
function dark(red: number, green: number, blue: number): boolean {
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
