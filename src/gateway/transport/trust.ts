import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { ClientCertificate } from '../../config/config.ts';

/** With whom we speak: anybody under the known roots, and the same with the merchant's certificate shown. */
export type Trust = { readonly plain: SecureContext; readonly withCertificate: SecureContext };

/** An extra trust root in PEM, and the merchant's certificate, where an acquirer wants one. */
export type TrustParts = { readonly ca: string | null; readonly clientCert: ClientCertificate | null };

/**
 * Reads roots and certificate once; each connection would otherwise read them again.
 *
 * Throws, naming the field and never its content, when one of them cannot be read.
 */
export function createTrust({ ca, clientCert }: TrustParts): Trust {
  if (ca !== null) read('gateway.ca', () => new X509Certificate(ca)); // a context passes over what it cannot read
  if (clientCert) read('gateway.clientCert', () => createSecureContext(material(clientCert)));
  // An extra root is added: the platform's own roots change, and a pinned one would cut the till off.
  const common: SecureContextOptions = { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca: [...rootCertificates, ca] }) };
  const plain = read('gateway.ca', () => createSecureContext(common));
  if (!clientCert) return { plain, withCertificate: plain };
  const withCertificate = read('gateway.clientCert', () => createSecureContext({ ...common, ...material(clientCert) }));
  return { plain, withCertificate };
}

function material(certificate: ClientCertificate): SecureContextOptions {
  if (certificate.kind === 'pem') return { cert: certificate.cert, key: certificate.key };
  return { pfx: Buffer.from(certificate.pfx), passphrase: certificate.passphrase };
}

function read<Material>(field: string, reading: () => Material): Material {
  try {
    return reading();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const why = KNOWN_REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
    throw new Error(`${field} cannot be read: ${why}`, { cause });
  }
}

/** What OpenSSL says, and what it means for whoever sets the terminal up. */
const KNOWN_REASONS: readonly (readonly [RegExp, string])[] = [
  [/mac verify failure/i, 'the passphrase is wrong'],
  [/unsupported/i, 'its encryption is too old for this system; use the certificate and its key as PEM files'],
];
