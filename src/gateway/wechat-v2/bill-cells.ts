const BACK_QUOTE = 0x60;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Cells of one line that are kept apart: the longest layout's, and what a goods' name may look like. */
const MOST_CELLS = 256;

/**
 * The cells of one line of a bill, found in its bytes without a copy. A cell begins after a back-quote at the line's beginning
 * or after comma and back-quote; nothing is escaped, so a comma or a back-quote alone belongs to a value.
 */
export class Cells {
  count = 0; // -1: more than can be
  readonly #starts = new Int32Array(MOST_CELLS);
  #lineEnd = 0;

  /** Takes the line that begins at `from`. @returns where the next one begins: after the line feed, or at `to` */
  split(bytes: DataView, from: number, to: number): number {
    const starts = this.#starts;
    let count = 0;
    let at = from;
    if (at < to && bytes.getUint8(at) === BACK_QUOTE) starts[count++] = at + 1;
    for (; at < to; at++) {
      at = skipText(bytes, at, to);
      if (at === to) break;
      const byte = bytes.getUint8(at);
      if (byte === LINE_FEED) break;
      if (byte === COMMA && at + 1 < to && bytes.getUint8(at + 1) === BACK_QUOTE) {
        if (count < MOST_CELLS) starts[count] = at + 2;
        count += 1;
      }
    }
    this.#lineEnd = at > from && bytes.getUint8(at - 1) === CARRIAGE_RETURN ? at - 1 : at;
    this.count = count > MOST_CELLS ? -1 : count;
    return at < to ? at + 1 : to;
  }

  /** Where a cell's first byte is. */
  start(place: number): number {
    return this.#starts[place] as number;
  }

  /** Where the byte after a cell's last one is. */
  end(place: number): number {
    return place + 1 < this.count ? (this.#starts[place + 1] as number) - 2 : this.#lineEnd;
  }

  /** Drops `surplus` cells after `place`: they are pieces of one text. */
  join(place: number, surplus: number): void {
    this.#starts.copyWithin(place + 1, place + 1 + surplus, this.count);
    this.count -= surplus;
  }
}

/** A comma and a line feed are among the few bytes up to 0x2c: four bytes at a time are asked whether one of them is. */
const PAST_COMMA = 0x2d2d2d2d;
const TOP_BITS = 0x80808080 | 0;

/** @returns where the next byte is that may be a comma or a line feed, or `to` */
function skipText(bytes: DataView, from: number, to: number): number {
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = bytes.getInt32(at, true);
    const low = (word - PAST_COMMA) & ~word & TOP_BITS; // the lowest bit that is set stands at the first such byte
    if (low !== 0) return at + ((31 - Math.clz32(low & -low)) >> 3);
  }
  while (at < to && bytes.getUint8(at) > COMMA) at++;
  return at;
}
