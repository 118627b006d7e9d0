import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { createFakeTerminal } from './fake-terminal.ts';
import { startHost } from './start-host.ts';
import { CODE, SANDBOX, said, startTestHost, type TestHost, TOKEN, until } from './test-host.ts';

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
      { status: 'ok', mode: 'sandbox', gateway: 'online', unsettled: 0, scanners: [] },
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

describe('paths and methods', () => {
  test('an unknown path is 404', async () => {
    for (const path of ['/', '/charge', '/charges/', '/charges/c1/refund', '/../v2', '//charges']) {
      const answer = await t.till(path);
      expect([path, answer.status, (await said(answer)).code]).toEqual([path, 404, 'not_found']);
    }
    expect((await fetch(`${t.host.url}/till/v2/health`)).status).toBe(404);
  });

  test.each([
    ['DELETE', '/charges', 'POST, GET'],
    ['PUT', '/charges/c1', 'GET'],
    ['GET', '/charges/c1/cancel', 'POST'],
    ['PATCH', '/shifts/current', 'GET'],
    ['HEAD', '/events', 'GET'],
    ['OPTIONS', '/charges', 'POST, GET'],
  ])('%s %s is 405 and says what is allowed', async (method, path, allow) => {
    const answer = await t.till(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(t.terminal.listeners().feed).toBe(0);
  });

  test.each([
    ['POST', '/charges/c1/refunds'],
    ['GET', '/refunds/r1'],
    ['POST', '/shifts'],
    ['GET', '/shifts/current'],
    ['GET', '/shifts/s1'],
    ['POST', '/shifts/s1/close'],
    ['POST', '/shifts/s1/reconcile'],
    ['GET', '/shifts/s1/report?format=pdf'],
  ])('%s %s comes later', async (method, path) => {
    const answer = await t.till(path, { method });
    expect([answer.status, (await said(answer)).code]).toEqual([501, 'not_implemented']);
  });

  test.each(['/till\\v1/charges', '/\\evil'])('the address %s cannot be read', async (path) => {
    const answer = await t.send(path, { ...AUTHORIZED, host: `127.0.0.1:${t.host.port}` });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'invalid_request']);
  });

  test('a bug is a 500 without a word of what went wrong', async () => {
    t.terminal.breakOnce();
    const answer = await t.till('/charges/c1');
    const text = await answer.text();
    expect([answer.status, JSON.parse(text).code]).toEqual([500, 'internal_error']);
    expect(text).not.toMatch(/fire|\.ts|at /);
    expect((await t.till('/charges/c1')).status).toBe(404);
  });
});

describe('the sandbox', () => {
  test.each(['/till/v1', ''])('is told below %j', async (base) => {
    const address = await fetch(`${t.host.url}${base}/sandbox`, { headers: AUTHORIZED });
    expect([address.status, await said(address)]).toEqual([200, SANDBOX.address()]);
    const code = await fetch(`${t.host.url}${base}/sandbox/codes`, { method: 'POST', headers: AUTHORIZED });
    expect([code.status, await said(code)]).toEqual([201, { authCode: CODE, expiresAt: '2026-11-22T00:00:00.000Z' }]);
  });

  test('does not exist where money is real', async () => {
    const live = await startTestHost({ mode: 'live' });
    for (const path of ['/till/v1/sandbox', '/till/v1/sandbox/codes', '/sandbox', '/sandbox/codes']) {
      for (const method of ['GET', 'POST']) {
        expect((await fetch(`${live.host.url}${path}`, { method, headers: AUTHORIZED })).status).toBe(404);
      }
    }
    await live.close();
  });
});

describe('pages', () => {
  test('the cashier’s page may use what is its own and nothing else', async () => {
    const page = await fetch(`${t.host.url}/`);
    expect([page.status, page.url, await page.text()]).toEqual([200, `${t.host.url}/cashier/`, '<!doctype html><title>cashier</title>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
  });

  test('its worker may compile the decoder of codes, which the page itself may not; the camera is for the page alone', async () => {
    const page = await fetch(`${t.host.url}/cashier/`);
    expect(page.headers.get('content-security-policy')).toContain("worker-src 'self'");
    expect(page.headers.get('permissions-policy')).toContain('camera=(self)');
    expect(page.headers.get('permissions-policy')).toContain('microphone=()');
    const script = await fetch(`${t.host.url}/assets/cashier-a1b2c3d4.js`);
    expect(script.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
    const decoder = await fetch(`${t.host.url}/assets/zxing_reader-a1b2c3d4.wasm`);
    expect([decoder.status, decoder.headers.get('content-type')]).toEqual([200, 'application/wasm']);
  });

  test('what is hashed may be kept, everything else not', async () => {
    const script = await fetch(`${t.host.url}/assets/cashier-a1b2c3d4.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    for (const path of ['/cashier/', '/till/v1/health', '/nothing']) {
      const { headers } = await fetch(`${t.host.url}${path}`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  test.each([
    '/phone.html',
    '/cashier/../phone.html',
    '/assets/../phone.html',
    '/assets/..%2fphone.html',
    '/assets/%2e%2e%2fphone.html',
    '/assets/..%5cphone.html',
    '/assets/..%2foutside.js',
    '/assets/%2e%2e%2foutside.js',
    '/assets/../outside.js',
    '/assets/.hidden.js',
    '/assets/%00.js',
    '/assets/.js',
    '/assets/',
    '/assets',
    '/assets/cashier-a1b2c3d4.js.map',
    '/assets/%2fetc%2fpasswd.js',
    '/assets//etc/hosts.js',
    '/cashier/phone.html',
    '/faults/',
    '/phone/',
    '/cashier.html',
    '/%E0%A4%A',
  ])('%s is not served', async (path) => {
    expect((await t.send(path, { host: `127.0.0.1:${t.host.port}` })).status).toBe(404);
  });
});

describe('the OpenAPI document', () => {
  type Node = { readonly [key: string]: unknown };

  test('holds every call that is served, and every reference in it leads somewhere', async () => {
    const document = (await said(t.till('/openapi.json'))) as Node & { openapi: string; paths: Record<string, Node> };
    expect(document.openapi).toBe('3.1.0');
    const told = Object.entries(document.paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const { tillRoutes } = await import('./till-routes.ts');
    const served = tillRoutes({ sandbox: SANDBOX, version: '' } as Parameters<typeof tillRoutes>[0]);
    expect(told.sort()).toEqual(served.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort());
    const references = collect(document, '$ref') as string[];
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Node)?.[key], document);
      expect(found, reference).toBeTypeOf('object');
    }
  });

  test('every parameter of a path is declared, every operation is named once, every problem told', async () => {
    const document = await said(t.till('/openapi.json'));
    const ids = collect(document, 'operationId');
    expect(new Set(ids).size).toBe(ids.length);
    for (const [path, calls] of Object.entries(
      document.paths as Record<string, Record<string, { parameters?: Node[]; responses: Node }>>,
    )) {
      for (const call of Object.values(calls)) {
        const declared = (call.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
        expect(declared).toEqual(path.match(/\{\w+\}/g) ?? []);
      }
    }
    const { PROBLEMS } = await import('../contract/till.ts');
    const told = JSON.stringify(document.paths);
    const untold = Object.keys(PROBLEMS).filter((code) => !told.includes(`\`${code}\``));
    expect(untold).toEqual(['method_not_allowed']); // what is not in the document
    expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS));
    expect(document.components.schemas.ChargeBody.properties.amount).toMatchObject({ type: 'integer', minimum: 1, maximum: 9_999_999_999 });
    expect(document.components.schemas.ChargeBody.required).toEqual(['amount']);
  });

  test('is not loaded before it is asked for', () => {
    expect(readFileSync(join(import.meta.dirname, 'till-routes.ts'), 'utf8')).not.toMatch(/^import .*openapi/m);
  });

  function collect(node: unknown, key: string): unknown[] {
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([name, value]) => (name === key && typeof value === 'string' ? [value] : collect(value, key)));
  }
});

describe('the port', () => {
  test('in use is a clear refusal', async () => {
    const parts = {
      terminal: createFakeTerminal(),
      config: { listen: '127.0.0.1', port: t.host.port, tillToken: TOKEN, mode: 'live' as const },
      sandbox: null,
      pagesDir: '/nowhere',
      version: '0',
      log: silent,
      clock: new HandClock(),
      random: { bytes: (count: number) => new Uint8Array(count) },
    };
    expect(await startHost(parts)).toMatchObject({
      ok: false,
      error: { kind: 'port_in_use', message: expect.stringContaining(String(t.host.port)) },
    });
    expect(await startHost({ ...parts, config: { ...parts.config, listen: '192.0.2.1', port: 0 } })).toMatchObject({
      ok: false,
      error: { kind: 'no_such_address' },
    });
  });

  test('is free again after closing, with a wait and a stream open', async () => {
    const other = await startTestHost();
    const { id } = await said(other.post({ amount: 1 }));
    const wait = other.till(`/charges/${id}?wait=60`);
    const stream = await other.till('/events');
    await until(() => other.terminal.listeners().feed === 2);
    await other.host.close();
    expect((await said(wait)).status).toBe('awaiting_code');
    expect(await stream.text()).toContain('retry');
    expect(other.terminal.listeners()).toEqual({ feed: 0, view: 0 });
    const again = createServer().listen(other.host.port, '127.0.0.1');
    await new Promise((resolve) => again.once('listening', resolve));
    again.close();
  });

  test('survives lines of noise', async () => {
    for (const noise of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `GET /${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
      'POST /till/v1/charges HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    ]) {
      const socket = t.socket();
      socket.on('error', () => {});
      socket.write(noise);
      const text = await new Promise<string>((resolve) => {
        let heard = '';
        socket.on('data', (piece) => {
          heard += piece;
        });
        socket.on('close', () => resolve(heard));
      });
      expect(text).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
      expect(text).not.toMatch(/ at |node:/);
    }
    expect((await t.till('/health')).status).toBe(200);
  });
});
