import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VIEW_HEARTBEAT_MS } from '../contract/ui.ts';
import { reader, said, startTestHost, type TestHost, TOKEN, until } from './test-host.ts';

let t: TestHost;
beforeEach(async () => {
  t = await startTestHost();
});
afterEach(() => t.close());

type Keys = Record<string, string>;

function askSession(ticket: unknown, headers: Keys = {}): Promise<Response> {
  const body = JSON.stringify({ ticket });
  return fetch(`${t.host.url}/ui/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

/** Opens a window as the shell does. @returns the headers that its page sends */
async function openWindow(headers: Keys = {}): Promise<{ cookie: string; 'x-saoma-page': string }> {
  const answer = await askSession(t.host.windowTicket(), headers);
  expect(answer.status).toBe(201);
  const { pageKey } = await said(answer);
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-saoma-page': pageKey };
}

function ui(path: string, headers: Keys = {}, init: RequestInit = {}): Promise<Response> {
  return fetch(`${t.host.url}/ui/v1${path}`, { ...init, headers });
}

const CALLS = [
  ['GET', '/view'],
  ['GET', '/doctor'],
  ['GET', '/charges'],
  ['POST', '/commands'],
] as const;

async function expectShut(keys: Keys): Promise<void> {
  for (const [method, path] of CALLS) {
    const answer = await ui(
      path,
      { 'content-type': 'application/json', ...keys },
      { method, ...(method === 'POST' && { body: '{"kind":"next_sale"}' }) },
    );
    expect([path, answer.status, (await said(answer)).code]).toEqual([path, 401, 'unauthorized']);
  }
  expect(t.terminal.commands).toEqual([]);
  expect(t.terminal.listeners().view).toBe(0);
}

describe('opening a window', () => {
  test('a ticket opens one session, with a cookie that scripts, other sites and other paths do not see', async () => {
    const answer = await askSession(t.host.windowTicket());
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(new RegExp(`^saoma-${t.host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/ui$`));
    const body = await said(answer);
    expect(Object.keys(body)).toEqual(['pageKey']);
    expect(body.pageKey).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(body) + cookie).not.toContain(TOKEN);
  });

  test('a ticket that was used, one too old and one that never was open nothing', async () => {
    const used = t.host.windowTicket();
    expect((await askSession(used)).status).toBe(201);
    expect((await askSession(used)).status).toBe(401);
    const old = t.host.windowTicket();
    t.clock.advance(60_000);
    for (const ticket of [old, '', 'x', 'x'.repeat(43)]) {
      const answer = await askSession(ticket);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    }
    for (const ticket of [undefined, null, 5, {}, 'x'.repeat(129)]) expect((await askSession(ticket)).status).toBe(400);
  });

  test('a foreign page cannot even use a good ticket', async () => {
    const ticket = t.host.windowTicket();
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1'])
      expect((await askSession(ticket, { origin })).status).toBe(403);
    expect((await askSession(ticket, { origin: t.host.url })).status).toBe(201);
  });

  test('tickets that nobody fetched do not pile up', async () => {
    const first = t.host.windowTicket();
    for (let i = 0; i < 16; i++) t.host.windowTicket();
    expect((await askSession(first)).status).toBe(401);
  });
});

describe('holding a window', () => {
  test('cookie and page key together open, either alone or one of another session does not', async () => {
    const mine = await openWindow();
    const other = await openWindow();
    await expectShut({});
    await expectShut({ cookie: mine.cookie });
    await expectShut({ 'x-saoma-page': mine['x-saoma-page'] });
    await expectShut({ ...mine, cookie: other.cookie });
    await expectShut({ ...mine, cookie: mine.cookie.replace(/saoma-\d+/, 'saoma-1') });
    await expectShut({ ...mine, 'x-saoma-page': mine.cookie.split('=')[1] ?? '' });
    await expectShut({ authorization: `Bearer ${TOKEN}` });
    expect((await ui('/charges', mine)).status).toBe(200);
    expect((await ui('/charges', other)).status).toBe(200);
  });

  test('from a foreign origin even both open nothing', async () => {
    const mine = await openWindow();
    expect((await ui('/charges', { ...mine, origin: 'http://evil.example' })).status).toBe(403);
    expect((await ui('/charges', { ...mine, 'sec-fetch-site': 'same-site' })).status).toBe(403); // another port of this host
  });

  test('a second window of one browser shares the cookie and leaves the first one open', async () => {
    const first = await openWindow();
    const second = await openWindow({ cookie: first.cookie });
    expect(second.cookie).toBe(first.cookie);
    expect(second['x-saoma-page']).not.toBe(first['x-saoma-page']);
    for (const keys of [first, second]) expect((await ui('/charges', keys)).status).toBe(200);
  });

  test('a cookie that another program planted neither sticks nor shuts the window out', async () => {
    const name = `saoma-${t.host.port}`;
    const mine = await openWindow({ cookie: `${name}=planted` });
    expect(mine.cookie).not.toContain('planted');
    expect((await ui('/charges', { ...mine, cookie: `${name}=planted; ${mine.cookie}` })).status).toBe(200);
  });

  test('a window that is gone for a day must be opened anew, one that is open stays', async () => {
    const gone = await openWindow();
    const open = await openWindow();
    const stream = reader(await ui('/view', open), '\n\n');
    t.clock.advance(24 * 60 * 60_000);
    expect((await ui('/charges', open)).status).toBe(200);
    await stream.cancel();
    await until(() => t.terminal.listeners().view === 0);
    await expectShut(gone);
  });

  test('the page about scanners is shown the same way', async () => {
    const stream = reader(await ui('/doctor', await openWindow()), '\n\n');
    expect(JSON.parse((await stream.next())?.slice(6) ?? '')).toEqual(t.terminal.doctor());
    await stream.cancel();
  });

  test('sessions are bounded: the one not used for longest makes room', async () => {
    const first = await openWindow();
    const second = await openWindow();
    t.clock.advance(1);
    await ui('/charges', first);
    for (let i = 0; i < 15; i++) await openWindow();
    expect((await ui('/charges', first)).status).toBe(200);
    expect((await ui('/charges', second)).status).toBe(401);
  });
});

describe('what a window does', () => {
  test('sees the whole view at once and after each change', async () => {
    const answer = await ui('/view', await openWindow());
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const blocks = reader(answer, '\n\n');
    const next = async () => JSON.parse((await blocks.next())?.slice('data: '.length) ?? '');
    expect(await next()).toEqual(t.terminal.view());
    await t.post({ amount: 7 });
    expect((await next()).recent).toMatchObject([{ amount: 7 }]);
    t.clock.advance(VIEW_HEARTBEAT_MS);
    expect(await blocks.next()).toBe(':');
    await blocks.cancel();
    await until(() => t.terminal.listeners().view === 0);
  });

  test('a slow window is sent the newest view when it can take one, and nothing queues up for it', async () => {
    const keys = await openWindow();
    t.terminal.viewWeight(200_000);
    const socket = t.socket();
    socket.pause();
    const headers = Object.entries({ Host: `127.0.0.1:${t.host.port}`, ...keys }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /ui/v1/view HTTP/1.1\r\n${headers.join('')}\r\n`);
    await until(() => t.terminal.listeners().view === 1);
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    for (let i = 1; i <= 400; i++) {
      t.terminal.viewWeight(200_000 + i);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // 400 views of 600 kB would be 240 MB.
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
    let heard = 0;
    let tail = '';
    socket.on('data', (piece) => {
      heard += piece.length;
      tail = (tail + piece.toString('latin1')).slice(-2_000_000);
    });
    socket.resume();
    const newest = '店'.repeat(200_400);
    await until(() => Buffer.from(tail, 'latin1').toString('utf8').includes(`"name":"${newest}"`));
    expect(heard).toBeLessThan(400 * 600_000 * 0.2);
    socket.destroy();
  });

  test('gives commands, and hears why not', async () => {
    const keys = await openWindow();
    const give = (command: unknown) =>
      ui('/commands', { ...keys, 'content-type': 'application/json' }, { method: 'POST', body: JSON.stringify(command) });
    const charge = { kind: 'charge', requestId: 'press-0001', amount: 100 };
    expect(await said(give(charge))).toEqual({ ok: true });
    t.terminal.refuseWith('terminal_busy');
    expect(await said(give({ kind: 'scan', text: '134567890123456789' }))).toEqual({ ok: false, code: 'terminal_busy' });
    expect(t.terminal.commands).toEqual([charge, { kind: 'scan', text: '134567890123456789' }]);
  });

  test.each([
    [{ kind: 'charge', requestId: 'press-0001', amount: 0 }],
    [{ kind: 'charge', requestId: 'short', amount: 1 }],
    [{ kind: 'charge', requestId: 'press-0001', amount: '1' }],
    [{ kind: 'scan', text: '1345678901234567890'.repeat(10) }],
    [{ kind: 'scan', text: 134567890123456 }],
    [{ kind: 'open_drawer' }],
    [{}],
    [[]],
    [null],
  ])('the command %j is refused and not repeated', async (command) => {
    const keys = await openWindow();
    const answer = await ui(
      '/commands',
      { ...keys, 'content-type': 'application/json' },
      { method: 'POST', body: JSON.stringify(command) },
    );
    const text = await answer.text();
    expect([answer.status, JSON.parse(text).code]).toEqual([400, 'invalid_request']);
    expect(text).not.toContain('134567890');
    expect(t.terminal.commands).toEqual([]);
  });

  test('pages through charges', async () => {
    const keys = await openWindow();
    for (let i = 0; i < 52; i++) t.terminal.move((await said(t.post({ amount: i + 1 }))).id, 'paid');
    const first = await said(ui('/charges', keys));
    expect([first.items.length, first.items[0].amount]).toEqual([50, 52]);
    const rest = await said(ui(`/charges?cursor=${first.nextCursor}`, keys));
    expect([rest.items.length, rest.nextCursor]).toEqual([2, null]);
    expect((await ui('/charges?cursor=zzz', keys)).status).toBe(400);
  });
});
