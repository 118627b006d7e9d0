import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { said, startTestHost, type TestHost, TOKEN } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());

const AUTHORIZED = { authorization: `Bearer ${TOKEN}` };

describe('who may call', () => {
  test('health is open, and the only one', async () => {
    const health = await fetch(`${t.host.url}/till/v1/health`);
    expect([health.status, await said(health)]).toEqual([
      200,
      { status: 'ok', journal: 'ok', mode: 'sandbox', gateway: 'online', unsettled: 0, scanners: [] },
    ]);
    const paths = ['/charges', '/charges/c1', '/events', '/openapi.json', '/sandbox', '/shifts/current', '/refunds/r1', '/nothing'];
    for (const path of paths.map((each) => `/till/v1${each}`).concat('/sandbox', '/sandbox/codes')) {
      const answer = await fetch(`${t.host.url}${path}`);
      expect([path, answer.status, (await said(answer)).code]).toEqual([path, 401, 'unauthorized']);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
    expect((await fetch(`${t.host.url}/till/v1/charges`, { method: 'POST' })).status).toBe(401);
  });

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(0, -1)}`,
    `Basic ${TOKEN}`,
    TOKEN,
    `Bearer ${TOKEN} ${TOKEN}`,
  ])('authorization %j opens nothing', async (authorization) => {
    expect((await fetch(`${t.host.url}/till/v1/charges`, { headers: { authorization } })).status).toBe(401);
  });

  test('wrong tokens are turned away after a burst; the right one still opens', async () => {
    const other = await startTestHost();
    const wrong = () => other.till('/charges', { headers: { authorization: 'Bearer wrong' } }).then(({ status }) => status);
    const statuses = new Set<number>();
    for (let i = 0; i < 301; i++) statuses.add(await wrong());
    expect([...statuses]).toEqual([401, 429]);
    expect((await other.till('/charges')).status).toBe(200);
    other.clock.advance(200);
    expect([await wrong(), await wrong()]).toEqual([401, 429]);
    await other.close();
  });
});

describe('where a call may come from', () => {
  test.each([
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '127.0.0.1:PORT@evil',
    '127.0.0.2:PORT',
    'evil:PORT',
    '[::2]:PORT',
    '0.0.0.0:PORT',
    'a b',
  ])('Host %s is foreign', async (host) => {
    for (const path of ['/till/v1/health', '/till/v1/charges', '/cashier/', '/ui/v1/view']) {
      const answer = await t.send(path, { ...AUTHORIZED, host: host.replace('PORT', String(t.host.port)) });
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, 'foreign_host']);
    }
  });

  test.each(['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT', '[::1]:PORT'])('Host %s is ours', async (host) => {
    expect((await t.send('/till/v1/charges', { ...AUTHORIZED, host: host.replace('PORT', String(t.host.port)) })).status).toBe(200);
  });

  test('a foreign Origin is refused on everything but health, and nobody is granted anything', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      `https://127.0.0.1:${t.host.port}`,
      'http://127.0.0.1',
      `http://localhost:${t.host.port}`,
    ]) {
      for (const path of ['/till/v1/charges', '/ui/v1/view', '/ui/v1/session', '/cashier/', '/']) {
        const answer = await t.send(path, { ...AUTHORIZED, origin });
        expect([origin, path, answer.status, JSON.parse(answer.text).code]).toEqual([origin, path, 403, 'foreign_origin']);
      }
      const health = await t.send('/till/v1/health', { origin });
      expect([health.status, Object.keys(health.headers).filter((name) => name.startsWith('access-control'))]).toEqual([200, []]);
    }
    expect((await t.send('/till/v1/charges', { ...AUTHORIZED, origin: t.host.url })).status).toBe(200);
    const preflight = await t.send(
      '/till/v1/charges',
      { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
      'OPTIONS',
    );
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  });

  test('a page elsewhere cannot embed what the APIs answer', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await t.send('/till/v1/charges', { ...AUTHORIZED, 'sec-fetch-site': site })).status).toBe(403);
      expect((await t.send('/ui/v1/view', { 'sec-fetch-site': site })).status).toBe(403);
      for (const spelling of ['/./till/v1/charges', '/%74ill/v1/charges', '//till/v1/charges']) {
        expect((await t.send(spelling, { ...AUTHORIZED, 'sec-fetch-site': site })).status).toBe(403);
      }
      expect((await t.send('/cashier/', { 'sec-fetch-site': site })).status).toBe(200); // a link may lead here
    }
  });
});
