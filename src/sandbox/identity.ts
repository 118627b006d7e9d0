import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Random } from '../basics/clock.ts';
import { randomDigits, randomText } from './chance.ts';

const Port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));

/** What makes this data folder's acquirer one and the same over restarts. Holds secrets, though of play money only. */
const Identity = v.object({
  appId: v.pipe(v.string(), v.regex(/^wx[0-9a-f]{16}$/)),
  mchId: v.pipe(v.string(), v.regex(/^1\d{9}$/)),
  apiKey: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{32}$/)),
  codeKey: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{32}$/)), // hashes payment codes; never leaves the process
  acquirerPort: Port, // 0 until there was one
  pagesPort: Port,
});
export type Identity = v.InferOutput<typeof Identity>;

const FILE = 'sandbox.json';

/** Reads the identity of a data folder, or makes one. A file that cannot be read as one is replaced: nothing of worth depends on it. */
export function loadIdentity(dataDir: string, random: Random): Identity {
  const file = path.join(dataDir, FILE);
  const known = existsSync(file) ? v.safeParse(Identity, parseJson(readFileSync(file, 'utf8'))) : null;
  if (known?.success) {
    chmodSync(file, 0o600);
    return known.output;
  }
  const identity: Identity = {
    appId: `wx${randomText(random, 16, '0123456789abcdef')}`,
    mchId: `1${randomDigits(random, 9)}`,
    apiKey: randomText(random, 32),
    codeKey: randomText(random, 32),
    acquirerPort: 0,
    pagesPort: 0,
  };
  saveIdentity(dataDir, identity);
  return identity;
}

/** Writes the identity whole or not at all, readable by its owner only. */
export function saveIdentity(dataDir: string, identity: Identity): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
