const FIRST_SLOTS: u32 = 1 << 11;
const PAGE_BYTES: usize = 64 * 1024;
/** Bytes of a slot, as a power of two: a fingerprint, a place, and whose it is. */
const SLOT: usize = 4;
const PLACE: usize = 8;
const MARK: usize = 12;

const NEVER_TAKEN: u32 = 0;
const TAKEN_ONCE: u32 = 1;
const FIRST_OWNER: u32 = 2;

/** A hash table behind all else, which may grow: 16 bytes a slot, whatever the names are. */
const base: usize = (__heap_base + 15) & ~15;
let mask: u32 = 0;
let touched: u32 = 0; // slots that are taken, or were
let size: u32 = 0;

@inline
function at(slot: u32): usize {
  return base + (<usize>(slot & mask) << SLOT);
}

@inline
function markOf(slot: u32): u32 {
  return load<u32>(at(slot), MARK);
}

/** Has room for so many: of the slots at most three in four are taken, or were. More makes long searches, less costs memory. */
export function makeRoom(more: u32): void {
  const slots = mask === 0 ? 0 : mask + 1;
  if (4 * (touched + more) <= 3 * slots) return;
  let wanted = FIRST_SLOTS;
  while (wanted < 2 * (size + more)) wanted *= 2;
  wanted = max(wanted, slots);
  const end = base + (<usize>wanted << SLOT);
  const has = <usize>memory.size() * PAGE_BYTES;
  if (end > has) memory.grow(<i32>((end - has + PAGE_BYTES - 1) / PAGE_BYTES));
  mask = wanted - 1;
  if (slots > 0) settle(slots);
}

/** Puts every line where it belongs now, and forgets what was taken out. From behind an empty slot on, none moves past one that has not moved yet. */
function settle(slots: u32): void {
  const old = slots - 1;
  let first: u32 = 0;
  while (markOf(first) !== NEVER_TAKEN) first++;
  touched = 0;
  for (let n: u32 = 1; n < slots; n++) {
    const from = at((first + n) & old);
    const mark = load<u32>(from, MARK);
    store<u32>(from, NEVER_TAKEN, MARK);
    if (mark >= FIRST_OWNER) insert(load<u64>(from), load<u32>(from, PLACE), mark);
  }
}

function insert(print: u64, place: u32, mark: u32): void {
  let slot = <u32>print;
  while (markOf(slot) !== NEVER_TAKEN) slot++;
  store<u64>(at(slot), print);
  store<u32>(at(slot), place, PLACE);
  store<u32>(at(slot), mark, MARK);
  touched++;
}

/** @param owner a whole number from 0 */
export function put(print: u64, place: u32, owner: i32): void {
  insert(print, place, <u32>owner + FIRST_OWNER);
  size++;
}

/** @returns the slot of a line of this fingerprint, or -1. @param from the fingerprint itself; or a slot that was found, and one more */
export function find(print: u64, from: u32): i64 {
  let slot = from & mask;
  for (let mark = markOf(slot); mark !== NEVER_TAKEN; mark = markOf(slot)) {
    if (mark !== TAKEN_ONCE && load<u64>(at(slot)) === print) return <i64>slot;
    slot = (slot + 1) & mask;
  }
  return -1;
}

@inline
export function placeIn(slot: u32): u32 {
  return load<u32>(at(slot), PLACE);
}

/** Takes a line out that was found. Nothing is looked for beyond a slot that was never taken: what was taken out right before one is forgotten. @returns its owner */
export function take(slot: u32): i32 {
  const owner = markOf(slot) - FIRST_OWNER;
  store<u32>(at(slot), TAKEN_ONCE, MARK);
  size--;
  if (markOf(slot + 1) !== NEVER_TAKEN) return owner;
  for (let last = slot; markOf(last) === TAKEN_ONCE; last--) {
    store<u32>(at(last), NEVER_TAKEN, MARK);
    touched--;
  }
  return owner;
}

/** Where a search for this begins. Asked of many with nothing between them, memory answers several at once. */
@inline
export function glance(print: u64): u32 {
  return markOf(<u32>print);
}

/** @returns the next slot from this one on in which a line waits, or -1 */
export function nextWaiting(from: u32): i32 {
  for (let slot = from; mask > 0 && slot <= mask; slot++) if (markOf(slot) >= FIRST_OWNER) return slot;
  return -1;
}
