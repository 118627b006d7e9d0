import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCertificates } from '../gateway/transport/testing/certificates.ts';
import { readConfig } from './read-config.ts';

let folder = '';

/** As many bytes as one may have, beginning like a picture. */
function file(name: string, beginning: readonly number[], length = 64): void {
  const bytes = Buffer.alloc(length);
  bytes.set(beginning);
  writeFileSync(join(folder, name), bytes);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-display-config-'));
  const { server, stranger } = makeCertificates('1900000109');
  writeFileSync(join(folder, 'shop.pem'), server.cert);
  writeFileSync(join(folder, 'shop-key.pem'), server.key);
  writeFileSync(join(folder, 'other-key.pem'), stranger.key);
  file('noodles.png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  file('door.jpg', [0xff, 0xd8, 0xff, 0xe0], 5_000_000);
  file('tea.webp', [...Buffer.from('RIFF....WEBP')]);
  file('song.wav', [...Buffer.from('RIFF....WAVE')]);
  file('huge.jpg', [0xff, 0xd8, 0xff], 5_000_001);
  writeFileSync(join(folder, 'page.png'), '<svg onload="alert(1)"/>');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the terminal makes of a `display` part, or its complaint. */
async function told(display: unknown) {
  const path = join(folder, 'config.json');
  writeFileSync(path, JSON.stringify({ display }));
  const result = await readConfig(path, { env: {}, readFile: (name) => readFileSync(name) });
  return result.ok ? result.value.display : result.error.message.replace('config.json: ', '');
}

const TLS = { cert: 'shop.pem', key: 'shop-key.pem' };

test('left out: no pictures, no buttons, and no door for displays elsewhere', async () => {
  for (const display of [undefined, {}]) expect(await told(display)).toEqual({ pictures: [], buttons: [], network: null });
});

test('pictures are told by their first bytes, whatever their files are called', async () => {
  const display = await told({ pictures: ['noodles.png', 'door.jpg', 'tea.webp'] });
  expect(display).toMatchObject({ pictures: [{ type: 'image/png' }, { type: 'image/jpeg' }, { type: 'image/webp' }] });
});

test('a button has a word in each language, or one for all', async () => {
  const label = { 'zh-CN': '牛肉面', en: 'Beef noodles', ko: '소고기 국수' };
  expect(
    await told({
      buttons: [
        { label, amount: 2800 },
        { label: '茶', amount: 500 },
      ],
    }),
  ).toMatchObject({
    buttons: [
      { label, amountFen: 2800 },
      { label: { 'zh-CN': '茶', en: '茶', ko: '茶' }, amountFen: 500 },
    ],
  });
});

test('a certificate opens the door, and so does plain HTTP in so many words', async () => {
  expect(await told({ tls: TLS })).toMatchObject({
    network: { listen: '0.0.0.0', port: 7712, tls: { cert: expect.stringContaining('CERTIFICATE'), key: expect.stringContaining('KEY') } },
  });
  expect(await told({ allowPlainHttp: true, port: 8080, listen: '192.168.1.5' })).toMatchObject({
    network: { listen: '192.168.1.5', port: 8080, tls: null },
  });
});

const button = (more: object) => ({ buttons: [{ label: '茶', amount: 500, ...more }] });

test.each<[unknown, RegExp]>([
  [{ pictures: ['nowhere.png'] }, /^display\.pictures\[?\.?0\]?: cannot be read, or is larger than 5 MB/],
  [{ pictures: ['noodles.png', 'huge.jpg'] }, /^display\.pictures\[?\.?1\]?: cannot be read, or is larger than 5 MB/],
  [{ pictures: ['page.png'] }, /: is no PNG, JPEG or WebP picture$/],
  [{ pictures: ['song.wav'] }, /: is no PNG, JPEG or WebP picture$/],
  [{ pictures: Array(21).fill('noodles.png') }, /^display\.pictures: must be a list of at most 20 picture files/],
  [{ pictures: 'noodles.png' }, /^display\.pictures: must be a list of at most 20 picture files/],
  [{ pictures: [7] }, /: must name a PNG, JPEG or WebP file/],
  [{ buttons: Array(25).fill({ label: '茶', amount: 1 }) }, /^display\.buttons: must be a list of at most 24 buttons/],
  [button({ amount: 0 }), /amount: must be a whole number of fen/],
  [button({ amount: 1.5 }), /amount: must be a whole number of fen/],
  [button({ label: '' }), /label: must be text of 1 to 40 characters/],
  [button({ label: '字'.repeat(41) }), /label: must be text of 1 to 40 characters/],
  [button({ label: '𠮷'.repeat(40) }), /label: is longer than the 127 bytes/],
  [button({ label: 7 }), /label: must be text of 1 to 40 characters/],
  [button({ label: { 'zh-CN': '茶', en: 'Tea' } }), /label\.ko: is missing/],
  [button({ label: { 'zh-CN': '茶', en: 'Tea', kr: '차' } }), /label\.kr: is not known here; write ko/],
  [button({ price: 5 }), /price: is not known here/],
  [{ port: 8080 }, /^display\.tls: is missing: name a certificate/],
  [{ listen: '0.0.0.0' }, /^display\.tls: is missing: name a certificate/],
  [{ allowPlainHttp: false }, /^display\.allowPlainHttp: must be true, or left out/],
  [{ tls: TLS, allowPlainHttp: true }, /^display\.allowPlainHttp: contradicts tls/],
  [{ tls: { cert: 'shop.pem' } }, /^display\.tls\.key: is missing/],
  [{ tls: { ...TLS, cert: 'no.pem' } }, /^display\.tls\.cert: the file cannot be read/],
  [{ tls: { ...TLS, key: 'other-key.pem' } }, /^display\.tls: cert and key are no pair/],
  [{ tls: TLS, port: 0 }, /^display\.port: must be a whole number from 1 to 65535/],
  [{ tls: TLS, listen: 'shop.example' }, /^display\.listen: must be an address of this machine/],
  [{ picture: [] }, /^display\.picture: is not known here; write pictures/],
  [[], /^display: must be an object/],
  [true, /^display: must be an object/],
])('%j', async (display, complaint) => {
  expect(await told(display)).toMatch(complaint);
});
