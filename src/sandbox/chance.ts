import type { Random } from '../basics/clock.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits that cannot be guessed: nonces, keys, open ids. */
export function randomText(random: Random, length: number, alphabet = ALPHABET): string {
  let text = '';
  for (const byte of random.bytes(length)) text += alphabet[byte % alphabet.length];
  return text;
}

/** Digits that cannot be guessed. Bytes above 249 would favour the low digits and are drawn again. */
export function randomDigits(random: Random, length: number): string {
  let digits = '';
  while (digits.length < length) {
    for (const byte of random.bytes(length - digits.length)) if (byte < 250) digits += String(byte % 10);
  }
  return digits;
}
