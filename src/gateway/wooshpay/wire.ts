import type { Call, Dialect, HeaderLines } from '../transport/transport.ts';

/** A hundred intents of a list are a quarter of it. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

const LIVE_HOST = 'api.wooshpay.com';

/** How WooshPay is spoken to. Source: WooshPay, API introduction: authentication, errors. */
export function wooshPayDialect(secretKey: string): Dialect {
  // The key is the user's name, and the password is empty.
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  const headers: HeaderLines = [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'], // of a GET, too
    ['Authorization', authorization],
  ];
  return {
    headers: { GET: headers, POST: headers },
    answers: (status) => (status >= 200 && status < 300) || (status >= 400 && status < 500),
    maxAnswerBytes: MAX_ANSWER_BYTES,
    probePath: '/v1/balance',
    sparePath: null, // each submission has a key of its own in its head
  };
}

/**
 * Looks at the key before anything is sent with it: the secret kind, and of the world that the hosts are of.
 *
 * Throws, naming the field and never the key. Source: WooshPay, API introduction: hosts, keys.
 *
 * @returns whether it moves real money
 */
export function readKey(secretKey: string, endpoints: readonly string[]): boolean {
  const isLive = /^sk_live_[\x21-\x7e]+$/.test(secretKey);
  if (!isLive && !/^sk_test_[\x21-\x7e]+$/.test(secretKey)) throw new Error('gateway.secretKey: sk_test_… or sk_live_… is required');
  for (const endpoint of endpoints) {
    const isLiveHost = URL.canParse(endpoint) && new URL(endpoint).hostname === LIVE_HOST;
    if (isLiveHost && !isLive) throw new Error('gateway.secretKey: a test key does not open the live host');
    if (!isLiveHost && isLive) throw new Error(`gateway.secretKey: a live key is shown to ${LIVE_HOST} alone`);
  }
  return isLive;
}

/** Where, and how long over all of it. */
type Where = { readonly path: string; readonly timeoutMs: number };

/** A question: asking again changes nothing. */
export function question({ path, timeoutMs }: Where): Call {
  return { method: 'GET', path, headers: [], needsCertificate: false, safeToRepeat: true, timeoutMs };
}

/** An order to do something, once for one key as far as WooshPay promises; nobody relies on that, so it is sent to one host once. Source: WooshPay, API introduction: Idempotency-Key. */
export function deed({ path, timeoutMs }: Where, key: string): Call {
  return { method: 'POST', path, headers: [['Idempotency-Key', key]], needsCertificate: false, safeToRepeat: false, timeoutMs };
}
