import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Pair = { readonly cert: string; readonly key: string };

/** Certificates that open nothing real, made at test time by openssl and gone from disk when this returns. */
export type Certificates = {
  readonly ca: string;
  readonly server: Pair; // for localhost and 127.0.0.1
  readonly wrongName: Pair; // for another host
  readonly expired: Pair;
  readonly merchant: Pair;
  readonly merchantP12: Uint8Array; // its password is the merchant number, as the platform hands them out
  readonly stranger: Pair; // a client certificate of another authority
  readonly otherCa: string;
};

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** @param mchId the merchant number, password of the p12 */
export function makeCertificates(mchId: string): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const text = (name: string) => readFileSync(at(name), 'utf8');
  const authority = (name: string) => {
    openssl('req', '-x509', ...KEY, '-keyout', at(`${name}.key`), '-out', at(`${name}.crt`), '-days', '30', '-subj', `/CN=${name}`);
    return text(`${name}.crt`);
  };
  const leaf = (name: string, ca: string, extensions: string, days = '30'): Pair => {
    writeFileSync(at('extensions'), extensions);
    openssl('req', ...KEY, '-keyout', at(`${name}.key`), '-out', at('request'), '-subj', `/CN=${name}`);
    const issuer = ['-CA', at(`${ca}.crt`), '-CAkey', at(`${ca}.key`), '-CAcreateserial', '-extfile', at('extensions')];
    openssl('x509', '-req', '-in', at('request'), ...issuer, '-out', at(`${name}.crt`), '-days', days);
    return { cert: text(`${name}.crt`), key: text(`${name}.key`) };
  };
  try {
    const ca = authority('ca');
    const otherCa = authority('other-ca');
    const server = leaf('server', 'ca', 'subjectAltName=DNS:localhost,IP:127.0.0.1');
    const wrongName = leaf('elsewhere', 'ca', 'subjectAltName=DNS:elsewhere.example');
    const expired = leaf('expired', 'ca', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-1');
    const merchant = leaf('merchant', 'ca', 'extendedKeyUsage=clientAuth');
    const stranger = leaf('stranger', 'other-ca', 'extendedKeyUsage=clientAuth');
    const own = ['-inkey', at('merchant.key'), '-in', at('merchant.crt'), '-certfile', at('ca.crt')];
    openssl('pkcs12', '-export', ...own, '-passout', `pass:${mchId}`, '-out', at('merchant.p12'));
    return { ca, otherCa, server, wrongName, expired, merchant, stranger, merchantP12: readFileSync(at('merchant.p12')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
