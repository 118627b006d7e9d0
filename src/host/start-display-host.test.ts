import { describe, expect, it } from 'vitest';
import { ORDER, STORE, shop } from '../app/test-display-shop.ts';

describe('what is served', () => {
  it('the page, and nothing of the counter', async () => {
    const { ask, pair } = await shop();
    expect((await ask('GET', '/')).headers.location).toBe('/display/');
    const page = await ask('GET', '/display/');
    expect(page.body).toContain('<title>display</title>');
    expect(page.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("script-src 'self'"),
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    const screen = await pair('self_service');
    const foreign = [
      '/cashier/',
      '/manager/',
      '/till/v1/health',
      '/till/v1/charges',
      '/sandbox',
      '/ui/v1/view',
      '/ui/v1/doctor',
      '/ui/v1/office/view',
    ];
    for (const path of foreign) expect((await ask('GET', path, screen)).status, path).toBe(404);
    for (const path of ['/ui/v1/commands', '/ui/v1/session', '/till/v1/charges', '/display/v1/session'])
      expect((await ask('POST', path, { ...screen, body: { kind: 'next_sale', ticket: 'x' } })).status, path).toBe(404);
  });

  it('a stranger is told whose shop it is and how to get in, and sees nothing', async () => {
    const plain = await shop();
    expect(JSON.parse((await plain.ask('GET', '/display/v1/door')).body)).toEqual({ store: STORE, isNetwork: true, isPlainHttp: true });
    for (const path of ['/display/v1/view', '/display/v1/pictures/0']) expect((await plain.ask('GET', path)).status, path).toBe(401);
    expect((await plain.ask('POST', '/display/v1/commands', { body: ORDER })).status).toBe(401);
    expect(plain.gateway.offers).toEqual([]);
  });

  it('the counter tells where it is', async () => {
    const { shown, host, order } = await shop();
    expect(shown()).toEqual({ addresses: [`http://127.0.0.1:${host.port}/display/`], pairing: null, paired: [] });
    expect(order({ kind: 'pair_display', role: 'display' })).toEqual({ ok: true });
  });
});

describe('what does not get in', () => {
  it.each([
    ['a foreign name for this machine', { host: 'evil.example:80' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page that embeds it', { 'sec-fetch-site': 'cross-site' }],
  ])('%s', async (_, headers) => {
    const { ask, pair, codeFor } = await shop();
    const kiosk = await pair('self_service');
    expect((await ask('POST', '/display/v1/commands', { ...kiosk, body: ORDER, headers })).status).toBe(403);
    expect((await ask('GET', '/display/v1/view', { ...kiosk, headers })).status).toBe(403);
    expect(
      JSON.parse((await ask('POST', '/display/v1/pair', { body: { code: codeFor('display'), name: '一' }, headers })).body).code,
    ).toMatch(/^foreign_/);
  });
});
