import { nameAt, numberFrom, numberTo, orderFrom, orderTo } from './rows';

/** Lines of some minutes of a very busy day. A power of two. */
const RECENT: i32 = 1 << 11;
/** Both names of a line; who has longer ones is known by his fingerprint alone. */
const MOST_BYTES: usize = 128;
/** Before them: the place and one more, and how long each name is. */
const HEAD_BYTES: usize = 16;
const STEP: usize = HEAD_BYTES + MOST_BYTES;

const kept = memory.data(RECENT * <i32>STEP, 16);

@inline
function keptAt(place: u32): usize {
  return kept + <usize>(place & (RECENT - 1)) * STEP;
}

/** Keeps the names of one of our last lines, by its place: what is in step is not told alike by its fingerprint alone. */
export function keep(place: u32, base: usize, row: i32): void {
  const into = keptAt(place);
  const order = nameAt(base, orderFrom, row);
  const number = nameAt(base, numberFrom, row);
  const orderBytes = nameAt(base, orderTo, row) - order;
  const numberBytes = nameAt(base, numberTo, row) - number;
  const isShort = orderBytes + numberBytes <= MOST_BYTES;
  store<u32>(into, isShort ? place + 1 : 0);
  if (!isShort) return;
  store<u32>(into, <u32>orderBytes, 4);
  store<u32>(into, <u32>numberBytes, 8);
  memory.copy(into + HEAD_BYTES, order, orderBytes);
  memory.copy(into + HEAD_BYTES + orderBytes, number, numberBytes);
}

/** Whether the line of this place has other names; false too for what is not recent any more. */
export function isOther(place: u32, base: usize, row: i32): bool {
  const ours = keptAt(place);
  if (load<u32>(ours) !== place + 1) return false;
  const order = nameAt(base, orderFrom, row);
  const number = nameAt(base, numberFrom, row);
  const orderBytes = nameAt(base, orderTo, row) - order;
  const numberBytes = nameAt(base, numberTo, row) - number;
  if (<usize>load<u32>(ours, 4) !== orderBytes || <usize>load<u32>(ours, 8) !== numberBytes) return true;
  return !isSame(ours + HEAD_BYTES, order, orderBytes) || !isSame(ours + HEAD_BYTES + orderBytes, number, numberBytes);
}

function isSame(one: usize, other: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(one + at) !== load<u64>(other + at)) return false;
  for (; at < length; at++) if (load<u8>(one + at) !== load<u8>(other + at)) return false;
  return true;
}
