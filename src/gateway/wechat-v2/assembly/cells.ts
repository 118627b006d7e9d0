/** Cells of one line that are kept apart: the longest layout's, and what a goods' name may look like. */
const MOST_CELLS = 256;

const BACK_QUOTE: u8 = 0x60;
const COMMA: u8 = 0x2c;
const LINE_FEED: u8 = 0x0a;
const CARRIAGE_RETURN: u8 = 0x0d;

/** Bytes that are looked at in one go. */
const STRIDE = 16;

const starts = memory.data(MOST_CELLS * sizeof<usize>());
let cells: i32 = 0;
let lineEnd: usize = 0;

/**
 * Finds the cells of the line that begins at `from`. A cell begins after a back-quote at the line's beginning or after comma and back-quote; nothing is
 * escaped, so a comma or a back-quote alone belongs to a value. Up to 17 bytes from `to` on are looked at, and the first of them must be no back-quote.
 *
 * @returns where the next line begins: after the line feed, or at `to`
 */
export function split(from: usize, to: usize): usize {
  let count: i32 = 0;
  if (from < to && load<u8>(from) === BACK_QUOTE) count = begin(count, from + 1);
  for (let at = from; at < to; at += STRIDE) {
    const bytes = v128.load(at);
    const commas = v128.eq<u8>(bytes, i8x16.splat(COMMA));
    const quotes = v128.eq<u8>(v128.load(at + 1), i8x16.splat(BACK_QUOTE));
    const feeds = v128.eq<u8>(bytes, i8x16.splat(LINE_FEED));
    let marks = v128.bitmask<u8>(v128.or(v128.and(commas, quotes), feeds));
    for (; marks !== 0; marks &= marks - 1) {
      const mark = at + ctz(marks);
      if (mark >= to) break;
      if (load<u8>(mark) === LINE_FEED) return endLine(count, from, mark, mark + 1);
      count = begin(count, mark + 2);
    }
  }
  return endLine(count, from, to, to);
}

@inline
function begin(count: i32, at: usize): i32 {
  if (count < MOST_CELLS) store<usize>(starts + (<usize>count << alignof<usize>()), at);
  return count + 1;
}

@inline
function endLine(count: i32, from: usize, end: usize, next: usize): usize {
  cells = count;
  lineEnd = end > from && load<u8>(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
  return next;
}

/** How many cells the line has; -1: more than can be. */
@inline
export function cellCount(): i32 {
  return cells > MOST_CELLS ? -1 : cells;
}

/** Where a cell's first byte is. */
@inline
export function cellStart(place: i32): usize {
  return load<usize>(starts + (<usize>place << alignof<usize>()));
}

/** Where the byte after a cell's last one is. */
@inline
export function cellEnd(place: i32): usize {
  return place + 1 < cells ? cellStart(place + 1) - 2 : lineEnd;
}

/** Drops `surplus` cells after `place`: they are pieces of one text. */
export function joinCells(place: i32, surplus: i32): void {
  const kept = starts + (<usize>(place + 1) << alignof<usize>());
  memory.copy(kept, kept + (<usize>surplus << alignof<usize>()), <usize>(cells - place - 1 - surplus) << alignof<usize>());
  cells -= surplus;
}
