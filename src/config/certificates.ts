import { err, ok, type Result } from '../basics/result.ts';
import type { ClientCertificate } from './config.ts';
import type { FieldPath } from './problem.ts';
import type { ConfigFile } from './schema/config-file.ts';

type Wechat = Extract<ConfigFile['gateway'], { kind: 'wechat-v2' }>;
type Wrong = { readonly path: FieldPath; readonly what: string };
type Read = (path: string) => Uint8Array | null;

/** Reads an extra trust root and looks whether TLS takes it. @returns null when none is named */
export async function readTrustRoot(ca: string | null, read: Read): Promise<Result<string | null, Wrong>> {
  if (ca === null) return ok(null);
  const root = readPem(ca, { path: ['gateway', 'ca'], holds: CERTIFICATE }, read);
  if (!root.ok) return root;
  const { createSecureContext } = await import('node:tls');
  try {
    createSecureContext({ ca: root.value });
  } catch {
    return err({ path: ['gateway', 'ca'], what: 'the certificate in the file is broken' });
  }
  return root;
}

/** The certificates of a gateway, out of their files. */
export type Certificates = { readonly clientCert: ClientCertificate | null; readonly ca: string | null };

/** Reads the files that the gateway part names and looks whether TLS takes them, so that a wrong one is found at start, not at the first reversal. */
export async function readCertificates(gateway: Wechat, read: Read): Promise<Result<Certificates, Wrong>> {
  const clientCert = readClientCertificate(gateway, read);
  if (!clientCert.ok) return clientCert;
  const ca = await readTrustRoot(gateway.ca, read);
  if (!ca.ok) return ca;
  if (clientCert.value === null) return ok({ clientCert: null, ca: ca.value });
  const { createSecureContext } = await import('node:tls');
  try {
    if (clientCert.value?.kind === 'pfx')
      createSecureContext({ pfx: Buffer.from(clientCert.value.pfx), passphrase: clientCert.value.passphrase });
    if (clientCert.value?.kind === 'pem') createSecureContext({ cert: clientCert.value.cert, key: clientCert.value.key });
  } catch (cause) {
    const what = clientCert.value?.kind === 'pfx' ? whyPfxIsRefused(cause) : 'cert and key are no pair of PEM files';
    return err({ path: ['gateway', 'clientCert'], what });
  }
  return ok({ clientCert: clientCert.value, ca: ca.value });
}

/** Older tools, the acquirer's among them, lock the file with RC2, which TLS no longer opens: no other passphrase helps. */
function whyPfxIsRefused(cause: unknown): string {
  const isOutdated = cause instanceof Error && 'code' in cause && cause.code === 'ERR_CRYPTO_UNSUPPORTED_OPERATION';
  if (!isOutdated) return 'the passphrase does not open the pfx file';
  return 'the pfx file is locked in an outdated way (RC2) that TLS no longer opens; write cert and key with the two PEM files that came with it';
}

function readClientCertificate({ clientCert, mchId }: Wechat, read: Read): Result<ClientCertificate | null, Wrong> {
  if (clientCert === null) return ok(null);
  if ('pfx' in clientCert) {
    const pfx = read(clientCert.pfx);
    if (pfx === null) return err({ path: ['gateway', 'clientCert', 'pfx'], what: UNREADABLE });
    // The acquirer hands the file out with the merchant number as its passphrase.
    return ok({ kind: 'pfx', pfx, passphrase: clientCert.passphrase ?? mchId });
  }
  const cert = readPem(clientCert.cert, { path: ['gateway', 'clientCert', 'cert'], holds: CERTIFICATE }, read);
  const key = readPem(clientCert.key, { path: ['gateway', 'clientCert', 'key'], holds: PRIVATE_KEY }, read);
  if (!cert.ok) return cert;
  return key.ok ? ok({ kind: 'pem', cert: cert.value, key: key.value }) : key;
}

const UNREADABLE = 'the file cannot be read, or is larger than 1 MB; paths begin at the configuration file';

export const CERTIFICATE = { name: 'certificate', mark: /^-----BEGIN (?:TRUSTED )?CERTIFICATE-----/m };
export const PRIVATE_KEY = { name: 'private key', mark: /^-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/m };

type Expected = { readonly path: FieldPath; readonly holds: { readonly name: string; readonly mark: RegExp } };

/** Reads a PEM file that must hold a certificate or a key. */
export function readPem(file: string, { path, holds }: Expected, read: Read): Result<string, Wrong> {
  const bytes = read(file);
  if (bytes === null) return err({ path, what: UNREADABLE });
  const text = new TextDecoder().decode(bytes);
  return holds.mark.test(text) ? ok(text) : err({ path, what: `the file holds no ${holds.name} in PEM form (-----BEGIN …)` });
}
