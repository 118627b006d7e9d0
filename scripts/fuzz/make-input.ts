import type { Dice } from './dice.ts';
import type { Door } from './door.ts';

/** As large as the largest message that any door reads, and a little more. */
const MAX_BYTES = 70_000;
/** Bytes that begin or end something somewhere, and the ends of what a byte and UTF-8 can be. */
const ODD_BYTES = [
  0, 1, 9, 10, 13, 0x1f, 0x20, 0x22, 0x25, 0x26, 0x27, 0x3b, 0x3c, 0x3e, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xbf, 0xc0, 0xe2, 0xed,
  0xf4, 0xfe, 0xff,
];
/** Numbers at the edges of what somebody holds them in. */
const EDGES = [
  '0',
  '-1',
  '1e309',
  '1e-9',
  '0.1',
  '2147483648',
  '9007199254740993',
  '18446744073709551616',
  '9999999999',
  '00',
  '٣',
  '１２',
  'NaN',
  '0x10',
  '99999999999999999999999999',
];
/** Text that is odd everywhere: halves of characters, controls, what JavaScript takes for something else. */
const ODD_TEXTS = [
  '__proto__',
  'constructor',
  '\u0000',
  '\ud7ff\u{10ffff}',
  '\uffff',
  '\u202e',
  '\ufeff',
  '\r\n',
  '\\',
  '"',
  "'",
  '${x',
  '%00',
  '../',
  'null',
  'true',
  '[]',
  '{}',
  '🧧',
];

type Change = (bytes: Buffer, dice: Dice, door: Door) => Buffer;

const insert = (bytes: Buffer, at: number, piece: Uint8Array) => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);

/** A stretch of the input, short more often than long. */
function stretch(bytes: Buffer, dice: Dice): readonly [number, number] {
  const from = dice.below(bytes.length + 1);
  const longest = dice.below(4) === 0 ? bytes.length - from : Math.min(12, bytes.length - from);
  return [from, from + dice.below(longest + 1)];
}

/** Something else in the place of a number or a word: the message stays one, and says something odd. */
const OTHER_WORDS: readonly Change[] = [
  (bytes, dice) => replaceToken(bytes, dice, dice.pick(EDGES)),
  (bytes, dice, { words }) => replaceToken(bytes, dice, dice.pick(words)),
  (bytes, dice, { secrets }) => (secrets.length === 0 ? bytes : replaceToken(bytes, dice, dice.pick(secrets))),
  (bytes, dice) => replaceToken(bytes, dice, dice.pick(ODD_TEXTS)),
];

const CHANGES: readonly Change[] = [
  ...OTHER_WORDS,
  (bytes, dice) => {
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
    return bytes;
  },
  (bytes, dice) => {
    bytes[dice.below(bytes.length)] = dice.below(2) === 0 ? dice.pick(ODD_BYTES) : dice.below(256);
    return bytes;
  },
  (bytes, dice, { words }) => insert(bytes, dice.below(bytes.length + 1), Buffer.from(dice.pick(words))),
  (bytes, dice) => insert(bytes, dice.below(bytes.length + 1), Buffer.from(dice.pick(ODD_TEXTS))),
  (bytes, dice) => {
    const [from, to] = stretch(bytes, dice);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, dice) => {
    const [from, to] = stretch(bytes, dice);
    return insert(bytes, dice.below(bytes.length + 1), bytes.subarray(from, to));
  },
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1)),
  (bytes, dice, { seeds }) => {
    const other = Buffer.from(dice.pick(seeds));
    return Buffer.concat([bytes.subarray(0, dice.below(bytes.length + 1)), other.subarray(dice.below(other.length + 1))]);
  },
];

/** Makes an input: mostly what usually comes in with a few changes, seldom mere noise or something very long. */
export function makeInput(dice: Dice, door: Door): Uint8Array {
  const kind = dice.below(256);
  if (kind < 12) return noise(dice, 1 << dice.below(10));
  let bytes: Buffer = Buffer.from(dice.pick(door.seeds)); // a copy: changes are made in place
  if (kind < 20) return bytes;
  const { longest = MAX_BYTES } = door;
  if (kind === 20) return grown(bytes, dice, door).subarray(0, longest);
  const changes = kind < 130 ? OTHER_WORDS : CHANGES;
  for (let left = 1 + dice.below(1 << dice.below(4)); left > 0; left -= 1) bytes = dice.pick(changes)(bytes, dice, door);
  return bytes.subarray(0, longest);
}

function noise(dice: Dice, length: number): Uint8Array {
  return Uint8Array.from({ length: dice.below(length + 1) }, () => dice.below(256));
}

/** Something again and again in the middle: nesting, repeats, huge values. */
function grown(bytes: Buffer, dice: Dice, { words }: Door): Uint8Array {
  const [from, to] = stretch(bytes, dice);
  const piece = dice.below(2) === 0 ? Buffer.from(dice.pick(words)) : bytes.subarray(from, to);
  const times = Math.floor((MAX_BYTES >> dice.below(6)) / Math.max(1, piece.length));
  return insert(bytes, to, Buffer.concat(Array<Uint8Array>(times).fill(piece)));
}

function replaceToken(bytes: Buffer, dice: Dice, by: string): Buffer {
  let from = dice.below(bytes.length);
  while (from > 0 && isWord(bytes[from - 1] ?? 0)) from -= 1;
  let to = from;
  while (to < bytes.length && isWord(bytes[to] ?? 0)) to += 1;
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(by), bytes.subarray(to)]);
}

function isWord(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || byte === 0x2d
  );
}
