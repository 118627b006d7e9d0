import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Random } from './clock.ts';
import { drawnAhead } from './drawn-ahead.ts';

const counting = () => {
  const drawn: Buffer[] = [];
  const random: Random = {
    bytes(count) {
      const bytes = randomBytes(count);
      drawn.push(bytes);
      return bytes;
    },
  };
  return { random, drawn };
};

it('hands out every byte at most once, in few draws', () => {
  const { random, drawn } = counting();
  const ahead = drawnAhead(random);
  const told = Array.from({ length: 500 }, () => Buffer.from(ahead.bytes(20)));
  expect(told.every((bytes) => bytes.length === 20)).toBe(true);
  expect(drawn.length).toBeLessThan(5);
  // 20 bytes do not divide a piece: what is left of it is passed over.
  const expected = drawn.flatMap((piece) =>
    Array.from({ length: Math.floor(piece.length / 20) }, (_, n) => piece.subarray(n * 20, n * 20 + 20)),
  );
  expect(told).toEqual(expected.slice(0, told.length));
});

it('what was handed out stays as it was', () => {
  const ahead = drawnAhead(counting().random);
  const first = ahead.bytes(16);
  const copy = Uint8Array.from(first);
  for (let draw = 0; draw < 1_000; draw++) ahead.bytes(16);
  expect(Uint8Array.from(first)).toEqual(copy);
});

it('gives more at once than it keeps', () => {
  expect(drawnAhead(counting().random).bytes(10_000)).toHaveLength(10_000);
});
