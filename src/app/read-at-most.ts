import { closeSync, openSync, readSync } from 'node:fs';

/** Reads a whole file that should be small: of what has no end, such as a device, no more than that is held. Throws where it cannot. */
export function readAtMost(path: string, maxBytes: number): Uint8Array {
  const fd = openSync(path, 'r');
  try {
    const held = Buffer.allocUnsafe(maxBytes + 1);
    let length = 0;
    for (let more = -1; more !== 0 && length <= maxBytes; length += more) more = readSync(fd, held, length, held.length - length, null);
    if (length > maxBytes) throw new RangeError(`${path} has more than ${maxBytes} bytes`);
    return Uint8Array.from(held.subarray(0, length));
  } finally {
    closeSync(fd);
  }
}
