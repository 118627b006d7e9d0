import { createServer } from 'node:net';
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
