import type { PinKeeper } from './pins.ts';

/** What a file would hold. */
export type PinImage = { readonly pins: ReadonlyMap<string, string>; readonly strikes: Readonly<Record<string, number>> };

export type MemoryPins = PinKeeper & {
  /** What is kept now: what a restart finds. */
  image(): PinImage;
  /** From now on nobody's can be read, as of a damaged file. */
  spoil(): void;
  /** Makes the next `count` checks say that too many are being checked. */
  beBusy(count: number): void;
};

/** PINs without a disk, for tests. @param image what an earlier one left */
export function memoryPins(image: PinImage = { pins: new Map(), strikes: {} }): MemoryPins {
  const pins = new Map(image.pins);
  let { strikes } = image;
  let isReadable = true;
  let busyFor = 0;
  return {
    isReadable: () => isReadable,
    has: (id) => isReadable && pins.has(id),
    async check(id, pin) {
      if (!isReadable) return 'unreadable';
      if (busyFor > 0) {
        busyFor -= 1;
        return 'busy';
      }
      const known = id === null ? undefined : pins.get(id);
      if (known === undefined) return 'none';
      return known === pin ? 'right' : 'wrong';
    },
    async keep(id, pin) {
      if (!isReadable) return 'unreadable';
      pins.set(id, pin);
      return 'kept';
    },
    strikes: () => strikes,
    keepStrikes(next) {
      strikes = next;
      return true;
    },
    image: () => ({ pins: new Map(pins), strikes }),
    spoil() {
      isReadable = false;
    },
    beBusy(count) {
      busyFor = count;
    },
  };
}
