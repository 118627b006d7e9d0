import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());

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
