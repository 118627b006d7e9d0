import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeCertificates } from '../gateway/transport/testing/certificates.ts';
import { readConfig } from './read-config.ts';

let folder = '';

beforeAll(async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  folder = mkdtempSync(join(tmpdir(), 'saoma-manager-'));
  const { server, stranger } = makeCertificates('1900000109');
  writeFileSync(join(folder, 'shop.pem'), server.cert);
  writeFileSync(join(folder, 'shop-key.pem'), server.key);
  writeFileSync(join(folder, 'other-key.pem'), stranger.key);
});

/** What the terminal makes of a `manager` part, or its complaint. */
async function told(manager: unknown) {
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ manager }));
  const result = await readConfig(file, { env: {}, readFile: (path) => readFileSync(path) });
  return result.ok ? result.value.manager : result.error.message.replace('config.json: ', '');
}

test('left out, nobody elsewhere reaches the manager’s page', async () => {
  expect(await told(undefined)).toBeNull();
  expect(await told(null)).toBeNull();
});

test('a certificate and its key', async () => {
  expect(await told({ tls: { cert: 'shop.pem', key: 'shop-key.pem' } })).toMatchObject({
    ...{ listen: '0.0.0.0', port: 7711 },
    tls: { cert: expect.stringContaining('BEGIN CERTIFICATE'), key: expect.stringContaining('PRIVATE KEY') },
  });
});

test('plain HTTP in so many words', async () => {
  expect(await told({ listen: '192.168.1.5', port: 8080, allowPlainHttp: true })).toEqual({ listen: '192.168.1.5', port: 8080, tls: null });
});

test.each([
  [{}, /^manager\.tls: is missing: name a certificate/],
  [{ allowPlainHttp: false }, /^manager\.allowPlainHttp: must be true, or left out/],
  [{ tls: { cert: 'shop.pem', key: 'shop-key.pem' }, allowPlainHttp: true }, /^manager\.allowPlainHttp: contradicts tls/],
  [{ tls: { cert: 'shop.pem' } }, /^manager\.tls\.key: is missing/],
  [{ tls: { cert: 'no.pem', key: 'shop-key.pem' } }, /^manager\.tls\.cert: the file cannot be read/],
  [{ tls: { cert: 'shop-key.pem', key: 'shop-key.pem' } }, /^manager\.tls\.cert: the file holds no certificate/],
  [{ tls: { cert: 'shop.pem', key: 'other-key.pem' } }, /^manager\.tls: cert and key are no pair/],
  [{ port: 0, allowPlainHttp: true }, /^manager\.port: must be a whole number/],
  [{ listen: 'shop.example', allowPlainHttp: true }, /^manager\.listen: must be an address of this machine/],
  [{ allowPlainHttps: true }, /^manager\.allowPlainHttps: is not known here; write allowPlainHttp/],
  [true, /^manager: must be an object/],
])('%j', async (manager, complaint) => {
  expect(await told(manager)).toMatch(complaint);
});
