import type { Fingerprint } from './fingerprint.ts';

/** Numbers of a slot: both halves of the fingerprint, the place, and who it counts for. */
const WIDTH = 4;
const FIRST_SLOTS = 1 << 10;
/** Of the slots, how many are taken, or were, before the table is made anew. More makes long searches, less costs memory. */
const FULL = 0.75;

const NEVER_TAKEN = 0;
const TAKEN_ONCE = 1;
const FIRST_OWNER = 2;

/** Our lines that the bill has not told yet: 16 bytes a slot, whatever their names are. */
export type WaitingTable = {
  readonly size: number;
  /** @param owner a whole number from 0, given back by `take` */
  put(fingerprint: Fingerprint, place: number, owner: number): void;
  /** Takes a line of this fingerprint out. @returns its owner, or -1 when there is none */
  take(fingerprint: Fingerprint): number;
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

  /** Makes the table at least twice as large as what waits, and forgets what was taken out. */
  function rebuild(): void {
    const old = slots;
    let count = FIRST_SLOTS;
    while (count < 2 * (size + 1)) count *= 2;
    slots = new Int32Array(count * WIDTH);
    mask = count - 1;
    touched = 0;
    for (let at = 0; at < old.length; at += WIDTH) {
      const mark = old[at + 3] as number;
      if (mark >= FIRST_OWNER) insert(old[at] as number, old[at + 1] as number, old[at + 2] as number, mark);
    }
  }

  return {
    get size() {
      return size;
    },
    put({ high, low }, place, owner) {
      if (touched >= (mask + 1) * FULL) rebuild();
      insert(high, low, place, owner + FIRST_OWNER);
      size++;
    },
    take({ high, low }) {
      if (size === 0) return -1;
      let slot = low & mask;
      for (;;) {
        const at = slot * WIDTH;
        const mark = slots[at + 3] as number;
        if (mark === NEVER_TAKEN) return -1;
        if (mark !== TAKEN_ONCE && slots[at] === high && slots[at + 1] === low) {
          slots[at + 3] = TAKEN_ONCE;
          size--;
          return mark - FIRST_OWNER;
        }
        slot = (slot + 1) & mask;
      }
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
