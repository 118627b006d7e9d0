import { hash } from 'node:crypto';

/** Source: micropay and orderquery, `openid`: String(128). */
const MAX_OPENID = 128;
/** 64 bits: two customers of one merchant are not taken for each other, and nobody reads an openid back. */
const HASH_CHARACTERS = 16;

/**
 * Names a payer without naming him: the same customer of the same merchant has the same name, the openid itself is not kept.
 *
 * @param openid of an answer that is believed
 * @returns 16 hex characters; null when there was no openid, or none that could be one
 */
export function payerOf(mchId: string, openid: string | undefined): string | null {
  if (!openid || openid.length > MAX_OPENID) return null;
  return hash('sha256', `${mchId}:${openid}`, 'hex').slice(0, HASH_CHARACTERS);
}
