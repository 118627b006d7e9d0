/** 64 bits in two halves, each a whole number from -2^31. */
export type Fingerprint = { high: number; low: number };

/**
 * Takes a fingerprint of what both sides must tell alike, into `into`, so that a million lines make no garbage.
 *
 * Two numbers that somebody else made meet with a chance of 2^-64: a bill with ten thousand lines that nothing explains, beside a
 * ledger of a million, hides one of them once in a billion bills.
 *
 * @param amountFen whole fen, at most 2^53
 */
export function takeFingerprint(into: Fingerprint, kind: 'payment' | 'refund', orderNo: string, number: string, amountFen: number): void {
  let high = kind === 'payment' ? 0x5bd1e995 : 0x27d4eb2f;
  let low = amountFen | 0;
  for (let at = 0; at < orderNo.length; at++) {
    const char = orderNo.charCodeAt(at);
    high = Math.imul(high ^ char, 0x9e3779b1);
    low = Math.imul(low ^ char, 0x5f356495);
  }
  high ^= high >>> 15;
  low ^= low >>> 13;
  for (let at = 0; at < number.length; at++) {
    const char = number.charCodeAt(at);
    high = Math.imul(high ^ char, 0x85ebca6b);
    low = Math.imul(low ^ char, 0xc2b2ae35);
  }
  high = Math.imul(high ^ (high >>> 16) ^ orderNo.length, 0x85ebca6b) ^ amountFen;
  low = Math.imul(low ^ (low >>> 13) ^ Math.floor(amountFen / 2 ** 32), 0xc2b2ae35);
  into.high = Math.imul(high ^ (low >>> 15), 0x2c1b3c6d) | 0;
  into.low = Math.imul(low ^ (high >>> 12), 0x297a2d39) | 0;
}
