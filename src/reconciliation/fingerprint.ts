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
  into.high = kind === 'payment' ? 0x5bd1e995 : 0x27d4eb2f;
  into.low = amountFen | 0;
  mixText(into, orderNo);
  mixText(into, number);
  const high = Math.imul(into.high ^ (into.high >>> 16), 0x85ebca6b) ^ amountFen;
  const low = Math.imul(into.low ^ (into.low >>> 13) ^ Math.floor(amountFen / 2 ** 32), 0xc2b2ae35);
  into.high = Math.imul(high ^ (low >>> 15), 0x2c1b3c6d) | 0;
  into.low = Math.imul(low ^ (high >>> 12), 0x297a2d39) | 0;
}

/** Four characters at a time, in two ways that know nothing of each other. Numbers are ASCII; other text is mixed as well. */
function mixText(into: Fingerprint, text: string): void {
  let { high, low } = into;
  for (let at = 0; at < text.length; at += 4) {
    let word = text.charCodeAt(at);
    if (at + 1 < text.length) word ^= text.charCodeAt(at + 1) << 8;
    if (at + 2 < text.length) word ^= text.charCodeAt(at + 2) << 16;
    if (at + 3 < text.length) word ^= text.charCodeAt(at + 3) << 24;
    high = Math.imul(high ^ word, 0x9e3779b1);
    high ^= high >>> 15;
    low = Math.imul(low ^ word, 0x5f356495);
    low ^= low >>> 13;
  }
  into.high = Math.imul(high ^ text.length, 0x85ebca6b);
  into.low = Math.imul(low ^ text.length, 0xc2b2ae35);
}
