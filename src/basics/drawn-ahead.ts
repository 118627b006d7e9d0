import type { Random } from './clock.ts';

/** Bytes drawn at once: chance for some ninety charges. */
const PIECE_BYTES = 4_096;

/**
 * Chance that is drawn in pieces, before it is needed: a draw of its own for each name costs more than the name.
 * Not for secrets, because a piece stays in memory until it is used up.
 */
export function drawnAhead(random: Random): Random {
  let piece: Uint8Array = new Uint8Array();
  let used = 0;
  return {
    bytes(count) {
      if (used + count > piece.length) {
        piece = random.bytes(Math.max(PIECE_BYTES, count));
        used = 0;
      }
      used += count;
      return piece.subarray(used - count, used);
    },
  };
}
