import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { DisplayRole, DisplayView } from '../contract/display.ts';
import { type Certificates, makeCertificates } from '../gateway/transport/testing/certificates.ts';
import type { Log } from '../log/log.ts';
import { DISPLAY_FILE, openDisplayFile } from '../store/display-file.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal } from '../terminal/test-terminal.ts';
import { startDisplayHost } from './start-display-host.ts';
import { until } from './test-host.ts';

const MINUTE = 60_000;
const STORE = { name: '人民路店', locale: 'zh-CN' } as const;
const LABEL = { 'zh-CN': '牛肉面', en: 'Beef noodles', ko: '소고기 국수' };
const BUTTONS = [{ label: LABEL, amountFen: 2800 }];
const PICTURE = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), type: 'image/png' } as const;

let certificates: Certificates;
const opened: (() => Promise<void>)[] = [];

beforeAll(() => {
  certificates = makeCertificates('1900000109');
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

type Said = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Asked = { readonly headers?: Record<string, string>; readonly body?: unknown; readonly cookie?: string; readonly key?: string };
type Screen = { readonly cookie: string; readonly key: string };

type ShopOptions = { readonly isTls?: boolean; readonly dataDir?: string };

/** A terminal whose acquirer is the test, its paired displays in a folder, and its door for them. */
async function shop({ isTls = false, dataDir = mkdtempSync(join(tmpdir(), 'saoma-displays-')) }: ShopOptions = {}) {
  const clock = new HandClock();
  const logged: string[] = [];
  const log: Log = { write: (event, fields) => void logged.push(JSON.stringify([event, fields])) };
  const random = { bytes: (count: number) => randomBytes(count) };
  const displays = { buttons: BUTTONS, store: openDisplayFile(dataDir) };
  const till = bootTerminal(clock, memoryJournal(), 1, { displays, random, log });
  const pagesDir = mkdtempSync(join(tmpdir(), 'saoma-pages-'));
  mkdirSync(join(pagesDir, 'assets'));
  for (const name of ['display', 'cashier', 'manager'])
    writeFileSync(join(pagesDir, `${name}.html`), `<!doctype html><title>${name}</title>`);
  const started = await startDisplayHost({
    ...{ terminal: till.terminal, store: STORE, pictures: [PICTURE], pagesDir, log, clock },
    config: { listen: '127.0.0.1', port: 0, tls: isTls ? certificates.server : null },
  });
  if (!started.ok) throw new Error(started.error.message);
  const host = started.value;
  opened.push(async () => {
    const closed = host.close();
    clock.advance(1_000); // whoever still holds a connection is cut off
    await closed;
    rmSync(pagesDir, { recursive: true });
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ask = (method: string, path: string, asked: Asked = {}) => send(host.port, isTls, { method, path, ...asked });
  const order = (command: Parameters<typeof till.terminal.command>[0]) => till.terminal.command(command);
  const shown = () => till.terminal.view().displays;
  function codeFor(role: DisplayRole): string {
    expect(order({ kind: 'pair_display', role })).toEqual({ ok: true });
    return shown()?.pairing?.code ?? '';
  }
  async function pair(role: DisplayRole = 'display', name = '门口'): Promise<Screen & { setCookie: string }> {
    const answer = await ask('POST', '/display/v1/pair', { body: { code: codeFor(role), name } });
    expect(answer.status).toBe(201);
    const setCookie = answer.headers['set-cookie']?.[0] ?? '';
    return { setCookie, cookie: setCookie.split(';')[0] ?? '', key: JSON.parse(answer.body).pageKey };
  }
  const view = async (screen: Screen): Promise<DisplayView> =>
    JSON.parse((await ask('GET', '/display/v1/view', screen)).body.slice('data: '.length));
  const command = (screen: Screen, body: unknown) => ask('POST', '/display/v1/commands', { ...screen, body });
  return { ...till, clock, logged, dataDir, host, ask, order, shown, codeFor, pair, view, command, isTls };
}

type ToSend = Asked & { readonly method: string; readonly path: string };

function optionsOf(port: number, { method, path, headers = {}, body, cookie, key }: ToSend) {
  return {
    ...{ host: '127.0.0.1', port, method, path, ca: certificates.ca, servername: 'localhost', agent: false as const },
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...(key && { 'x-saoma-page': key }),
      ...headers,
    },
  };
}

function send(port: number, isTls: boolean, asked: ToSend): Promise<Said> {
  return new Promise((resolve, reject) => {
    function read(incoming: IncomingMessage): void {
      const { headers, statusCode: status = 0 } = incoming;
      let body = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
        if (headers['content-type'] !== 'text/event-stream') return;
        resolve({ status, headers, body }); // the first of what never ends
        incoming.destroy();
      });
      incoming.on('end', () => resolve({ status, headers, body }));
      incoming.on('error', () => undefined);
    }
    const call = (isTls ? tlsRequest : plainRequest)(optionsOf(port, asked), read);
    call.on('error', reject);
    call.end(asked.body === undefined ? undefined : JSON.stringify(asked.body));
  });
}

/** Looks at the view for as long as it is shown. */
function look(port: number, screen: Screen) {
  const views: DisplayView[] = [];
  const seen = { views, isOver: false, leave: () => {} };
  const call = plainRequest(optionsOf(port, { method: 'GET', path: '/display/v1/view', ...screen }), (incoming) => {
    incoming.setEncoding('utf8').on('data', (piece: string) => {
      for (const line of piece.split('\n')) if (line.startsWith('data: ')) views.push(JSON.parse(line.slice(6)));
    });
    incoming.on('close', () => {
      seen.isOver = true;
    });
    incoming.on('error', () => undefined);
  });
  seen.leave = () => void call.destroy();
  call.on('error', () => undefined).end();
  return seen;
}

const ORDER = { kind: 'order', requestId: 'request-1', button: 0 };
const CONTENT = 'weixin://wxpay/bizpayurl?pr=aB3';
const OFFERED = { kind: 'offered', shown: { content: CONTENT, prepayId: null } } as const;

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

describe('what a display sees', () => {
  it('the counter’s sale, as it goes on; the counter sees that it looks, and revoking ends it at once', async () => {
    const { pair, host, shown, order, begin, gateway, terminal } = await shop();
    const seen = look(host.port, await pair());
    await until(() => seen.views.length > 0);
    expect(shown()?.paired).toMatchObject([{ isConnected: true }]);
    const charge = begin({ origin: 'cashier', method: 'merchant_qr', tillReference: 'R-77' });
    await until(() => seen.views.at(-1)?.scene.kind === 'working');
    await gateway.offers[0]?.answer(OFFERED);
    await until(() => seen.views.at(-1)?.scene.kind === 'scan_qr');
    const last = seen.views.at(-1);
    expect(last?.scene).toMatchObject({ kind: 'scan_qr', amount: 1280, content: CONTENT });
    for (const secret of [charge.id, charge.orderNo, 'R-77']) expect(JSON.stringify(seen.views)).not.toContain(secret);
    expect(last?.sceneId).toMatch(/^[\w-]{16}$/);
    const id = shown()?.paired[0]?.id ?? '';
    order({ kind: 'revoke_display', displayId: id });
    await until(() => seen.isOver);
    expect(terminal.view().displays?.paired).toEqual([]);
  });

  it('a sale and its second try are one sale to the customer, the next sale is another', async () => {
    const { pair, view, terminal } = await shop();
    const screen = await pair();
    const asked: string[] = [];
    const ring = async (requestId: string, sameSaleAs?: string) => {
      expect(terminal.command({ kind: 'charge', requestId, amount: 500, ...(sameSaleAs && { sameSaleAs }) })).toEqual({ ok: true });
      asked.push((await view(screen)).sceneId);
      const { stage } = terminal.view();
      const id = stage.kind === 'charge' ? stage.charge.id : '';
      terminal.command({ kind: 'cancel', chargeId: id });
      return id;
    };
    const first = await ring('request-1');
    await ring('request-2', first);
    await ring('request-3');
    expect([asked[0] === asked[1], asked[1] === asked[2]]).toEqual([true, false]);
  });

  it('the end of a sale, and after a minute the pictures again', async () => {
    const { pair, view, terminal, clock, host } = await shop();
    const screen = await pair();
    const seen = look(host.port, screen);
    terminal.command({ kind: 'charge', requestId: 'request-1', amount: 500 });
    const { stage } = terminal.view();
    terminal.command({ kind: 'cancel', chargeId: stage.kind === 'charge' ? stage.charge.id : '' });
    expect((await view(screen)).scene).toEqual({ kind: 'not_paid', amount: 500, currency: 'CNY', why: 'given_up' });
    await until(() => seen.views.at(-1)?.scene.kind === 'not_paid');
    clock.advance(MINUTE);
    await until(() => seen.views.at(-1)?.scene.kind === 'idle');
  });

  it('nothing of what the cashier brings back from a list', async () => {
    const { pair, view, terminal } = await shop();
    const screen = await pair();
    const ids: string[] = [];
    for (const requestId of ['request-1', 'request-2']) {
      terminal.command({ kind: 'charge', requestId, amount: 500 });
      const { stage } = terminal.view();
      ids.push(stage.kind === 'charge' ? stage.charge.id : '');
      terminal.command({ kind: 'cancel', chargeId: ids.at(-1) as string });
    }
    terminal.command({ kind: 'show', chargeId: ids[0] as string });
    expect((await view(screen)).scene).toEqual({ kind: 'idle' });
    terminal.command({ kind: 'show', chargeId: ids[1] as string });
    expect((await view(screen)).scene.kind).toBe('not_paid');
  });

  it('the pictures, with the cookie alone, since an image sends nothing else', async () => {
    const { pair, ask, view } = await shop();
    const screen = await pair();
    const [address = ''] = (await view(screen)).pictures;
    const picture = await ask('GET', address, { cookie: screen.cookie });
    expect([picture.status, picture.headers['content-type'], picture.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'private, max-age=31536000, immutable',
    ]);
    for (const n of ['1', '-1', '00', 'x', '..%2f..%2fdisplays.json'])
      expect((await ask('GET', `/display/v1/pictures/${n}`, screen)).status, n).toBe(n === '00' ? 200 : 404);
    expect((await ask('GET', address, { cookie: 'saoma-display-1=x' })).status).toBe(401);
  });
});

describe('self service', () => {
  it('a display may order nothing', async () => {
    const { pair, command, gateway } = await shop();
    const answer = await command(await pair('display'), ORDER);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([403, { ok: false, code: 'not_here' }]);
    expect(gateway.offers).toEqual([]);
  });

  it('a kiosk shows its buttons, orders by one of them, once, and gives it up', async () => {
    const { pair, view, command, gateway, terminal } = await shop();
    const kiosk = await pair('self_service');
    expect((await view(kiosk)).buttons).toEqual([{ label: LABEL, amount: 2800 }]);
    expect(JSON.parse((await command(kiosk, ORDER)).body)).toEqual({ ok: true });
    expect(JSON.parse((await command(kiosk, ORDER)).body)).toEqual({ ok: true });
    expect(gateway.offers).toHaveLength(1);
    expect(gateway.offers[0]?.order).toMatchObject({ amountFen: 2800, description: '牛肉面', method: 'merchant_qr' });
    await gateway.offers[0]?.answer(OFFERED);
    expect((await view(kiosk)).scene).toMatchObject({ kind: 'scan_qr', amount: 2800 });
    expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: 'request-2' })).body)).toEqual({ ok: false, code: 'terminal_busy' });
    expect(JSON.parse((await command(kiosk, { kind: 'give_up' })).body)).toEqual({ ok: true });
    expect(terminal.view().stage).toMatchObject({ charge: { status: 'reversing' } });
    expect((await view(kiosk)).scene).toEqual({ kind: 'idle' });
    // The next customer does not wait until it is closed.
    expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: 'request-3' })).body)).toEqual({ ok: true });
    expect(gateway.offers).toHaveLength(2);
  });

  it('nobody orders while the counter serves somebody, and nobody gives up what the counter began', async () => {
    const { pair, command, begin, gateway, view } = await shop();
    const kiosk = await pair('self_service');
    begin({ origin: 'till', method: 'merchant_qr' });
    await gateway.offers[0]?.answer(OFFERED);
    expect((await view(kiosk)).scene.kind).toBe('scan_qr');
    expect(JSON.parse((await command(kiosk, ORDER)).body)).toEqual({ ok: false, code: 'terminal_busy' });
    expect(JSON.parse((await command(kiosk, { kind: 'give_up' })).body)).toEqual({ ok: false, code: 'not_now' });
    expect(gateway.withdrawals).toEqual([]);
  });

  it('a button that is none, a command of the cashier’s, a body that is none', async () => {
    const { pair, command } = await shop();
    const kiosk = await pair('self_service');
    expect(JSON.parse((await command(kiosk, { ...ORDER, button: 7 })).body)).toEqual({ ok: false, code: 'not_found' });
    for (const body of [{ kind: 'next_sale' }, { kind: 'charge', requestId: 'request-9', amount: 1 }, { ...ORDER, button: -1 }, []])
      expect((await command(kiosk, body)).status).toBe(400);
  });

  it('who plays with the buttons is stopped: twenty orders that wait for their closing are enough', async () => {
    const { pair, command, gateway, clock } = await shop();
    const kiosk = await pair('self_service');
    for (let at = 0; at < 20; at++) {
      expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: `request-${at}` })).body)).toEqual({ ok: true });
      await gateway.offers[at]?.answer(OFFERED);
      await command(kiosk, { kind: 'give_up' });
      clock.advance(250); // nobody presses faster than that
    }
    expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: 'request-20' })).body)).toEqual({ ok: false, code: 'not_now' });
    expect(gateway.offers).toHaveLength(20);
  });

  it('a page gone wild is stopped at its own door', async () => {
    const { pair, command } = await shop();
    const kiosk = await pair('self_service');
    const statuses: number[] = [];
    for (let at = 0; at < 31; at++) statuses.push((await command(kiosk, { kind: 'give_up' })).status);
    expect([statuses.slice(0, 30).every((status) => status === 200), statuses[30]]).toEqual([true, 429]);
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
