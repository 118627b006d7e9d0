import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Random } from '../basics/clock.ts';
import type { PersonId } from '../people/person.ts';
import type { PinKeeper, PinKept, PinVerdict } from '../people/pins.ts';
import { createPinHasher, type PinHash } from './pin-hash.ts';
import { replaceFile } from './replace-file.ts';

/** Where PINs are kept in the data folder. */
export const PIN_FILE = 'pins.json';

/** A hundred people and their strikes come to 30 KB. */
const MAX_FILE_BYTES = 1_000_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000));
/** What is read is bounded, so that a spoilt file cannot ask for a minute of work or the machine's memory. */
const power = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 17));
const bytes = v.pipe(v.string(), v.regex(/^[\w-]{16,128}$/));

const PinFile = v.strictObject({
  version: v.literal(1),
  pins: v.record(
    v.string(),
    v.strictObject({
      scrypt: v.strictObject({ N: power, r: v.pipe(power, v.maxValue(8)), p: v.pipe(power, v.maxValue(4)) }),
      salt: bytes,
      hash: bytes,
      isTemporary: v.boolean(), // good for choosing another only
    }),
  ),
  strikes: v.record(v.string(), count),
});
type PinFile = v.InferOutput<typeof PinFile>;

const NOTHING: PinFile = { version: 1, pins: {}, strikes: {} };

export type PinFileKeeper = PinKeeper & {
  /** Makes a PIN that is good for choosing another only. */
  keepTemporary(id: PersonId, pin: string): Promise<PinKept>;
};

/** Keeps PINs in one small file of the data folder, for its owner alone, hashed with scrypt. */
export function openPinFile(dir: string, random: Random): PinFileKeeper {
  const path = join(dir, PIN_FILE);
  const hasher = createPinHasher(random);
  let kept: PinFile | null = readPinFile(path);

  /** @returns false when the disk did not take it: then nothing has changed */
  function write(next: PinFile): boolean {
    if (!replaceFile(path, `${JSON.stringify(next, null, 1)}\n`)) return false;
    kept = next;
    return true;
  }

  async function keep(id: PersonId, pin: string, isTemporary: boolean): Promise<PinKept> {
    if (!kept) return 'unreadable';
    const hashed = await hasher.hash(pin);
    if (!hashed) return 'busy';
    return write({ ...kept, pins: { ...kept.pins, [id]: { ...hashed, isTemporary } } }) ? 'kept' : 'failed';
  }

  return {
    isReadable: () => kept !== null,
    has: (id) => kept !== null && Object.hasOwn(kept.pins, id),
    async check(id, pin): Promise<PinVerdict> {
      if (!kept) return 'unreadable';
      const known: (PinHash & { readonly isTemporary: boolean }) | undefined =
        id !== null && Object.hasOwn(kept.pins, id) ? kept.pins[id] : undefined;
      const isRight = await hasher.matches(pin, known ?? hasher.decoy);
      if (isRight === null) return 'busy';
      if (!known) return 'none';
      if (!isRight) return 'wrong';
      return known.isTemporary ? 'new_pin_needed' : 'right';
    },
    keep: (id, pin) => keep(id, pin, false),
    keepTemporary: (id, pin) => keep(id, pin, true),
    strikes: () => kept?.strikes ?? {},
    keepStrikes: (strikes) => kept !== null && write({ ...kept, strikes }),
  };
}

/** @returns null when the file is there and is not ours to understand */
function readPinFile(path: string): PinFile | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return NOTHING;
    if (stat.size > MAX_FILE_BYTES) return null;
    const parsed = v.safeParse(PinFile, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // damaged, or not to be read: told as such at the first look
  }
}
