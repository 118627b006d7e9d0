import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../gateway/transport/testing/certificates.ts';
import { silent } from '../log/log.ts';
import { MANAGER_PIN, staff, testOffice } from '../office/test-office.ts';
import { type ManagerHost, startManagerHost } from './start-manager-host.ts';

const MINUTE = 60_000;
const WRONG_PIN = '9053';
const STORE = { name: '人民路店', locale: 'zh-CN' } as const;
const TOLD = { ...STORE, terminalId: 'T01' }; // as the configuration has it

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

/** A shop with a manager and a cashier, and its door to the network. */
async function shop({ isTls = true, isSetUp = true } = {}) {
  const t = testOffice();
  const people = isSetUp ? await staff(t) : null;
  const pagesDir = mkdtempSync(join(tmpdir(), 'saoma-manager-'));
  mkdirSync(join(pagesDir, 'assets'));
  writeFileSync(join(pagesDir, 'manager.html'), '<!doctype html><title>manager</title>');
  writeFileSync(join(pagesDir, 'cashier.html'), '<!doctype html><title>cashier</title>');
  const started = await startManagerHost({
    terminal: t.till.terminal,
    office: Promise.resolve(t.office),
    config: { listen: '127.0.0.1', port: 0, tls: isTls ? certificates.server : null },
    store: TOLD,
    pagesDir,
    log: silent,
    clock: t.clock,
    random: { bytes: (count) => randomBytes(count) },
  });
  if (!started.ok) throw new Error(started.error.message);
  const host = started.value;
  opened.push(async () => {
    await host.close();
    rmSync(pagesDir, { recursive: true });
  });
  const ask = (method: string, path: string, asked: Asked = {}) => send(host, isTls, { method, path, ...asked });
  async function signIn(name = '店长', pin = MANAGER_PIN) {
    const answer = await ask('POST', '/ui/v1/session', { body: { name, pin } });
    const [cookie = ''] = (answer.headers['set-cookie']?.[0] ?? '').split(';');
    const said = JSON.parse(answer.body) as { pageKey?: string; code?: string };
    return { status: answer.status, said, setCookie: answer.headers['set-cookie']?.[0], cookie, key: said.pageKey ?? '' };
  }
  return { t, people, host, ask, signIn };
}

function send(
  host: ManagerHost,
  isTls: boolean,
  { method, path, headers = {}, body, cookie, key }: Asked & { method: string; path: string },
) {
  return new Promise<Said>((resolve, reject) => {
    const options = {
      ...{ host: '127.0.0.1', port: host.port, method, path, ca: certificates.ca, servername: 'localhost', agent: false as const },
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie && { cookie }),
        ...(key && { 'x-saoma-page': key }),
        ...headers,
      },
    };
    function read(incoming: IncomingMessage): void {
      let text = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        if (incoming.headers['content-type'] !== 'text/event-stream') return;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }); // the first of what never ends
        incoming.destroy();
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }));
      incoming.on('error', () => undefined);
    }
    const asked = isTls ? tlsRequest(options, read) : plainRequest(options, read);
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const ADD = { kind: 'add_person', name: '新人', role: 'cashier', pin: '5938' };
const commandsOf = ({ cookie, key }: { cookie: string; key: string }, body: unknown = ADD) => ({ cookie, key, body });

describe('what is served', () => {
  it('the page, which is told through which door it came, and nothing of the counter', async () => {
    const { ask } = await shop();
    expect((await ask('GET', '/')).headers.location).toBe('/manager/');
    expect((await ask('GET', '/manager/')).headers.location).toBe('/manager/?door=network');
    const page = await ask('GET', '/manager/?door=network');
    expect(page.body).toContain('<title>manager</title>');
    expect(page.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("script-src 'self'"),
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-content-type-options': 'nosniff',
    });
    for (const path of [
      '/cashier/',
      '/till/v1/health',
      '/till/v1/charges',
      '/sandbox',
      '/ui/v1/doctor',
      '/ui/v1/charges',
      '/ui/v1/commands',
    ])
      expect((await ask('GET', path)).status, path).toBe(404);
    expect((await ask('POST', '/ui/v1/commands', { body: { kind: 'next_sale' } })).status).toBe(404);
  });

  it('the door says whose shop it is and whether others can read along, and nobody’s name', async () => {
    const tls = await shop();
    expect(JSON.parse((await tls.ask('GET', '/ui/v1/door')).body)).toEqual({ store: STORE, isPlainHttp: false });
    const plain = await shop({ isTls: false });
    expect(JSON.parse((await plain.ask('GET', '/ui/v1/door')).body)).toEqual({ store: STORE, isPlainHttp: true });
  });

  it('plain HTTP on the encrypted port is no request at all', async () => {
    const { host } = await shop();
    await expect(send(host, false, { method: 'GET', path: '/ui/v1/door' })).rejects.toThrow();
  });
});

describe('signing in', () => {
  it('a manager’s name and PIN open a session; the cookie is for this page alone', async () => {
    const { ask, signIn } = await shop();
    const session = await signIn();
    expect(session.status).toBe(201);
    expect(session.setCookie).toMatch(/^saoma-manager-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/ui; Secure$/);
    const view = await ask('GET', '/ui/v1/office/view', session);
    expect(view.body).toContain('"role":"manager"');
    expect((await ask('GET', '/ui/v1/view', session)).body).toContain('"practice":null');
    const added = await ask('POST', '/ui/v1/office/commands', commandsOf(session));
    expect(JSON.parse(added.body)).toMatchObject({ ok: true });
    expect(JSON.parse((await ask('GET', '/ui/v1/office/read/people', session)).body)).toMatchObject({ ok: true });
  });

  it('without encryption the cookie says nothing of Secure, or it would never come back', async () => {
    const { signIn, ask } = await shop({ isTls: false });
    const session = await signIn();
    expect(session.setCookie).not.toContain('Secure');
    expect((await ask('GET', '/ui/v1/office/view', session)).status).toBe(200);
  });

  it('a cashier, somebody unknown and a wrong PIN are told the same', async () => {
    const { signIn } = await shop();
    const answers = [await signIn('收银员 A', '8246'), await signIn('谁', MANAGER_PIN), await signIn('店长', WRONG_PIN)];
    for (const { status, said, setCookie } of answers) expect([status, said.code, setCookie]).toEqual([403, 'wrong_pin', undefined]);
  });

  it('before anybody has been set up nobody gets in, and nobody is set up from here', async () => {
    const { signIn, ask } = await shop({ isSetUp: false });
    expect((await signIn()).status).toBe(403);
    expect((await ask('POST', '/ui/v1/office/commands', { body: { kind: 'set_up', name: '我', pin: MANAGER_PIN } })).status).toBe(401);
  });

  it('what is for whoever stands at the counter is not taken from elsewhere', async () => {
    const { signIn, ask, people } = await shop();
    const session = await signIn();
    for (const command of [{ kind: 'open_drawer' }, { kind: 'sign_in', personId: people?.cashier, pin: '8246' }]) {
      const answer = await ask('POST', '/ui/v1/office/commands', commandsOf(session, command));
      expect(JSON.parse(answer.body)).toEqual({ ok: false, code: 'not_here' });
    }
  });
});

describe('what does not get in', () => {
  it.each([
    ['a foreign name for this machine', { host: 'evil.example:443' }, 403],
    ['a page of another origin', { origin: 'https://evil.example' }, 403],
    ['the same address without encryption', { origin: 'http://127.0.0.1' }, 403],
    ['a page that embeds it', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s', async (_, headers, status) => {
    const { ask, signIn } = await shop();
    const session = await signIn();
    expect((await ask('POST', '/ui/v1/office/commands', { ...commandsOf(session), headers })).status).toBe(status);
    expect((await ask('POST', '/ui/v1/session', { body: { name: '店长', pin: MANAGER_PIN }, headers })).status).toBe(status);
  });

  it('the name in the certificate and its own origin are ours', async () => {
    const { ask, host } = await shop();
    const headers = { host: `localhost:${host.port}`, origin: `https://localhost:${host.port}` };
    expect((await ask('GET', '/ui/v1/door', { headers })).status).toBe(200);
  });

  it('a stolen cookie without the page’s key, a key without the cookie, halves of two sessions', async () => {
    const { ask, signIn } = await shop();
    const [mine, other] = [await signIn(), await signIn()];
    const halves = [
      { cookie: mine.cookie },
      { key: mine.key },
      { cookie: mine.cookie, key: other.key },
      { cookie: 'saoma-manager=x', key: 'y' },
    ];
    for (const half of halves) expect((await ask('GET', '/ui/v1/office/read/people', half)).status).toBe(401);
    expect((await ask('GET', '/ui/v1/office/read/people', mine)).status).toBe(200);
  });

  it('brute force: after three wrong ones an address waits, longer each time, also for the right one', async () => {
    const { t, signIn } = await shop();
    for (let tries = 0; tries < 3; tries++) await signIn('谁', String(5_310 + tries));
    const locked = await signIn();
    expect([locked.status, locked.said]).toEqual([403, { ok: false, code: 'locked', waitMs: 5_000 }]);
    t.clock.advance(5_000);
    expect((await signIn('谁', WRONG_PIN)).said).toMatchObject({ code: 'wrong_pin', waitMs: 15_000 });
    t.clock.advance(15_000);
    expect((await signIn()).status).toBe(201);
    expect((await signIn()).status).toBe(201); // what was counted is forgotten
  });

  it('brute force on one name: the person waits too, from whatever address', async () => {
    const { t, signIn } = await shop();
    for (let tries = 0; tries < 3; tries++) await signIn('店长', WRONG_PIN);
    t.clock.advance(4_999);
    expect((await signIn()).said.code).toBe('locked');
    t.clock.advance(1);
    expect((await signIn()).status).toBe(201);
  });

  it('a body that is no sign-in is told its fields, never what was in them', async () => {
    const { ask } = await shop();
    const answer = await ask('POST', '/ui/v1/session', { body: { name: '店长', pin: 'secret-pin' } });
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('secret-pin');
  });
});

describe('a session ends', () => {
  it('when nobody presses anything for a while, although the page is looked at', async () => {
    const { t, signIn, ask } = await shop();
    const session = await signIn();
    for (let minute = 0; minute < 9; minute++) {
      t.clock.advance(MINUTE);
      expect((await ask('GET', '/ui/v1/office/view', session)).status).toBe(200);
    }
    t.clock.advance(6 * MINUTE);
    expect((await ask('GET', '/ui/v1/office/view', session)).status).toBe(401);
  });

  it('after twelve hours, whatever is pressed', async () => {
    const { t, signIn, ask } = await shop();
    const session = await signIn();
    for (let minutes = 9; minutes < 12 * 60; minutes += 9) {
      t.clock.advance(9 * MINUTE);
      expect((await ask('GET', '/ui/v1/office/read/people', session)).status, `${minutes} minutes`).toBe(200);
    }
    t.clock.advance(9 * MINUTE);
    expect((await ask('GET', '/ui/v1/office/read/people', session)).status).toBe(401);
  });

  it('signed out, at once and with its streams', async () => {
    const { signIn, ask } = await shop();
    const session = await signIn();
    await ask('POST', '/ui/v1/office/commands', commandsOf(session, { kind: 'sign_out' }));
    expect((await ask('GET', '/ui/v1/office/view', session)).status).toBe(401);
  });

  it.each([
    ['leaves', (id: string) => ({ kind: 'change_person' as const, personId: id, isActive: false })],
    ['is no manager any more', (id: string) => ({ kind: 'change_person' as const, personId: id, role: 'cashier' as const })],
    ['gets another PIN', (id: string) => ({ kind: 'set_pin' as const, personId: id, pin: '7362' })],
  ])('whoever %s', async (_, commandFor) => {
    const { t, people, signIn, ask } = await shop();
    const id = people?.manager ?? '';
    const second = await t.send({
      kind: 'add_person',
      name: '二店长',
      role: 'manager',
      pin: '6284',
      approval: { personId: id, pin: MANAGER_PIN },
    });
    const session = await signIn();
    const other = await signIn('二店长', '6284');
    expect([second.ok, session.status, other.status]).toEqual([true, 201, 201]);
    const done = await ask('POST', '/ui/v1/office/commands', commandsOf(other, commandFor(id)));
    expect(JSON.parse(done.body)).toMatchObject({ ok: true });
    expect((await ask('GET', '/ui/v1/office/view', session)).status).toBe(401);
    expect((await ask('GET', '/ui/v1/office/view', other)).status).toBe(200);
  });

  it('the seventeenth shuts out the one that was silent longest', async () => {
    const { t, signIn, ask } = await shop();
    const sessions = [];
    for (let count = 0; count < 17; count++) {
      sessions.push(await signIn());
      t.clock.advance(1_000);
    }
    const statuses = await Promise.all(sessions.map((session) => ask('GET', '/ui/v1/office/read/people', session)));
    expect(statuses.map(({ status }) => status)).toEqual([401, ...Array<number>(16).fill(200)]);
  });
});

it('a port that is taken is told with the field that chooses it', async () => {
  const { t, host } = await shop();
  const again = await startManagerHost({
    ...{ terminal: t.till.terminal, office: Promise.resolve(t.office), store: STORE, pagesDir: '/nowhere', log: silent, clock: t.clock },
    config: { listen: '127.0.0.1', port: host.port, tls: null },
    random: { bytes: (count) => randomBytes(count) },
  });
  expect(again).toMatchObject({ ok: false, error: { kind: 'port_in_use', message: expect.stringContaining('manager.port') } });
});
