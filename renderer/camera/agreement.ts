import type { Found } from './decoder.ts';

/** The second picture comes within so long. A hand that shows a code shows it longer; a till looks eight times in it at the least. */
const WITHIN_MS = 1_000;

/**
 * Whether what was seen in a picture counts. A QR vouches for itself by its error correction. A bar code has one check symbol against a hundred misreadings,
 * so it counts when another picture, with other noise and another hold of the hand, says the same: at thirty pictures a second that costs 35 ms.
 */
export type Agreement = { counts(found: Found): boolean };

export function createAgreement(clock: { monotonicMs(): number }): Agreement {
  let last = { text: '', atMs: 0 };
  return {
    counts({ text, symbology }) {
      if (symbology === 'qr') return true;
      const nowMs = clock.monotonicMs();
      const isSaidAgain = text === last.text && nowMs - last.atMs < WITHIN_MS;
      last = { text, atMs: nowMs };
      return isSaidAgain;
    },
  };
}
