// What waiting.ts sees of all this.
import { fingerprint } from './fingerprint';
import { isOther, keep } from './recent';
import { moved, owners, places, ROWS } from './rows';
import { find, glance, makeRoom, placeIn, put, take } from './table';

export { moved, movedFen, names, numberFrom, numberTo, orderFrom, orderTo, owners, places } from './rows';
export { nextWaiting, placeIn } from './table';

const NOBODY: i32 = -1;
const prints = memory.data(ROWS * sizeof<u64>(), 16);
/** Nobody reads it: it keeps the glances from being left out. */
export let seen: u32 = 0;

@inline
function printOf(row: i32): u64 {
  return load<u64>(prints + (<usize>row << 3));
}

function takePrints(base: usize, count: i32): void {
  for (let row = 0; row < count; row++) {
    store<u64>(prints + (<usize>row << 3), fingerprint(base, row));
  }
  for (let row = 0; row < count; row++) seen ^= glance(printOf(row));
}

/** Lets rows of ours wait, but for those without an owner. */
export function putAll(base: usize, count: i32): void {
  makeRoom(<u32>count);
  takePrints(base, count);
  for (let row = 0; row < count; row++) {
    const owner = load<i32>(owners + (<usize>row << 2));
    if (owner === NOBODY) continue;
    const place = load<u32>(places + (<usize>row << 2));
    put(printOf(row), place, owner);
    keep(place, base, row);
  }
}

/** Takes out what rows of theirs tell alike, and tells whose it was. */
export function takeAll(base: usize, count: i32): void {
  makeRoom(1);
  takePrints(base, count);
  for (let row = 0; row < count; row++) store<i32>(owners + (<usize>row << 2), load<u8>(moved + row) === 0 ? NOBODY : takeOne(base, row));
}

function takeOne(base: usize, row: i32): i32 {
  const print = printOf(row);
  for (let slot = find(print, <u32>print); slot >= 0; slot = find(print, <u32>slot + 1)) {
    if (!isOther(placeIn(<u32>slot), base, row)) return take(<u32>slot);
  }
  return NOBODY;
}
