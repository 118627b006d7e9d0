import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectProblem, reader, said, startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;
beforeEach(async () => {
  t = await startTestHost();
});
afterEach(() => t.close());

type Keys = { readonly cookie: string; readonly 'x-saoma-page': string };

async function open(door: '/ui/v1/session' | '/display/v1/session', ticket: string): Promise<{ answer: Response; keys: Keys }> {
  const answer = await fetch(`${t.host.url}${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ticket }),
  });
  const { pageKey = '' } = await said(answer.clone());
  return { answer, keys: { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-saoma-page': pageKey } };
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${t.host.url}${path}`, { headers });
const post = (path: string, headers: Record<string, string>, body: unknown) =>
  fetch(`${t.host.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('the customers’ window gets in with a ticket of its own, and sees what customers see', async () => {
  const { answer, keys } = await open('/display/v1/session', t.host.displayTicket('self_service'));
  expect(answer.status).toBe(201);
  expect(answer.headers.get('set-cookie')).toMatch(/^saoma-display-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/display$/);
  const stream = await get('/display/v1/view', keys);
  const events = reader(stream, '\n\n');
  const view = JSON.parse(((await events.next()) ?? '').slice('data: '.length));
  await events.cancel();
  expect(view).toMatchObject({ role: 'self_service', scene: { kind: 'idle' }, pictures: [] });
  expect(await said(await get('/display/v1/door'))).toEqual({
    store: { name: '人民路店', locale: 'zh-CN' },
    isNetwork: false,
    isPlainHttp: true,
  });
});

test('its ticket opens nothing of the cashier’s, and the cashier’s nothing of its', async () => {
  await expectProblem((await open('/ui/v1/session', t.host.displayTicket('display'))).answer, 401, 'unauthorized');
  await expectProblem((await open('/display/v1/session', t.host.windowTicket())).answer, 401, 'unauthorized');
});

test('its session reads the display’s view and nothing else', async () => {
  const { keys } = await open('/display/v1/session', t.host.displayTicket('display'));
  // Even should its cookie be sent under the cashier's name.
  const disguised = { ...keys, cookie: keys.cookie.replace('saoma-display-', 'saoma-') };
  for (const headers of [keys, disguised]) {
    for (const path of ['/ui/v1/view', '/ui/v1/doctor', '/ui/v1/charges', '/ui/v1/office/view']) {
      const { status } = await get(path, headers);
      expect([401, 404], path).toContain(status);
    }
    expect((await post('/ui/v1/commands', headers, { kind: 'next_sale' })).status).toBe(401);
  }
  expect((await get('/till/v1/charges', keys)).status).toBe(401);
  expect(t.terminal.commands).toEqual([]);
});

test('a display may order nothing; nobody may without a session', async () => {
  const { keys } = await open('/display/v1/session', t.host.displayTicket('display'));
  const order = { kind: 'order', requestId: 'request-1', button: 0 };
  expect((await post('/display/v1/commands', keys, order)).status).toBe(403);
  await expectProblem(await post('/display/v1/commands', {}, order), 401, 'unauthorized');
  await expectProblem(await get('/display/v1/view'), 401, 'unauthorized');
  await expectProblem(await get('/display/v1/pictures/0'), 401, 'unauthorized');
});

test('nobody is paired by this door', async () => {
  expect((await post('/display/v1/pair', {}, { code: '123456', name: 'a' })).status).toBe(404);
});
