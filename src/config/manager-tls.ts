import { err, ok, type Result } from '../basics/result.ts';
import { CERTIFICATE, PRIVATE_KEY, readPem } from './certificates.ts';
import type { ManagerConfig } from './config.ts';
import type { FieldPath } from './problem.ts';
import type { ConfigFile } from './schema/config-file.ts';

type Wrong = { readonly path: FieldPath; readonly what: string };

/** Reads the certificate of the manager's page and its key out of their files, and looks whether they are a pair. */
export async function readManager(
  manager: ConfigFile['manager'],
  read: (path: string) => Uint8Array | null,
): Promise<Result<ManagerConfig | null, Wrong>> {
  if (manager === null) return ok(null);
  const { listen, port, tls } = manager;
  if (tls === null) return ok({ listen, port, tls: null });
  const cert = readPem(tls.cert, { path: ['manager', 'tls', 'cert'], holds: CERTIFICATE }, read);
  const key = readPem(tls.key, { path: ['manager', 'tls', 'key'], holds: PRIVATE_KEY }, read);
  if (!cert.ok) return cert;
  if (!key.ok) return key;
  const { createSecureContext } = await import('node:tls');
  try {
    createSecureContext({ cert: cert.value, key: key.value });
  } catch {
    return err({ path: ['manager', 'tls'], what: 'cert and key are no pair of PEM files' });
  }
  return ok({ listen, port, tls: { cert: cert.value, key: key.value } });
}
