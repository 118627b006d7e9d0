import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../basics/clock.ts';
import type { TillClientConfig, TillScope } from '../config/config.ts';

/** Wrong tokens answered one by one before they are turned away unheard of: a till with an old token, not a guesser. */
const WRONG_BURST = 300;
/** One more is let through each … : guessing 128 bits at this pace takes for ever, and the log stays readable. */
const WRONG_REFILL_MS = 200;

/** Who calls the till API: the name under which it acts, and what it may do. */
export type TillClient = { readonly name: string; readonly scopes: ReadonlySet<TillScope> };

/** Why nobody is known by what was sent. */
export type TokenRefusal = 'missing' | 'wrong' | 'wrong_too_often';

/**
 * Knows the till's programs by their tokens. A right one always opens: a program that hammers at the door must not keep the shop from
 * taking money. Wrong ones beyond a burst are told to stay away.
 *
 * @param clients should two have the same token after all, the later one counts
 */
export function createTokenCheck(
  clients: readonly TillClientConfig[],
  clock: Clock,
): (authorization: string | undefined) => TillClient | TokenRefusal {
  const known = clients.map(({ name, token, scopes }) => ({ expected: digest(token), client: { name, scopes: new Set(scopes) } }));
  let left = WRONG_BURST;
  let countedAtMs = clock.monotonicMs();

  function wrong(): TokenRefusal {
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
    if (match?.[1] === undefined) return wrong();
    const given = digest(match[1]);
    const own = known.filter(({ expected }) => timingSafeEqual(given, expected)); // all of them: how long it takes tells nothing
    return own.at(-1)?.client ?? wrong();
  };
}

/** Of equal length whatever was sent, so that the comparison takes the same time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
