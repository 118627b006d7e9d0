import { createHash, createHmac } from 'node:crypto';

/** The elements of one message: names as on the wire, values as raw text. Digits stay text. */
export type Fields = ReadonlyMap<string, string>;

export const SIGN_TYPES = ['MD5', 'HMAC-SHA256'] as const;
export type SignType = (typeof SIGN_TYPES)[number];

/**
 * The signature of a message: every element but `sign` and the empty ones, sorted by name, the key at the end.
 *
 * @returns upper-case hex, 32 characters for MD5, 64 for HMAC-SHA256
 * Source: WeChat Pay v2, security rules: signature algorithm.
 */
export function sign(fields: Fields, key: string, type: SignType): string {
  const names = [...fields.keys()].filter((name) => name !== 'sign' && fields.get(name) !== '').sort();
  const text = `${names.map((name) => `${name}=${fields.get(name)}`).join('&')}&key=${key}`;
  const hash = type === 'MD5' ? createHash('md5') : createHmac('sha256', key);
  return hash.update(text, 'utf8').digest('hex').toUpperCase();
}
