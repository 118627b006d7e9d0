import { X509Certificate } from 'node:crypto';

/** The names that a certificate vouches for: a page under another one does not get as far as a request. @param cert PEM */
export function namesOf(cert: string): readonly string[] {
  const names = new X509Certificate(cert).subjectAltName ?? '';
  return [...names.matchAll(/DNS:([a-z0-9.-]+)/gi)].map(([, name = '']) => name.toLowerCase());
}
