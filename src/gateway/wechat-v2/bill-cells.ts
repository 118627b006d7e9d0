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
  bytes: Buffer = Buffer.alloc(0);
  count = 0; // -1: more than can be
  readonly #starts = new Int32Array(MOST_CELLS);
  #lineEnd = 0;

  /** Takes the line that begins at `from`. @returns where the next one begins: after the line feed, or at `to` */
  split(bytes: Buffer, from: number, to: number): number {
    this.bytes = bytes;
    const starts = this.#starts;
    let count = 0;
    let at = from;
    if (at < to && bytes[at] === BACK_QUOTE) starts[count++] = at + 1;
    for (; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte > COMMA) continue; // almost all of them: a line's bytes are looked at once, and this is most of the work
      if (byte === LINE_FEED) break;
      if (byte === COMMA && at + 1 < to && bytes[at + 1] === BACK_QUOTE) {
        if (count < MOST_CELLS) starts[count] = at + 2;
        count += 1;
      }
    }
    this.#lineEnd = at > from && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
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
