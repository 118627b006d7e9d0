import { createSecureContext, rootCertificates, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { ClientCertificate, WechatV2Config } from '../../config/config.ts';

/** With whom we speak: anybody under the known roots, and the same with the merchant's certificate shown. */
export type Trust = { readonly plain: SecureContext; readonly withCertificate: SecureContext };

/**
 * Reads roots and certificate once; each connection would otherwise read them again.
 *
 * Throws, naming the field and never its content, when one of them cannot be read.
 */
export function createTrust({ ca, clientCert }: Pick<WechatV2Config, 'ca' | 'clientCert'>): Trust {
  if (clientCert) context('gateway.clientCert', material(clientCert));
  // An extra root is added: the platform's own roots change, and a pinned one would cut the till off.
  const common: SecureContextOptions = { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca: [...rootCertificates, ca] }) };
  const plain = context('gateway.ca', common);
  return { plain, withCertificate: clientCert ? context('gateway.clientCert', { ...common, ...material(clientCert) }) : plain };
}

function material(certificate: ClientCertificate): SecureContextOptions {
  if (certificate.kind === 'pem') return { cert: certificate.cert, key: certificate.key };
  return { pfx: Buffer.from(certificate.pfx), passphrase: certificate.passphrase };
}

function context(field: string, options: SecureContextOptions): SecureContext {
  try {
    return createSecureContext(options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const why = /mac verify failure/i.test(reason) ? 'the passphrase is wrong' : reason;
    throw new Error(`${field} cannot be read: ${why}`, { cause });
  }
}
