import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from '../basics/clock.ts';

/** What is kept of a PIN. Salt and hash in base64url. */
export type PinHash = {
  readonly scrypt: { readonly N: number; readonly r: number; readonly p: number };
  readonly salt: string;
  readonly hash: string;
};

/** 32 MB and some 60 ms on a till's processor: unnoticed once, dear ten thousand times. Source: RFC 7914, section 2. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Node refuses more than this; scrypt takes 128 × N × r bytes. */
const MOST_MEMORY = 160 * 1024 * 1024;
/** One is hashed at a time, for its memory; more than so many behind it are somebody who guesses. */
const MOST_WAITING = 4;

export type PinHasher = {
  /** @returns null when too many wait */
  hash(pin: string): Promise<PinHash | null>;
  /** @returns null when too many wait */
  matches(pin: string, known: PinHash): Promise<boolean | null>;
  /** Nobody's: compared with where there is none, so that the time taken does not tell. */
  readonly decoy: PinHash;
};

/** Hashes PINs one after the other, off the thread that charges. */
export function createPinHasher(random: Random): PinHasher {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  function derive(pin: string, salt: Buffer, { N, r, p }: PinHash['scrypt']): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      scrypt(pin, salt, HASH_BYTES, { N, r, p, maxmem: MOST_MEMORY }, (error, key) => (error ? reject(error) : resolve(key)));
    });
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T | null> {
    if (waiting > MOST_WAITING) return null;
    waiting += 1;
    const turn = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = turn.catch(() => undefined); // whoever asked hears of it; the next is not held up
    return turn;
  }

  return {
    decoy: { scrypt: COST, salt: encoded(random.bytes(SALT_BYTES)), hash: encoded(random.bytes(HASH_BYTES)) },
    hash: (pin) =>
      inTurn(async () => {
        const salt = Buffer.from(random.bytes(SALT_BYTES));
        const hash = await derive(pin, salt, COST);
        return { scrypt: COST, salt: encoded(salt), hash: encoded(hash) };
      }),
    matches: (pin, known) =>
      inTurn(async () => {
        const expected = Buffer.from(known.hash, 'base64url');
        const derived = await derive(pin, Buffer.from(known.salt, 'base64url'), known.scrypt);
        return expected.length === derived.length && timingSafeEqual(expected, derived);
      }),
  };
}

function encoded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
