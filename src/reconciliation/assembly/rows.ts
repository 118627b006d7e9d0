/** Lines that are told in one go: as MOST_ROWS in waiting.ts has it. */
export const ROWS: i32 = 512;
/** Of the bytes that hold their names: as NAME_BYTES in waiting.ts has it. What is looked at beyond them is masked. */
const NAME_BYTES: i32 = 256 * 1024;
const BEYOND_BYTES: i32 = 16;

/** Some lines of either side, laid here by who calls. Of the owners those of ours are told; of theirs they are the answer. */
export const moved = memory.data(ROWS, 16);
export const movedFen = memory.data(ROWS * sizeof<f64>(), 16);
export const orderFrom = memory.data(ROWS * sizeof<i32>(), 16);
export const orderTo = memory.data(ROWS * sizeof<i32>(), 16);
export const numberFrom = memory.data(ROWS * sizeof<i32>(), 16);
export const numberTo = memory.data(ROWS * sizeof<i32>(), 16);
export const places = memory.data(ROWS * sizeof<u32>(), 16);
export const owners = memory.data(ROWS * sizeof<i32>(), 16);
export const names = memory.data(NAME_BYTES + BEYOND_BYTES, 16);

/** @param base where the bytes stand that the columns count from */
@inline
export function nameAt(base: usize, column: usize, row: i32): usize {
  return base + load<u32>(column + (<usize>row << 2));
}
