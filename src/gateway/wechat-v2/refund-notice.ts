import { createDecipheriv, createSecretKey, hash } from 'node:crypto';
import { err, type Result } from '../../basics/result.ts';
import type { Fields } from './sign.ts';
import { parseXml } from './xml.ts';

/** Standard Base64 and nothing else: the decoder forgives. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Opens what only a holder of the API key can have sealed. @returns what it says, or the step that failed */
export type Unseal = (sealed: string) => Result<Fields, 'req_info'>;

/**
 * Makes what opens a refund report's `req_info`. Its blocks are sealed one by one and carry no signature, so whoever has seen several could
 * put them together anew: what it says is a reason to ask, and nothing else.
 *
 * Source: WeChat Pay v2, refund notification: Base64, AES-256-ECB with PKCS#7, the key is the API key's MD5 in lower-case hex, as text; root `<root>`.
 */
export function createUnseal(apiKey: string): Unseal {
  const key = createSecretKey(hash('md5', apiKey, 'hex'), 'utf8');
  return (sealed) => {
    if (!BASE64.test(sealed)) return err('req_info');
    const text = open(Buffer.from(sealed, 'base64'));
    const said = text && parseXml(text, 'root');
    return said?.ok ? said : err('req_info');
  };

  function open(bytes: Uint8Array): Uint8Array | null {
    const decipher = createDecipheriv('aes-256-ecb', key, null);
    try {
      return Buffer.concat([decipher.update(bytes), decipher.final()]);
    } catch {
      return null; // another key, or no whole blocks: the padding does not fit
    }
  }
}
