import { err, ok, type Result } from '../basics/result.ts';
import { CERTIFICATE, PRIVATE_KEY, readPem } from './certificates.ts';
import type { ManagerConfig } from './config.ts';
import type { FieldPath } from './problem.ts';
import type { ConfigFile } from './schema/config-file.ts';

/** What of a file is not as it must be. */
export type Wrong = { readonly path: FieldPath; readonly what: string };

type Read = (path: string) => Uint8Array | null;

/** Reads the certificate of the manager's page and its key out of their files, and looks whether they are a pair. */
export async function readManager(manager: ConfigFile['manager'], read: Read): Promise<Result<ManagerConfig | null, Wrong>> {
  if (manager === null) return ok(null);
  const { listen, port } = manager;
  const tls = await readTls('manager', manager.tls, read);
  return tls.ok ? ok({ listen, port, tls: tls.value }) : tls;
}

/** The same for any door to the network. @param section of the file, for messages */
export async function readTls(
  section: 'manager' | 'display',
  tls: { readonly cert: string; readonly key: string } | null,
  read: Read,
): Promise<Result<ManagerConfig['tls'], Wrong>> {
  if (tls === null) return ok(null);
  const cert = readPem(tls.cert, { path: [section, 'tls', 'cert'], holds: CERTIFICATE }, read);
  const key = readPem(tls.key, { path: [section, 'tls', 'key'], holds: PRIVATE_KEY }, read);
  if (!cert.ok) return cert;
  if (!key.ok) return key;
  const { createSecureContext } = await import('node:tls');
  try {
    createSecureContext({ cert: cert.value, key: key.value });
  } catch {
    return err({ path: [section, 'tls'], what: 'cert and key are no pair of PEM files' });
  }
  return ok({ cert: cert.value, key: key.value });
}
