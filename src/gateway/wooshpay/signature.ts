import { createHmac, timingSafeEqual } from 'node:crypto';

/** A report that was signed longer ago, or in the future, is somebody's recording. Source: WooshPay, webhook signatures; the window is ours. */
export const WINDOW_S = 300;
/** Keys are changed one after the other: two signatures, perhaps three. */
const MOST_SIGNATURES = 8;

/**
 * Checks the signature of a report over its bytes as they came.
 *
 * Source: WooshPay, webhook signatures: `t=<seconds>,v1=<hex>`, HMAC-SHA256 over `<t>.<body>`, key: the secret's own bytes.
 *
 * @returns what is wrong, or null
 */
export function checkSignature(header: string | undefined, body: Uint8Array, secret: string, nowMs: number): string | null {
  const parts = (header ?? '').split(',').map((part) => {
    const [name = '', ...value] = part.split('=');
    return [name.trim(), value.join('=').trim()] as const;
  });
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  const signatures = parts.filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/.test(value)).slice(0, MOST_SIGNATURES);
  if (!/^\d{1,12}$/.test(time) || signatures.length === 0) return 'signature';
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  const isSigned = signatures.map(([, value]) => timingSafeEqual(Buffer.from(value, 'hex'), expected)).includes(true);
  if (!isSigned) return 'signature';
  return Math.abs(nowMs / 1_000 - Number(time)) > WINDOW_S ? 'time' : null;
}
