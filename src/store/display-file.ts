import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { DisplayStore, KeptDisplay } from './displays.ts';
import { replaceFile } from './replace-file.ts';

/** Where paired displays are kept in the data folder. */
export const DISPLAY_FILE = 'displays.json';

/** Sixteen displays come to 6 KB. */
const MAX_FILE_BYTES = 100_000;
/** What is read is bounded, so that a spoilt file cannot fill the memory. */
const MOST_READ = 64;

const digest = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

const DisplayFile = v.strictObject({
  version: v.literal(1),
  displays: v.pipe(
    v.array(
      v.strictObject({
        id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
        name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
        role: v.picklist(['display', 'self_service']),
        pairedAtMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000)), // the last moment that a Date knows
        cookie: digest,
        pageKey: digest,
      }),
    ),
    v.maxLength(MOST_READ),
  ),
});

/** Keeps paired displays in one small file of the data folder, for its owner alone. It is read when somebody first asks. */
export function openDisplayFile(dir: string): DisplayStore {
  const path = join(dir, DISPLAY_FILE);
  return {
    read: () => readDisplayFile(path),
    write: (displays) => replaceFile(path, `${JSON.stringify({ version: 1, displays }, null, 1)}\n`),
  };
}

/** @returns null when the file is there and is not ours to understand */
function readDisplayFile(path: string): readonly KeptDisplay[] | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return [];
    if (stat.size > MAX_FILE_BYTES) return null;
    const parsed = v.safeParse(DisplayFile, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output.displays : null;
  } catch {
    return null; // damaged, or not to be read: told as such
  }
}
