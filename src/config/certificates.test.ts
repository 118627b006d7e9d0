import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

const GATEWAY = { kind: 'wechat-v2', appId: 'wx0123456789abcdef', mchId: '1900000109', apiKey: 'k'.repeat(32) };

describe('certificates', () => {
  let folder: string;

  // Made here, so that none lies in the repository.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'saoma-config-'));
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'key.pem',
      '-out',
      'cert.pem',
      '-subj',
      '/CN=shop',
      '-days',
      '2',
    );
    openssl('pkcs12', '-export', '-in', 'cert.pem', '-inkey', 'key.pem', '-out', 'cert.p12', '-passout', `pass:${GATEWAY.mchId}`);
    openssl(
      'pkcs12',
      '-export',
      '-legacy',
      '-in',
      'cert.pem',
      '-inkey',
      'key.pem',
      '-out',
      'outdated.p12',
      '-passout',
      `pass:${GATEWAY.mchId}`,
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function readWith(gateway: object) {
    const file = join(folder, 'config.json');
    writeFileSync(file, JSON.stringify({ gateway: { ...GATEWAY, ...gateway } }));
    const result = await readConfig(file, { env: {}, readFile: (path) => readFileSync(path) });
    return result.ok ? result.value.gateway : result.error.message;
  }

  it('the acquirer`s file opens with the merchant number', async () => {
    expect(await readWith({ clientCert: { pfx: 'cert.p12' } })).toMatchObject({
      clientCert: { kind: 'pfx', pfx: readFileSync(join(folder, 'cert.p12')), passphrase: GATEWAY.mchId },
    });
  });

  it('a pair of PEM files and a trust root', async () => {
    const gateway = await readWith({ clientCert: { cert: 'cert.pem', key: 'key.pem' }, ca: 'cert.pem' });
    expect(gateway).toMatchObject({ clientCert: { kind: 'pem' }, ca: expect.stringContaining('BEGIN CERTIFICATE') });
  });

  it.each([
    [
      { clientCert: { pfx: 'cert.p12', passphrase: 'wrong' } },
      'config.json: gateway.clientCert: the passphrase does not open the pfx file',
    ],
    [
      { clientCert: { pfx: 'outdated.p12' } },
      'config.json: gateway.clientCert: the pfx file is locked in an outdated way (RC2) that TLS no longer opens; write cert and key with the two PEM files that came with it',
    ],
    [
      { clientCert: { cert: 'cert.pem', key: 'cert.pem' } },
      'config.json: gateway.clientCert.key: the file holds no private key in PEM form (-----BEGIN …)',
    ],
    [
      { clientCert: { cert: 'cert.p12', key: 'key.pem' } },
      'config.json: gateway.clientCert.cert: the file holds no certificate in PEM form (-----BEGIN …)',
    ],
    [{ ca: 'key.pem' }, 'config.json: gateway.ca: the file holds no certificate in PEM form (-----BEGIN …)'],
  ])('what TLS would refuse at the first reversal is refused at start: %j', async (gateway, message) => {
    expect(await readWith(gateway)).toBe(message);
  });
});
