import type { Fingerprints } from './fingerprint.ts';

/** Numbers of a slot: both halves of the fingerprint, the place, and who it counts for. */
const WIDTH = 4;
const FIRST_SLOTS = 1 << 11;
/** Of the slots, how many are taken, or were, before the table is made anew. More makes long searches, less costs memory. */
const FULL = 0.75;

const NEVER_TAKEN = 0;
const TAKEN_ONCE = 1;
const FIRST_OWNER = 2;

/** Our lines that the bill has not told yet: 16 bytes a slot, whatever their names are. */
export type WaitingTable = {
  readonly size: number;
  /** @param owner a whole number from 0 */
  put(high: number, low: number, place: number, owner: number): void;
  /** Puts rows in, but for those without an owner. */
  putAll(prints: Fingerprints, places: Uint32Array, owners: Int32Array, from: number, to: number): void;
  /** Finds a line of this fingerprint. @param after the slot that was found and was another line's @returns its slot, good until the next `put`; -1 for none */
  find(high: number, low: number, after?: number): number;
  /** Finds these rows', into `slots`: with nothing between them, memory looks for several at once. */
  findAll(prints: Fingerprints, from: number, to: number, slots: Int32Array): void;
  placeIn(slot: number): number;
  /** Takes out what is in a slot. @returns its owner; -1 when it was taken out before */
  take(slot: number): number;
  places(): number[];
};

/** A hash table in one typed array: a JavaScript map of a million lines is ten times the size. */
export function createWaitingTable(): WaitingTable {
  let slots = new Int32Array(FIRST_SLOTS * WIDTH);
  let mask = FIRST_SLOTS - 1;
  let touched = 0; // slots that are taken, or were
  let size = 0;

  function insert(high: number, low: number, place: number, mark: number): void {
    let slot = low & mask;
    while (slots[slot * WIDTH + 3] !== NEVER_TAKEN) slot = (slot + 1) & mask;
    const at = slot * WIDTH;
    slots[at] = high;
    slots[at + 1] = low;
    slots[at + 2] = place;
    slots[at + 3] = mark;
    touched++;
  }

  /** @param from any whole number that leads to the first slot to be looked at */
  function search(high: number, low: number, from: number): number {
    for (let slot = from & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WIDTH;
      const mark = slots[at + 3] as number;
      if (mark === NEVER_TAKEN) return -1;
      if (slots[at] === high && slots[at + 1] === low && mark !== TAKEN_ONCE) return slot;
    }
  }

  /** Has room for so many: makes the table at least twice as large as what waits then, and forgets what was taken out. */
  function makeRoom(more: number): void {
    if (touched + more <= (mask + 1) * FULL) return;
    const old = slots;
    let count = FIRST_SLOTS;
    while (count < 2 * (size + more)) count *= 2;
    slots = new Int32Array(count * WIDTH);
    mask = count - 1;
    touched = 0;
    for (let at = 0; at < old.length; at += WIDTH) {
      const mark = old[at + 3] as number;
      if (mark >= FIRST_OWNER) insert(old[at] as number, old[at + 1] as number, old[at + 2] as number, mark);
    }
  }

  /** Nothing is looked for beyond a slot that was never taken: what was taken out right before one need not be known any more. */
  function forget(last: number): void {
    if (slots[((last + 1) & mask) * WIDTH + 3] !== NEVER_TAKEN) return;
    for (let slot = last; slots[slot * WIDTH + 3] === TAKEN_ONCE; slot = (slot - 1) & mask) {
      slots[slot * WIDTH + 3] = NEVER_TAKEN;
      touched--;
    }
  }

  return {
    get size() {
      return size;
    },
    put(high, low, place, owner) {
      makeRoom(1);
      insert(high, low, place, owner + FIRST_OWNER);
      size++;
    },
    putAll({ high, low }, places, owners, from, to) {
      makeRoom(to - from);
      for (let row = from; row < to; row++) {
        const owner = owners[row] as number;
        if (owner < 0) continue;
        insert(high[row] as number, low[row] as number, places[row] as number, owner + FIRST_OWNER);
        size++;
      }
    },
    find: (high, low, after = -1) => search(high, low, after < 0 ? low : after + 1),
    findAll({ high, low }, from, to, found) {
      for (let at = from; at < to; at++) found[at] = search(high[at] as number, low[at] as number, low[at] as number);
    },
    placeIn: (slot) => (slots[slot * WIDTH + 2] as number) >>> 0,
    take(slot) {
      const at = slot * WIDTH + 3;
      const mark = slots[at] as number;
      if (mark < FIRST_OWNER) return -1;
      slots[at] = TAKEN_ONCE;
      size--;
      forget(slot);
      return mark - FIRST_OWNER;
    },
    places() {
      const found: number[] = [];
      for (let at = 0; at < slots.length; at += WIDTH) {
        if ((slots[at + 3] as number) >= FIRST_OWNER) found.push((slots[at + 2] as number) >>> 0);
      }
      return found.sort((a, b) => a - b);
    },
  };
}
