/** So many shorter inputs are tried; after that it is short enough to read. */
const MOST_TRIALS = 400;
/** Less than the watchdog waits. */
const MOST_MS = 4_000;

/** Takes pieces out of an input for as long as it still does what it did. */
export async function shrink(input: Uint8Array, stillDoes: (shorter: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let least = input;
  let trials = 0;
  const endMs = performance.now() + MOST_MS;
  const mayGoOn = () => trials < MOST_TRIALS && performance.now() < endMs;
  for (let piece = Math.ceil(least.length / 2); piece > 0 && mayGoOn(); piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let from = 0; from < least.length && mayGoOn(); ) {
      const shorter = new Uint8Array(Buffer.concat([least.subarray(0, from), least.subarray(from + piece)]));
      trials += 1;
      if (await stillDoes(shorter)) least = shorter;
      else from += piece;
    }
  }
  return least;
}
