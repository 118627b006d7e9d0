import { closeSync, openSync, readSync } from 'node:fs';

/** As a connection gives them. */
const BLOCK_BYTES = 64 * 1024;

/** Reads a file block by block, always into the same bytes. */
export function* readBlocks(file: string): Generator<Uint8Array> {
  const handle = openSync(file, 'r');
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let length = readSync(handle, block); length > 0; length = readSync(handle, block)) yield block.subarray(0, length);
  closeSync(handle);
}
