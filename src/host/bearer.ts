import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../basics/clock.ts';

/** Wrong tokens answered one by one before they are turned away unheard of: a till with an old token, not a guesser. */
const WRONG_BURST = 300;
/** One more is let through each … : guessing 128 bits at this pace takes for ever, and the log stays readable. */
const WRONG_REFILL_MS = 200;

export type TokenCheck = 'right' | 'missing' | 'wrong' | 'wrong_too_often';

/**
 * Knows the till's token. A right one always opens: a program that hammers at the door must not keep the shop from
 * taking money. Wrong ones beyond a burst are told to stay away.
 */
export function createTokenCheck({ token, clock }: { token: string; clock: Clock }): (authorization: string | undefined) => TokenCheck {
  const expected = digest(token);
  let left = WRONG_BURST;
  let countedAtMs = clock.monotonicMs();

  function wrong(): TokenCheck {
    const nowMs = clock.monotonicMs();
    left = Math.min(WRONG_BURST, left + (nowMs - countedAtMs) / WRONG_REFILL_MS);
    countedAtMs = nowMs;
    if (left < 1) return 'wrong_too_often';
    left -= 1;
    return 'wrong';
  }

  return (authorization) => {
    if (authorization === undefined) return 'missing';
    const match = /^bearer +(\S+) *$/i.exec(authorization);
    return match?.[1] !== undefined && timingSafeEqual(digest(match[1]), expected) ? 'right' : wrong();
  };
}

/** Of equal length whatever was sent, so that the comparison takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
