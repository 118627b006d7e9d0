const FIRST_PRINTED: u8 = 0x21;
const LAST_PRINTED: u8 = 0x7e;

/** Bytes that are looked at in one go: the most that a word has. */
export const WIDTH: usize = 16;

/** What stands behind a shorter text: no byte of UTF-8. */
const behind = memory.data<u64>([0, 0, -1, -1]);

@inline
function after(length: usize): v128 {
  return v128.load(behind + WIDTH - length);
}

/** The first bytes of a text, and what is no byte behind them. @param length at most `WIDTH` */
@inline
export function firstBytes(at: usize, length: usize): v128 {
  return v128.or(v128.load(at), after(length));
}

@inline
export function isSame(one: v128, other: v128): bool {
  return !v128.any_true(v128.xor(one, other));
}

/** @param words so many, `WIDTH` bytes each, as `firstBytes` has them @returns which of them a text is; -1: none */
export function whichWord(from: usize, to: usize, words: usize, count: i32): i32 {
  if (to - from > WIDTH) return -1;
  const text = firstBytes(from, to - from);
  for (let n = 0; n < count; n++) if (isSame(text, v128.load(words + <usize>n * WIDTH))) return n;
  return -1;
}

/** Whether every byte is a letter, a digit or a sign. */
export function isPrinted(from: usize, to: usize): bool {
  for (let at = from; at < to; at += WIDTH) {
    const bytes = v128.load(at);
    const below = v128.lt<u8>(bytes, i8x16.splat(FIRST_PRINTED));
    const above = v128.gt<u8>(bytes, i8x16.splat(LAST_PRINTED));
    if (v128.any_true(v128.andnot(v128.or(below, above), after(min(to - at, WIDTH))))) return false;
  }
  return true;
}
