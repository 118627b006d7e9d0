import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLogo } from './png.ts';

/** Writes a PNG by hand. @param rows each with its filter byte first */
function png(
  width: number,
  height: number,
  depth: number,
  colour: number,
  rows: readonly (readonly number[])[],
  more: readonly Buffer[] = [],
): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, colour, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

function dots(bytes: Uint8Array): readonly string[] | string {
  const read = readLogo(bytes);
  if (!read.ok) return read.error;
  const { width, height, rows } = read.value;
  const stride = Math.ceil(width / 8);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (((rows[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0 ? '.' : '#')).join(''),
  );
}

test('black and white, one bit a dot', () => {
  expect(
    dots(
      png(10, 2, 1, 0, [
        [0, 0b01010101, 0b01000000],
        [0, 0xff, 0xc0],
      ]),
    ),
  ).toEqual(['#.#.#.#.#.', '..........']);
});

test('grey, colour, and what cannot be seen through', () => {
  expect(dots(png(3, 1, 8, 0, [[0, 0, 127, 128]]))).toEqual(['##.']);
  expect(dots(png(2, 1, 8, 2, [[0, 200, 0, 0, 255, 255, 0]]))).toEqual(['#.']);
  expect(dots(png(2, 1, 8, 6, [[0, 0, 0, 0, 255, 0, 0, 0, 0]]))).toEqual(['#.']);
  const palette = [chunk('PLTE', Uint8Array.of(255, 255, 255, 0, 0, 0)), chunk('tRNS', Uint8Array.of(255, 255))];
  expect(dots(png(4, 1, 2, 3, [[0, 0b00010001]], palette))).toEqual(['.#.#']);
});

test('rows written as differences to the left, above, both, and the nearest', () => {
  const rows = [
    [0, 0, 255, 0],
    [1, 0, 255, 1], // 0 255 0
    [2, 0, 0, 0],
    [3, 0, 128, 129], // 0 255 0 again, from means
    [4, 0, 0, 0],
  ];
  expect(dots(png(3, 5, 8, 0, rows))).toEqual(['#.#', '#.#', '#.#', '#.#', '#.#']);
});

test.each([
  ['is no PNG', Buffer.from('GIF89a')],
  ['must be at most 384 × 400 dots', png(385, 1, 1, 0, [[0]])],
  ['must be at most 384 × 400 dots', png(1, 401, 1, 0, [[0]])],
  ['must be at most 384 × 400 dots', png(0, 1, 1, 0, [[0]])],
  ['must have at most 8 bits a colour', png(1, 1, 16, 0, [[0, 0, 0]])],
  ['is cut short', png(8, 4, 8, 0, [[0, 1]])],
  ['is damaged', Buffer.concat([png(1, 1, 8, 0, [[0, 1]]).subarray(0, 45), Buffer.alloc(30, 7)])],
])('%s', (problem, bytes) => {
  const said = dots(bytes);
  expect(said === problem || said === 'is cut short').toBe(true);
});

test('one that unpacks to more than it says is refused, not unpacked', () => {
  expect(dots(png(1, 1, 8, 0, [Array.from({ length: 10_000 }, () => 0)]))).toBe('is damaged');
});
