import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Asked, MINUTE, STORE, shop } from '../app/test-display-shop.ts';
import { DISPLAY_FILE } from '../store/display-file.ts';

describe('pairing', () => {
  it('the code at the counter lets a browser in, for a year', async () => {
    const { pair, view, shown } = await shop();
    const screen = await pair('display', '门口的屏');
    expect(screen.setCookie).toMatch(/^saoma-display-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/display; Max-Age=31536000$/);
    expect(await view(screen)).toEqual({
      store: { ...STORE, timeZone: 'Asia/Shanghai' },
      ...{ mode: 'live', role: 'display', buttons: [], currency: 'CNY', scene: { kind: 'idle' }, sceneId: 'idle' },
      pictures: [expect.stringMatching(/^\/display\/v1\/pictures\/0\?v=[0-9a-f]{12}$/)],
    });
    expect(shown()?.pairing).toBeNull();
    expect(shown()?.paired).toMatchObject([{ name: '门口的屏', role: 'display' }]);
  });

  it('over TLS the cookie is for TLS alone', async () => {
    const { pair, view, ask } = await shop({ isTls: true });
    const screen = await pair();
    expect(screen.setCookie).toMatch(/; Secure$/);
    expect((await view(screen)).role).toBe('display');
    expect(JSON.parse((await ask('GET', '/display/v1/door')).body).isPlainHttp).toBe(false);
  });

  it('a code works once', async () => {
    const { ask, codeFor } = await shop();
    const body = { code: codeFor('display'), name: '一' };
    expect((await ask('POST', '/display/v1/pair', { body })).status).toBe(201);
    const again = await ask('POST', '/display/v1/pair', { body });
    expect([again.status, JSON.parse(again.body).code]).toEqual([403, 'wrong_code']);
  });

  it('a code lives for five minutes', async () => {
    const { ask, codeFor, clock, shown } = await shop();
    const body = { code: codeFor('display'), name: '一' };
    clock.advance(5 * MINUTE - 1);
    expect(shown()?.pairing).toMatchObject({ endsInMs: 1 });
    clock.advance(1);
    expect(shown()?.pairing).toBeNull();
    expect((await ask('POST', '/display/v1/pair', { body })).status).toBe(403);
  });

  it('a new code ends the one before, and so does the counter', async () => {
    const { ask, codeFor, order } = await shop();
    const first = codeFor('display');
    const second = codeFor('self_service');
    order({ kind: 'stop_pairing' });
    for (const code of [first, second]) expect((await ask('POST', '/display/v1/pair', { body: { code, name: '一' } })).status).toBe(403);
  });

  it('nobody guesses: five wrong tries end the code, and each address waits ever longer', async () => {
    const { ask, codeFor, clock, shown, logged } = await shop();
    const code = codeFor('display');
    const wrong = code === '000000' ? '000001' : '000000';
    const tries: unknown[] = [];
    for (let at = 0; at < 5; at++) {
      const { status, body } = await ask('POST', '/display/v1/pair', { body: { code: wrong, name: '贼' } });
      const { code: why, waitMs = 0 } = JSON.parse(body);
      tries.push([status, why, waitMs]);
      if (at === 2)
        expect(JSON.parse((await ask('POST', '/display/v1/pair', { body: { code, name: '贼' } })).body)).toMatchObject({ code: 'locked' });
      clock.advance(waitMs);
    }
    expect(tries).toEqual([
      [403, 'wrong_code', 0],
      [403, 'wrong_code', 0],
      [403, 'wrong_code', 5_000],
      [403, 'wrong_code', 15_000],
      [403, 'wrong_code', 60_000],
    ]);
    expect(shown()?.pairing).toBeNull();
    expect((await ask('POST', '/display/v1/pair', { body: { code, name: '贼' } })).status).toBe(403);
    expect(logged.join()).toContain('display_refused');
    expect(logged.join()).not.toContain(code);
  });

  it.each([
    {},
    { code: 123456, name: 'a' },
    { code: '12345', name: 'a' },
    { code: '123456', name: ' ' },
    { code: '123456', name: 'a\u0007b' },
  ])('a body that is none is told as such: %j', async (body) => {
    const { ask } = await shop();
    expect((await ask('POST', '/display/v1/pair', { body })).status).toBe(400);
  });

  it('there are sixteen at most', async () => {
    const { pair, order } = await shop();
    for (let at = 1; at <= 16; at++) await pair('display', `屏 ${at}`);
    expect(order({ kind: 'pair_display', role: 'display' })).toEqual({ ok: false, code: 'too_many_displays' });
  });

  it('a disk that does not take it leaves the code good', async () => {
    const { ask, codeFor, dataDir, logged } = await shop();
    const body = { code: codeFor('display'), name: '一' };
    rmSync(dataDir, { recursive: true });
    expect(JSON.parse((await ask('POST', '/display/v1/pair', { body })).body)).toEqual({ ok: false, code: 'failed' });
    expect(logged.join()).toContain('displays_failed');
    mkdirSync(dataDir);
    expect((await ask('POST', '/display/v1/pair', { body })).status).toBe(201);
  });
});

describe('what is kept', () => {
  it('a paired display is known after a restart, until it is revoked', async () => {
    const first = await shop();
    const screen = await first.pair();
    const file = join(first.dataDir, DISPLAY_FILE);
    const again = await shop({ dataDir: first.dataDir });
    // The port is another one here, and with it the cookie's name.
    const there = { ...screen, cookie: screen.cookie.replace(/^saoma-display-\d+/, `saoma-display-${again.host.port}`) };
    expect((await again.view(there)).role).toBe('display');
    const id = again.shown()?.paired[0]?.id ?? '';
    expect(again.order({ kind: 'revoke_display', displayId: id })).toEqual({ ok: true });
    expect((await again.ask('GET', '/display/v1/view', there)).status).toBe(401);
    expect(again.order({ kind: 'revoke_display', displayId: id })).toEqual({ ok: false, code: 'not_found' });
    expect(JSON.parse(readFileSync(file, 'utf8')).displays).toEqual([]);
  });

  it('the file is its owner’s alone and opens nothing', async () => {
    const { pair, dataDir, logged } = await shop();
    const screen = await pair();
    const file = join(dataDir, DISPLAY_FILE);
    const secrets = [screen.key, screen.cookie.split('=')[1] ?? ''];
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const secret of secrets) for (const text of [readFileSync(file, 'utf8'), logged.join()]) expect(text).not.toContain(secret);
  });

  it('one half of the secrets opens nothing, nor do halves of two displays', async () => {
    const { pair, ask } = await shop();
    const [one, two] = [await pair(), await pair()];
    const wrong: Asked[] = [
      { cookie: one.cookie },
      { key: one.key },
      { cookie: one.cookie, key: two.key },
      { cookie: `${one.cookie}x`, key: one.key },
    ];
    for (const asked of wrong) expect((await ask('GET', '/display/v1/view', asked)).status).toBe(401);
  });

  it('a file that cannot be understood costs a pairing anew, and no more', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'saoma-displays-'));
    writeFileSync(join(dataDir, DISPLAY_FILE), '{"version":1,"displays":[{"id":"di_1"');
    const { pair, view, logged } = await shop({ dataDir });
    expect((await view(await pair())).role).toBe('display');
    expect(logged.join()).toContain('displays_unreadable');
  });
});
