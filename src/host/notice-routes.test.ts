import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;

beforeEach(async () => {
  t = await startTestHost();
});
afterEach(() => t.close());

const BODY = Buffer.from('<xml><a>\u00e9</a></xml>\n');
const post = (path: string, headers: Record<string, string> = {}, body: Buffer = BODY) =>
  t.send(path, { host: `127.0.0.1:${t.host.port}`, 'content-type': 'text/xml', ...headers }, 'POST', body);

test('a report that nobody expects finds nothing', async () => {
  expect((await post('/notify/wechat')).status).toBe(404);
  t.terminal.expectNotices('/webhooks/wooshpay');
  expect((await post('/notify/wechat')).status).toBe(404);
  expect(t.terminal.notices).toEqual([]);
});

test('one that is expected is taken byte for byte, without a token, and answered as the acquirer wants it', async () => {
  t.terminal.expectNotices('/notify/wechat');
  const answer = await post('/notify/wechat', { 'wooshpay-signature': 't=1,v1=ab' });
  expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, 'text/xml', '<xml/>']);
  expect(Buffer.from(t.terminal.notices[0]?.body ?? [])).toEqual(BODY);
  expect(t.terminal.notices[0]?.headers).toMatchObject({ 'wooshpay-signature': 't=1,v1=ab' });
});

test('it comes under whatever name the proxy before it has; a page elsewhere gets nowhere', async () => {
  t.terminal.expectNotices('/notify/wechat');
  expect((await post('/notify/wechat', { host: 'pay.shop.example' })).status).toBe(200);
  expect((await post('/notify/wechat', { host: 'pay.shop.example', origin: 'https://evil.example' })).status).toBe(403);
  expect((await t.send('/notify/wechat', { host: 'pay.shop.example' })).status).toBe(403);
});

test('a report of any length is none', async () => {
  t.terminal.expectNotices('/notify/wechat');
  expect((await post('/notify/wechat', {}, Buffer.alloc(70_000, 0x61))).status).toBe(413);
});
